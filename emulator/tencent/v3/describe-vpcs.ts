import type { StoredVpc } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { type Search, searchNetworks } from "./network-search";
import { Parameters } from "./parameters";

const FILTERS: Search<StoredVpc>["filters"] = {
  "vpc-id": ({ id }) => [id],
  "vpc-name": ({ name }) => [name],
  "cidr-block": ({ cidr }) => [cidr],
  "is-default": () => ["false"],
  "ipv6-cidr-block": () => [],
  "isp-type": () => ["BGP"],
  "address-type": () => [],
};

/** DescribeVpcs: Offset and Limit are text, unlike in other actions. */
export function describeVpcs(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["VpcIds", "Filters", "Offset", "Limit"]);
  const { total, page } = searchNetworks(context, parameters, {
    kind: "vpc",
    ids: "VpcIds",
    all: context.store.vpcs("tencent"),
    filters: FILTERS,
    fuzzy: ["vpc-name"],
  });
  return { TotalCount: total, VpcSet: page.map(vpcItem) };
}

function vpcItem(vpc: StoredVpc): Record<string, unknown> {
  return {
    VpcId: vpc.id,
    VpcName: vpc.name,
    CidrBlock: vpc.cidr,
    Ipv6CidrBlock: "",
    Ipv6CidrBlockSet: [],
    AssistantCidrSet: [],
    IsDefault: false,
    EnableMulticast: false,
    CreatedTime: CREATED_TIME,
    DnsServerSet: ["183.60.83.19", "183.60.82.98"],
    DomainName: "",
    DhcpOptionsId: "",
    EnableDhcp: true,
    EnableRouteVpcPublish: false,
    EnableRouteVpcPublishIpv6: false,
    TagSet: [],
  };
}
