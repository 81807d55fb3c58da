import { z } from "zod/v3";
import type {
  Bound,
  InterfaceRoom,
  SecurityGroupView,
  SubnetView,
  UsedAddress,
} from "../../contract/observation";
import { everyPage } from "../../core/pages";
import { noneIfUnknown } from "../../core/unknown-id";
import type { TencentClient } from "./client";
import { unknownIdCodes } from "./codes";
import { nextPage, pageOf } from "./find";
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
  return noneIfUnknown(ids, unknownIdCodes.others, async () => {
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
  return noneIfUnknown(ids, unknownIdCodes.others, async () => {
    const answer = await vpc.read("DescribeSecurityGroups", { SecurityGroupIds: ids }, groupsShape);
    return answer.SecurityGroupSet.map(({ SecurityGroupId: id, SecurityGroupName: name }) => ({
      id,
      name: name ?? undefined,
    }));
  });
}

const virtualAddressesShape = z.object({
  HaVipSet: z.array(
    z.object({
      HaVipId: z.string(),
      NetworkInterfaceId: text,
      HaVipAssociationSet: z.array(z.object({ InstanceId: text, InstanceType: text })).nullish(),
    }),
  ),
});

/** The interfaces of a VPC to which a high-availability virtual address (HAVIP) is bound. */
export async function findVirtualAddresses(vpc: TencentClient, vpcId: string): Promise<readonly Bound[]> {
  const found = await everyPage(
    async (page) => {
      const asked = pageOf({ Name: "vpc-id", Values: [vpcId] }, page);
      const { HaVipSet } = await vpc.read("DescribeHaVips", asked, virtualAddressesShape);
      return { items: HaVipSet, next: nextPage(page, HaVipSet.length) };
    },
    ({ HaVipId }) => HaVipId,
  );
  const boundTo = found.flatMap(({ NetworkInterfaceId, HaVipAssociationSet }) => [
    NetworkInterfaceId,
    ...(HaVipAssociationSet ?? []).map(({ InstanceId }) => InstanceId),
  ]);
  return boundTo.flatMap((id) => (id ? [{ as: "hasVirtualAddress", networkInterfaceId: id }] : []));
}

const limitsShape = z.object({
  VpcLimitSet: z.array(z.object({ LimitType: text, LimitValue: z.number().nullish() })),
});
const countShape = z.object({ TotalCount: z.number() });
const quotaName = "vpc-max-enis";
const addressesName = "eni-max-private-ips";

/**
 * How many interfaces the account can have in a VPC, how many it has besides the primary ones, and how many addresses one
 * that no instance holds can have.
 */
export async function findInterfaceRoom(
  vpc: TencentClient,
  vpcId: string,
): Promise<InterfaceRoom | undefined> {
  const Filters = [
    { Name: "vpc-id", Values: [vpcId] },
    { Name: "is-primary", Values: ["false"] },
  ];
  const [{ VpcLimitSet }, { TotalCount: held }] = await Promise.all([
    vpc.read("DescribeVpcLimits", { LimitTypes: [quotaName, addressesName] }, limitsShape),
    vpc.read("DescribeNetworkInterfaces", { Filters, Limit: 1 }, countShape),
  ]);
  const limitOf = (name: string) =>
    VpcLimitSet.find(({ LimitType }) => LimitType === name)?.LimitValue ?? undefined;
  const quota = limitOf(quotaName);
  return quota === undefined ? undefined : { quota, held, addressesWhenFree: limitOf(addressesName) };
}
