import { z } from "zod/v3";
import type { InterfaceWrites, Receipt } from "../../contract/cloud";
import { markerKey } from "../../contract/marker";
import { namedParameters } from "../../contract/wire-names";
import type { TencentClient } from "./client";
import { interfaceArguments } from "./interface-arguments";
import { updateTags } from "./update-tags";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const createdShape = receiptShape.extend({ NetworkInterface: z.object({ NetworkInterfaceId: z.string() }) });

const { arguments: rows } = interfaceArguments;

/** The tag service, and the owner of the resources. */
interface Tagging {
  readonly client: TencentClient;
  readonly ownerAccount: () => Promise<string>;
}

/** The calls of the API v3 that change the interface itself. */
export function interfaceCalls(vpc: TencentClient, regionId: string, tagging: Tagging): InterfaceWrites {
  const write = async (action: string, parameters: Readonly<Record<string, unknown>>) => {
    const requestId = receiptShape.safeParse(await vpc.call(action, parameters)).data?.RequestId ?? undefined;
    return { requestId, taskId: requestId };
  };
  return {
    create: async ({ declared, marker, token }) => {
      const tags = { ...(declared.tags as object | undefined), [markerKey]: marker };
      const addresses = toAddresses(declared);
      const parameters = {
        ...namedParameters(rows, ({ wire }) => wire?.create, declared),
        ...(addresses.length > 0 ? { PrivateIpAddresses: addresses } : {}),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) })),
        ClientToken: token,
      };
      const created = await vpc.read("CreateNetworkInterface", parameters, createdShape);
      const requestId = created.RequestId ?? undefined;
      return {
        requestId,
        taskId: requestId,
        networkInterfaceId: created.NetworkInterface.NetworkInterfaceId || undefined,
      };
    },
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterfaceAttribute", {
        NetworkInterfaceId: networkInterfaceId,
        ...namedParameters(rows, ({ wire }) => wire?.modify, changes),
      }),
    updateAddresses: async ({ networkInterfaceId, change, token }) => {
      const { assign, assignCount, unassign } = change;
      const listed = (addresses: readonly string[]) => ({
        NetworkInterfaceId: networkInterfaceId,
        PrivateIpAddresses: addresses.map((PrivateIpAddress) => ({ PrivateIpAddress })),
      });
      let receipt: Receipt = { requestId: undefined };
      // Unassigned first, because an interface may have as many addresses as it can have.
      if (unassign.length > 0) receipt = await write("UnassignPrivateIpAddresses", listed(unassign));
      if (assign.length + assignCount > 0) {
        receipt = await write("AssignPrivateIpAddresses", {
          ...(assign.length > 0
            ? listed(assign)
            : { NetworkInterfaceId: networkInterfaceId, SecondaryPrivateIpAddressCount: assignCount }),
          ClientToken: token,
        });
      }
      return receipt;
    },
    updateTags: async (request) =>
      updateTags(tagging.client, { regionId, accountId: await tagging.ownerAccount() }, request),
    delete: (networkInterfaceId) =>
      write("DeleteNetworkInterface", { NetworkInterfaceId: networkInterfaceId }),
  };
}

/** The call has one list with the primary address and the others. */
function toAddresses(declared: Readonly<Record<string, unknown>>) {
  const { primaryIpAddress, secondaryIpAddresses } = declared;
  const secondary = Array.isArray(secondaryIpAddresses) ? secondaryIpAddresses : [];
  return [
    ...(primaryIpAddress ? [{ PrivateIpAddress: primaryIpAddress, Primary: true }] : []),
    ...secondary.map((address: unknown) => ({ PrivateIpAddress: address, Primary: false })),
  ];
}
