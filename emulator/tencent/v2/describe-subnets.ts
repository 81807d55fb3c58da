import { parseCidr } from "../../cidr";
import type { StoredSubnet } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME, zoneNumber } from "../words";
import { refuse } from "./codes";
import { PAGE_PARAMETERS, readNetworkPage } from "./network-page";
import { authorize, checkVpc, Parameters, regionOf } from "./parameters";

/** DescribeSubnetEx: zones are numbers in the parameter, and both numbers and names in the answer. */
export function describeSubnetEx(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["vpcId", "subnetId", "subnetName", "zoneIds", "getAclIdFlag", ...PAGE_PARAMETERS]);
  const regionId = regionOf(context);
  const paginate = readNetworkPage(parameters, "subnetName");
  const vpcId = parameters.optional("vpcId");
  const subnetId = parameters.optional("subnetId");
  const name = parameters.optional("subnetName") ?? "";
  const zones = parameters.list("zoneIds").map(({ value }) => value);
  parameters.integer("getAclIdFlag", 0, 1);
  if (vpcId !== undefined) checkVpc(context, vpcId);
  const mine = context.store
    .subnets("tencent")
    .filter((subnet) => subnet.accountId === context.caller.account.id && subnet.regionId === regionId);
  if (subnetId !== undefined && !mine.some(({ id }) => id === subnetId))
    throw refuse("InvalidSubnet.NotFound");
  authorize(context);
  const found = mine.filter(
    (subnet) =>
      (vpcId === undefined || subnet.vpcId === vpcId) &&
      (subnetId === undefined || subnet.id === subnetId) &&
      subnet.name.includes(name) &&
      (zones.length === 0 || zones.includes(String(zoneNumber(subnet.regionId, subnet.zoneId)))),
  );
  const { total, page } = paginate(found);
  return { totalCount: total, data: page.map((subnet) => subnetItem(context, subnet)) };
}

function subnetItem({ store }: ActionContext, subnet: StoredSubnet): Record<string, unknown> {
  const vpc = store.vpc("tencent", subnet.vpcId);
  const routeTableId = subnet.vpcId.replace(/^vpc-/, "rtb-");
  return {
    vpcId: subnet.vpcId,
    unVpcId: subnet.vpcId,
    vpcName: vpc?.name ?? "",
    vpcCidrBlock: vpc?.cidr ?? "",
    subnetId: subnet.id,
    unSubnetId: subnet.id,
    subnetName: subnet.name,
    subnetCreateTime: CREATED_TIME,
    cidrBlock: subnet.cidr,
    routeTableId,
    unRouteTableId: routeTableId,
    routeTableName: "default",
    zoneId: zoneNumber(subnet.regionId, subnet.zoneId),
    zone: subnet.zoneId,
    networkAclId: 0,
    vpcDevices: store.instances("tencent").filter(({ subnetId }) => subnetId === subnet.id).length,
    totalIPNum: (parseCidr(subnet.cidr)?.size ?? 0) - RESERVED,
    availableIPNum: store.addressPool("tencent", subnet.id)?.free ?? 0,
    broadcast: false,
    isDefault: false,
  };
}

/** A /24 has 253 addresses in the page's example. */
const RESERVED = 3;
