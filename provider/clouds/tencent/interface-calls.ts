import { z } from "zod/v3";
import type { InterfaceWrites } from "../../contract/cloud";
import { markerKey } from "../../contract/marker";
import { readAnswer } from "../../core/no-answer";
import { cloudTitle, type TencentClient } from "./client";
import { updateTags } from "./update-tags";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const createdShape = receiptShape.extend({ NetworkInterface: z.object({ NetworkInterfaceId: z.string() }) });

/** The names of arguments in both calls; ModifyNetworkInterfaceAttribute takes the first four alone. */
const modifyNames: Readonly<Record<string, string>> = {
  name: "NetworkInterfaceName",
  description: "NetworkInterfaceDescription",
  securityGroupIds: "SecurityGroupIds",
  trunkingFlag: "TrunkingFlag",
};
const createNames: Readonly<Record<string, string>> = {
  ...modifyNames,
  vpcId: "VpcId",
  subnetId: "SubnetId",
  secondaryIpAddressCount: "SecondaryPrivateIpAddressCount",
  qosLevel: "QosLevel",
  isRdma: "IsRdma",
};

/** The tag service, and whose resources it is to change. */
interface Tagging {
  readonly client: TencentClient;
  readonly ownerAccount: () => Promise<string>;
}

/** The calls of the API v3 on the interface itself. */
export function interfaceCalls(vpc: TencentClient, regionId: string, tagging: Tagging): InterfaceWrites {
  const write = async (action: string, parameters: Readonly<Record<string, unknown>>) => {
    const requestId = receiptShape.safeParse(await vpc.call(action, parameters)).data?.RequestId ?? undefined;
    return { requestId, taskId: requestId };
  };
  return {
    create: async ({ declared, marker, token }) => {
      const action = "CreateNetworkInterface";
      const tags = { ...(declared.tags as object | undefined), [markerKey]: marker };
      const addresses = toAddresses(declared);
      const answer = await vpc.call(action, {
        ...toParameters(createNames, declared),
        ...(addresses.length > 0 ? { PrivateIpAddresses: addresses } : {}),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) })),
        ClientToken: token,
      });
      const created = readAnswer({ cloudTitle, action }, () => createdShape.parse(answer));
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
        ...toParameters(modifyNames, changes),
      }),
    updateTags: async (request) =>
      updateTags(tagging.client, { regionId, accountId: await tagging.ownerAccount() }, request),
    delete: (networkInterfaceId) =>
      write("DeleteNetworkInterface", { NetworkInterfaceId: networkInterfaceId }),
  };
}

function toParameters(
  names: Readonly<Record<string, string>>,
  declared: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.entries(names).filter(([argument]) => (declared[argument] ?? undefined) !== undefined);
  return Object.fromEntries(given.map(([argument, name]) => [name, declared[argument]]));
}

/** One list holds the primary address and the others. */
function toAddresses(declared: Readonly<Record<string, unknown>>) {
  const { primaryIpAddress, secondaryIpAddresses } = declared;
  const secondary = Array.isArray(secondaryIpAddresses) ? secondaryIpAddresses : [];
  return [
    ...(primaryIpAddress ? [{ PrivateIpAddress: primaryIpAddress, Primary: true }] : []),
    ...secondary.map((address: unknown) => ({ PrivateIpAddress: address, Primary: false })),
  ];
}
