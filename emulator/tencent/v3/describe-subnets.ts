import { parseCidr } from "../../cidr";
import type { StoredSubnet } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { type Search, searchNetworks } from "./network-search";
import { Parameters } from "./parameters";

const FILTERS: Search<StoredSubnet>["filters"] = {
  "subnet-id": ({ id }) => [id],
  "subnet-name": ({ name }) => [name],
  "vpc-id": ({ vpcId }) => [vpcId],
  "cidr-block": ({ cidr }) => [cidr],
  "ipv6-cidr-block": ({ ipv6Cidr }) => (ipv6Cidr === undefined ? [] : [ipv6Cidr]),
  zone: ({ zoneId }) => [zoneId],
  "is-default": () => ["false"],
  "is-remote-vpc-snat": () => ["false"],
  "is-cdc-subnet": () => ["0"],
  "cdc-id": () => [],
  "isp-type": () => ["BGP"],
  "address-type": ({ ipv6Cidr }) => (ipv6Cidr === undefined ? [] : ["GUA"]),
};

/** DescribeSubnets: Offset and Limit are text, unlike in other actions. */
export function describeSubnets(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["SubnetIds", "Filters", "Offset", "Limit"]);
  const { total, page } = searchNetworks(context, parameters, {
    kind: "subnet",
    ids: "SubnetIds",
    all: context.store.subnets("tencent"),
    filters: FILTERS,
  });
  return { TotalCount: total, SubnetSet: page.map((subnet) => subnetItem(context, subnet)), NextToken: "" };
}

function subnetItem({ store }: ActionContext, subnet: StoredSubnet): Record<string, unknown> {
  return {
    VpcId: subnet.vpcId,
    SubnetId: subnet.id,
    SubnetName: subnet.name,
    CidrBlock: subnet.cidr,
    Ipv6CidrBlock: subnet.ipv6Cidr ?? "",
    IsDefault: false,
    EnableBroadcast: false,
    Zone: subnet.zoneId,
    RouteTableId: subnet.vpcId.replace(/^vpc-/, "rtb-"),
    CreatedTime: CREATED_TIME,
    AvailableIpAddressCount: store.addressPool("tencent", subnet.id)?.free ?? 0,
    TotalIpAddressCount: parseCidr(subnet.cidr)?.size ?? 0,
    NetworkAclId: "",
    IsRemoteVpcSnat: false,
    TagSet: [],
    CdcId: "",
    IsCdcSubnet: 0,
  };
}
