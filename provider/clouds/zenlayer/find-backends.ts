import { z } from "zod/v3";
import type { Bound } from "../../contract/observation";
import { noneIfUnknown } from "../../core/unknown-id";
import type { ZenlayerClient } from "./client";
import { unknownIdCodes } from "./codes";

const text = z.string().nullish();
const backendsShape = z.object({
  backends: z.array(z.object({ instanceId: text, privateIpAddress: text })).nullish(),
});

/** The backends of a load balancer. None when it is unknown: it was deleted a moment ago. */
export function findBackends(
  loadBalancing: ZenlayerClient,
  loadBalancerId: string,
): Promise<readonly Bound[]> {
  return noneIfUnknown([loadBalancerId], unknownIdCodes.others, async () => {
    const { backends } = await loadBalancing.read("DescribeBackends", { loadBalancerId }, backendsShape);
    return (backends ?? []).map(({ instanceId, privateIpAddress }) => ({
      as: "behindLoadBalancer" as const,
      instanceId: instanceId ?? undefined,
      address: privateIpAddress ?? undefined,
    }));
  });
}
