import { z } from "zod/v3";
import type { SecurityGroupView, SubnetView } from "../../contract/observation";
import { noneIfUnknown } from "../../core/unknown-id";
import type { ZenlayerClient } from "./client";
import { unknownIdCodes } from "./codes";

const text = z.string().nullish();

const subnetsShape = z.object({
  dataSet: z.array(
    z.object({ subnetId: z.string(), name: text, regionId: text, vpcId: text, cidrBlock: text }),
  ),
});

/**
 * Subnets by id, in any region; unknown ids are missing from the result. The answer says how many addresses are used,
 * but not how many the cloud keeps for itself, so it does not say how many are free.
 */
export function findSubnets(client: ZenlayerClient, ids: readonly string[]): Promise<readonly SubnetView[]> {
  return noneIfUnknown(ids, unknownIdCodes.others, async () => {
    const asked = { subnetIds: ids, pageSize: ids.length };
    const { dataSet } = await client.read("DescribeSubnets", asked, subnetsShape);
    return dataSet.map((item) => ({
      id: item.subnetId,
      name: item.name ?? undefined,
      regionId: item.regionId ?? undefined,
      vpcId: item.vpcId ?? undefined,
      cidrBlock: item.cidrBlock ?? undefined,
    }));
  });
}

const groupsShape = z.object({
  dataSet: z.array(z.object({ securityGroupId: z.string(), securityGroupName: text })),
});

/** Security groups by id; unknown ids are missing from the result. A group can be used in several VPCs. */
export function findGroups(
  client: ZenlayerClient,
  ids: readonly string[],
): Promise<readonly SecurityGroupView[]> {
  return noneIfUnknown(ids, unknownIdCodes.others, async () => {
    const asked = { securityGroupIds: ids, pageSize: ids.length };
    const { dataSet } = await client.read("DescribeSecurityGroups", asked, groupsShape);
    return dataSet.map(({ securityGroupId: id, securityGroupName: name }) => ({
      id,
      name: name ?? undefined,
    }));
  });
}
