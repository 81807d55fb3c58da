import { z } from "zod/v3";
import { readAnswer } from "../../core/no-answer";
import type { InterfaceCalls } from "../../lifecycle/cloud";
import { markerKey } from "../../lifecycle/intent";
import { cloudTitle, type ZenlayerClient } from "./client";
import { findMarkedInterfaces } from "./find";

const receiptShape = z.object({ requestId: z.string().nullish() });
const createdShape = receiptShape.extend({ nicId: z.string() });

/** The arguments go by the names that the create has for them, but for tags. */
const createNames = [
  "name",
  "subnetId",
  "securityGroupId",
  "nicStackType",
  "resourceGroupId",
  "internetChargeType",
  "bandwidth",
  "packageSize",
  "clusterId",
  "eipBindType",
  "eipIds",
] as const;

export function interfaceCalls(client: ZenlayerClient): InterfaceCalls {
  const write = async (action: string, parameters: Readonly<Record<string, unknown>>) => {
    const answer = await client.call(action, parameters);
    return { requestId: receiptShape.safeParse(answer).data?.requestId ?? undefined };
  };
  return {
    create: async ({ declared, marker }) => {
      const action = "CreateNetworkInterface";
      const tags = { ...(declared.tags as object | undefined), [markerKey]: marker };
      const answer = await client.call(action, {
        ...pick(createNames, declared),
        tags: { tags: Object.entries(tags).map(([key, value]) => ({ key, value: String(value) })) },
      });
      const created = readAnswer({ cloudTitle, action }, () => createdShape.parse(answer));
      return { requestId: created.requestId ?? undefined, networkInterfaceId: created.nicId || undefined };
    },
    // No action takes an idempotency token.
    createRepeats: false,
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterfaceAttribute", {
        nicId: networkInterfaceId,
        ...pick(["name", "securityGroupId"], changes),
      }),
    delete: (networkInterfaceId) => write("DeleteNetworkInterface", { nicId: networkInterfaceId }),
    findMarked: (markers) => findMarkedInterfaces(client, markers),
  };
}

function pick(names: readonly string[], from: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => (from[name] ?? undefined) !== undefined).map((name) => [name, from[name]]),
  );
}
