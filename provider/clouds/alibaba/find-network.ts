import { z } from "zod/v3";
import type { InterfaceRoom, SecurityGroupView, SubnetView, UsedAddress } from "../../contract/observation";
import { wholeNumber } from "../../core/whole-number";
import type { AlibabaClient } from "./client";
import { maxInterfacePage } from "./limits";

const text = z.string().nullish();

const switchesShape = z.object({
  VSwitches: z.object({
    VSwitch: z.array(
      z.object({
        VSwitchId: z.string(),
        VSwitchName: text,
        VpcId: text,
        ZoneId: text,
        CidrBlock: text,
        AvailableIpAddressCount: z.number().nullish(),
      }),
    ),
  }),
});

/** vSwitches by id; unknown ids are missing from the result. The call takes one id. */
export async function findSwitches(
  vpc: AlibabaClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly SubnetView[]> {
  const answers = ids.map((id) =>
    vpc.read("DescribeVSwitches", { RegionId: regionId, VSwitchId: id }, switchesShape),
  );
  return (await Promise.all(answers)).flatMap(({ VSwitches }) =>
    VSwitches.VSwitch.map((item) => ({
      id: item.VSwitchId,
      name: item.VSwitchName ?? undefined,
      vpcId: item.VpcId ?? undefined,
      zoneId: item.ZoneId ?? undefined,
      cidrBlock: item.CidrBlock ?? undefined,
      freeAddresses: item.AvailableIpAddressCount ?? undefined,
    })),
  );
}

const addressesShape = z.object({
  NetworkInterfaceSets: z.object({
    NetworkInterfaceSet: z.array(
      z.object({
        NetworkInterfaceId: z.string(),
        PrivateIpSets: z.object({
          PrivateIpSet: z.array(z.object({ PrivateIpAddress: z.string() })),
        }),
      }),
    ),
  }),
});

/** Which of these addresses the interfaces of a vSwitch have. */
export async function findUsedAddresses(
  ecs: AlibabaClient,
  regionId: string,
  { id }: SubnetView,
  addresses: readonly string[],
): Promise<readonly UsedAddress[]> {
  const asked = {
    RegionId: regionId,
    VSwitchId: id,
    PrivateIpAddress: addresses,
    MaxResults: maxInterfacePage,
  };
  const { NetworkInterfaceSets } = await ecs.read("DescribeNetworkInterfaces", asked, addressesShape);
  return NetworkInterfaceSets.NetworkInterfaceSet.flatMap(({ NetworkInterfaceId: usedBy, PrivateIpSets }) =>
    PrivateIpSets.PrivateIpSet.map(({ PrivateIpAddress: address }) => ({ address, usedBy })),
  ).filter(({ address }) => addresses.includes(address));
}

const groupsShape = z.object({
  SecurityGroups: z.object({
    SecurityGroup: z.array(z.object({ SecurityGroupId: z.string(), SecurityGroupName: text, VpcId: text })),
  }),
});

/** Security groups by id; unknown ids are missing from the result. */
export async function findGroups(
  ecs: AlibabaClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly SecurityGroupView[]> {
  const asked = { RegionId: regionId, SecurityGroupIds: JSON.stringify(ids), MaxResults: ids.length };
  const { SecurityGroups } = await ecs.read("DescribeSecurityGroups", asked, groupsShape);
  return SecurityGroups.SecurityGroup.map((item) => ({
    id: item.SecurityGroupId,
    name: item.SecurityGroupName ?? undefined,
    // A group of the classic network has none.
    vpcId: item.VpcId || undefined,
  }));
}

const attributesShape = z.object({
  AccountAttributeItems: z.object({
    AccountAttributeItem: z.array(
      z.object({
        AttributeName: z.string(),
        AttributeValues: z.object({ ValueItem: z.array(z.object({ Value: text })) }),
      }),
    ),
  }),
});
const countShape = z.object({ TotalCount: z.number() });
const quotaName = "max-elastic-network-interfaces";

/**
 * How many interfaces the account can have in a region, and how many it has besides the primary ones. The filter by type
 * knows only primary and secondary ones, so trunk interfaces and members show in the difference.
 */
export async function findInterfaceRoom(
  ecs: AlibabaClient,
  regionId: string,
): Promise<InterfaceRoom | undefined> {
  const region = { RegionId: regionId };
  // Only pages by number can be this short.
  const count = async (ofType: object) => {
    const asked = { ...region, ...ofType, PageNumber: 1, PageSize: 1 };
    return (await ecs.read("DescribeNetworkInterfaces", asked, countShape)).TotalCount;
  };
  const [{ AccountAttributeItems }, all, primary] = await Promise.all([
    ecs.read("DescribeAccountAttributes", { ...region, AttributeName: [quotaName] }, attributesShape),
    count({}),
    count({ Type: "Primary" }),
  ]);
  const item = AccountAttributeItems.AccountAttributeItem.find(
    ({ AttributeName }) => AttributeName === quotaName,
  );
  const quota = wholeNumber.safeParse(item?.AttributeValues.ValueItem[0]?.Value).data;
  return quota === undefined ? undefined : { quota, held: all - primary };
}
