import { z } from "zod/v3";
import type { InterfaceWrites, Receipt } from "../../contract/cloud";
import { markerKey } from "../../contract/marker";
import { namedParameters } from "../../contract/wire-names";
import type { AlibabaClient } from "./client";
import { interfaceArguments } from "./interface-arguments";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const createdShape = receiptShape.extend({ NetworkInterfaceId: z.string() });

const { arguments: rows } = interfaceArguments;

export function interfaceCalls(ecs: AlibabaClient, regionId: string): InterfaceWrites {
  const write = async (action: string, parameters: Readonly<Record<string, unknown>>): Promise<Receipt> => {
    const answer = await ecs.call(action, { RegionId: regionId, ...parameters });
    return { requestId: receiptShape.safeParse(answer).data?.RequestId ?? undefined };
  };
  return {
    create: async ({ declared, marker, token }) => {
      const parameters = {
        RegionId: regionId,
        ...namedParameters(rows, ({ wire }) => wire?.create, declared),
        Tag: toTags({ ...(declared.tags as object | undefined), [markerKey]: marker }),
        ClientToken: token,
      };
      const created = await ecs.read("CreateNetworkInterface", parameters, createdShape);
      return {
        requestId: created.RequestId ?? undefined,
        // An empty id means that nothing was created, by the page of the action.
        networkInterfaceId: created.NetworkInterfaceId || undefined,
        createdNothing: created.NetworkInterfaceId === "",
      };
    },
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterfaceAttribute", {
        NetworkInterfaceId: networkInterfaceId,
        ...namedParameters(rows, ({ wire }) => wire?.modify, changes),
      }),
    updateTags: async ({ networkInterfaceId, set, remove }) => {
      const resource = { ResourceType: "eni", ResourceId: [networkInterfaceId] };
      let receipt: Receipt = { requestId: undefined };
      // Removed first, because an interface can have 20 tags, and the old ones may take the room of the new ones.
      if (remove.length > 0) receipt = await write("UntagResources", { ...resource, TagKey: remove });
      if (Object.keys(set).length > 0) {
        receipt = await write("TagResources", { ...resource, Tag: toTags(set) });
      }
      return receipt;
    },
    addresses: {
      assign: ({ networkInterfaceId, argument, addresses, token }) => {
        const { family, name } = addressNames(argument);
        return write(`Assign${family}`, {
          NetworkInterfaceId: networkInterfaceId,
          [name]: addresses,
          ClientToken: token,
        });
      },
      unassign: ({ networkInterfaceId, argument, addresses }) => {
        const { family, name } = addressNames(argument);
        return write(`Unassign${family}`, { NetworkInterfaceId: networkInterfaceId, [name]: addresses });
      },
    },
    delete: (networkInterfaceId) =>
      write("DeleteNetworkInterface", { NetworkInterfaceId: networkInterfaceId }),
  };
}

/** Every address and prefix has the same parameter as in a create; IPv6 has calls of its own. */
function addressNames(argument: string) {
  const name = rows[argument]?.wire?.create ?? "";
  return { name, family: name.startsWith("Ipv6") ? "Ipv6Addresses" : "PrivateIpAddresses" };
}

function toTags(tags: object): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
}
