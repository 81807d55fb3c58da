import { formatIpv4, parseCidr } from "../cidr";
import type { StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { CREATED_TIME } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";

const ID_LIMIT = 100;

/** DescribeSubnets: an unknown id is missing from the answer. Subnets have no resource group and no tags. */
export function describeSubnets(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("subnetIds", ID_LIMIT);
  const vpcIds = parameters.list("vpcIds", ID_LIMIT);
  const name = parameters.optional("name") ?? "";
  const cidr = parameters.optional("cidrBlock") ?? "";
  const regionId = parameters.optional("regionId");
  parameters.only(["subnetIds", "vpcIds", "name", "cidrBlock", "regionId", "pageSize", "pageNum"]);
  authorize(context);
  const found = context.store
    .subnets("zenlayer")
    .filter(
      (subnet) =>
        subnet.accountId === context.caller.account.id &&
        (ids.length === 0 || ids.includes(subnet.id)) &&
        (vpcIds.length === 0 || vpcIds.includes(subnet.vpcId)) &&
        subnet.name.includes(name) &&
        subnet.cidr.includes(cidr) &&
        (regionId === undefined || subnet.regionId === regionId),
    );
  const { items, fields } = paginate(found);
  return { ...fields, dataSet: items.map((subnet) => subnetItem(context, subnet)) };
}

function subnetItem({ store }: ActionContext, subnet: StoredSubnet): Record<string, unknown> {
  const held = store.interfaces("zenlayer").filter(({ subnetId }) => subnetId === subnet.id);
  const block = parseCidr(subnet.cidr);
  const [prefix = ""] = (subnet.ipv6Cidr ?? "").split("/");
  return {
    subnetId: subnet.id,
    regionId: subnet.regionId,
    name: subnet.name,
    cidrBlock: subnet.cidr,
    gatewayIpAddress: block === undefined ? "" : formatIpv4(block.first + block.size - 2),
    ipv6CidrBlock: subnet.ipv6Cidr ?? null,
    ipv6GatewayIpAddress: subnet.ipv6Cidr === undefined ? null : `${prefix}ffff:ffff:ffff:ffff`,
    stackType: subnet.ipv6Cidr === undefined ? "IPv4" : "IPv4_IPv6",
    ipv6Type: subnet.ipv6Cidr === undefined ? null : "Private",
    vpcId: subnet.vpcId,
    vpcName: store.vpc("zenlayer", subnet.vpcId)?.name ?? "",
    usageIpv4Count: held.flatMap(({ privateIps }) => privateIps).length,
    usageIpv6Count: held.flatMap(({ ipv6 }) => ipv6).length,
    createTime: CREATED_TIME,
    isDefault: false,
  };
}
