import { z } from "zod/v3";
import type { InterfaceWrites } from "../../contract/cloud";
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
    addresses: {
      assign: ({ networkInterfaceId, addresses, token }) =>
        write("AssignPrivateIpAddresses", {
          NetworkInterfaceId: networkInterfaceId,
          ...(typeof addresses === "number"
            ? { SecondaryPrivateIpAddressCount: addresses }
            : listedAddresses(addresses)),
          ClientToken: token,
        }),
      unassign: ({ networkInterfaceId, addresses }) =>
        write("UnassignPrivateIpAddresses", {
          NetworkInterfaceId: networkInterfaceId,
          ...listedAddresses(addresses),
        }),
    },
    updateTags: async (request) =>
      updateTags(tagging.client, { regionId, accountId: await tagging.ownerAccount() }, request),
    delete: (networkInterfaceId) =>
      write("DeleteNetworkInterface", { NetworkInterfaceId: networkInterfaceId }),
  };
}

function listedAddresses(addresses: readonly string[]) {
  return { PrivateIpAddresses: addresses.map((PrivateIpAddress) => ({ PrivateIpAddress })) };
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
