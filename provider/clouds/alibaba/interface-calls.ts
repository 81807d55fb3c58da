import { z } from "zod/v3";
import type { InterfaceWrites, Receipt } from "../../contract/cloud";
import { markerKey } from "../../contract/marker";
import { readAnswer } from "../../core/no-answer";
import { type AlibabaClient, cloudTitle } from "./client";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const createdShape = receiptShape.extend({ NetworkInterfaceId: z.string() });

/** The name of each argument in CreateNetworkInterface; lists become `Name.1`, `Name.2`… */
const createNames: Readonly<Record<string, string>> = {
  subnetId: "VSwitchId",
  securityGroupId: "SecurityGroupId",
  securityGroupIds: "SecurityGroupIds",
  name: "NetworkInterfaceName",
  description: "Description",
  primaryIpAddress: "PrimaryIpAddress",
  secondaryIpAddresses: "PrivateIpAddress",
  secondaryIpAddressCount: "SecondaryPrivateIpAddressCount",
  assignedIpv6Addresses: "Ipv6Address",
  ipv6AddressCount: "Ipv6AddressCount",
  ipv4Prefixes: "Ipv4Prefix",
  ipv4PrefixCount: "Ipv4PrefixCount",
  ipv6Prefixes: "Ipv6Prefix",
  ipv6PrefixCount: "Ipv6PrefixCount",
  instanceType: "InstanceType",
  networkInterfaceTrafficMode: "NetworkInterfaceTrafficMode",
  queueNumber: "QueueNumber",
  deleteOnRelease: "DeleteOnRelease",
  sourceDestCheck: "SourceDestCheck",
  resourceGroupId: "ResourceGroupId",
};

/** ModifyNetworkInterfaceAttribute replaces the whole set of groups, whose parameter has another name there. */
const modifyNames: Readonly<Record<string, string>> = {
  securityGroupId: "SecurityGroupId.1",
  securityGroupIds: "SecurityGroupId",
  name: "NetworkInterfaceName",
  description: "Description",
  queueNumber: "QueueNumber",
  deleteOnRelease: "DeleteOnRelease",
  sourceDestCheck: "SourceDestCheck",
};

export function interfaceCalls(ecs: AlibabaClient, regionId: string): InterfaceWrites {
  const write = async (action: string, parameters: Readonly<Record<string, unknown>>): Promise<Receipt> => {
    const answer = await ecs.call(action, { RegionId: regionId, ...parameters });
    return { requestId: receiptShape.safeParse(answer).data?.RequestId ?? undefined };
  };
  return {
    create: async ({ declared, marker, token }) => {
      const action = "CreateNetworkInterface";
      const answer = await ecs.call(action, {
        RegionId: regionId,
        ...toParameters(createNames, declared),
        Tag: toTags({ ...(declared.tags as object | undefined), [markerKey]: marker }),
        ClientToken: token,
      });
      const created = readAnswer({ cloudTitle, action }, () => createdShape.parse(answer));
      return {
        requestId: created.RequestId ?? undefined,
        // Empty: the creation did not happen, by the page of the action.
        networkInterfaceId: created.NetworkInterfaceId || undefined,
        madeNothing: created.NetworkInterfaceId === "",
      };
    },
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterfaceAttribute", {
        NetworkInterfaceId: networkInterfaceId,
        ...toParameters(modifyNames, changes),
      }),
    updateTags: async ({ networkInterfaceId, set, remove }) => {
      const resource = { ResourceType: "eni", ResourceId: [networkInterfaceId] };
      let receipt: Receipt = { requestId: undefined };
      // Removed first: an interface has room for 20 tags, and the new ones may need the place of the old.
      if (remove.length > 0) receipt = await write("UntagResources", { ...resource, TagKey: remove });
      if (Object.keys(set).length > 0) {
        receipt = await write("TagResources", { ...resource, Tag: toTags(set) });
      }
      return receipt;
    },
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

function toTags(tags: object): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
}
