import { z } from "zod/v3";
import type { InterfaceWrites, Receipt } from "../../contract/cloud";
import { markerKey } from "../../contract/marker";
import { namedParameters } from "../../contract/wire-names";
import type { ZenlayerClient } from "./client";
import { interfaceArguments } from "./interface-arguments";

const receiptShape = z.object({ requestId: z.string().nullish() });
const createdShape = receiptShape.extend({ nicId: z.string() });

const { arguments: rows } = interfaceArguments;

/** Another service changes the tags, for resources of all services. */
export function interfaceCalls(client: ZenlayerClient, resourceManagement: ZenlayerClient): InterfaceWrites {
  const write = async (
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    service = client,
  ): Promise<Receipt> => {
    const answer = await service.call(action, parameters);
    return { requestId: receiptShape.safeParse(answer).data?.requestId ?? undefined };
  };
  return {
    create: async ({ declared, marker }) => {
      const tags = { ...(declared.tags as object | undefined), [markerKey]: marker };
      const parameters = {
        ...namedParameters(rows, ({ wire }) => wire?.create, declared),
        tags: { tags: toTags(tags) },
      };
      const created = await client.read("CreateNetworkInterface", parameters, createdShape);
      return { requestId: created.requestId ?? undefined, networkInterfaceId: created.nicId || undefined };
    },
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterfaceAttribute", {
        nicId: networkInterfaceId,
        ...namedParameters(rows, ({ wire }) => wire?.modify, changes),
      }),
    updateTags: ({ networkInterfaceId, set, remove }) => {
      const changes = {
        ...(Object.keys(set).length > 0 ? { replaceTags: toTags(set) } : {}),
        ...(remove.length > 0 ? { deleteTagKeys: remove } : {}),
      };
      return write(
        "ModifyResourceTags",
        { resourceUuid: networkInterfaceId, ...changes },
        resourceManagement,
      );
    },
    delete: (networkInterfaceId) => write("DeleteNetworkInterface", { nicId: networkInterfaceId }),
  };
}

function toTags(tags: object): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value: String(value) }));
}
