import { z } from "zod/v3";
import type { SecurityGroupView, SubnetView, UsedAddress } from "../../contract/observation";
import { noneIfUnknown } from "../../core/unknown-id";
import type { TencentClient } from "./client";
import { notFoundCodes } from "./codes";
import { maxPage } from "./limits";

const text = z.string().nullish();

const subnetsShape = z.object({
  SubnetSet: z.array(
    z.object({
      SubnetId: z.string(),
      SubnetName: text,
      VpcId: text,
      Zone: text,
      CidrBlock: text,
      AvailableIpAddressCount: z.number().nullish(),
    }),
  ),
});

/** Subnets by id; unknown ids are missing from the result. */
export function findSubnets(vpc: TencentClient, ids: readonly string[]): Promise<readonly SubnetView[]> {
  return noneIfUnknown(ids, notFoundCodes, async () => {
    const { SubnetSet } = await vpc.read("DescribeSubnets", { SubnetIds: ids }, subnetsShape);
    return SubnetSet.map((item) => ({
      id: item.SubnetId,
      name: item.SubnetName ?? undefined,
      vpcId: item.VpcId ?? undefined,
      zoneId: item.Zone ?? undefined,
      cidrBlock: item.CidrBlock ?? undefined,
      freeAddresses: item.AvailableIpAddressCount ?? undefined,
    }));
  });
}

const addressesShape = z.object({
  IpAddressStates: z.array(z.object({ IpAddress: z.string(), ResourceId: text })),
});

/** Which of these addresses of a subnet are in use. The call refuses addresses outside of the subnet. */
export async function findUsedAddresses(
  vpc: TencentClient,
  { id, vpcId }: SubnetView,
  addresses: readonly string[],
): Promise<readonly UsedAddress[]> {
  const asked = { VpcId: vpcId, SubnetId: id, IpAddresses: addresses, Limit: maxPage };
  const { IpAddressStates } = await vpc.read("DescribeUsedIpAddress", asked, addressesShape);
  return IpAddressStates.map(({ IpAddress, ResourceId }) => ({
    address: IpAddress,
    usedBy: ResourceId || undefined,
  }));
}

const groupsShape = z.object({
  SecurityGroupSet: z.array(z.object({ SecurityGroupId: z.string(), SecurityGroupName: text })),
});

/** Security groups by id; unknown ids are missing from the result. They belong to a project, not to a VPC. */
export function findGroups(
  vpc: TencentClient,
  ids: readonly string[],
): Promise<readonly SecurityGroupView[]> {
  return noneIfUnknown(ids, notFoundCodes, async () => {
    const answer = await vpc.read("DescribeSecurityGroups", { SecurityGroupIds: ids }, groupsShape);
    return answer.SecurityGroupSet.map(({ SecurityGroupId: id, SecurityGroupName: name }) => ({
      id,
      name: name ?? undefined,
    }));
  });
}
