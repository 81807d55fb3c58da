import { z } from "zod/v3";
import type { SecurityGroupView, SubnetView, UsedAddress } from "../../contract/observation";
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
