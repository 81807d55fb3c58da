import type { StoredVpc } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { PAGE_PARAMETERS, readNetworkPage } from "./network-page";
import { authorize, checkVpc, Parameters, regionOf } from "./parameters";

/** DescribeVpcEx. The name of a VPC is `vpcName` on the Chinese page and `vpnName` on the English ones. */
export function describeVpcEx(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["vpcId", "vpcName", "vpnName", ...PAGE_PARAMETERS]);
  const regionId = regionOf(context);
  const paginate = readNetworkPage(parameters, "vpcName");
  const vpcId = parameters.optional("vpcId");
  const name = parameters.optional("vpcName") ?? parameters.optional("vpnName") ?? "";
  if (vpcId !== undefined) checkVpc(context, vpcId);
  authorize(context);
  const found = context.store
    .vpcs("tencent")
    .filter(
      (vpc) =>
        vpc.accountId === context.caller.account.id &&
        vpc.regionId === regionId &&
        (vpcId === undefined || vpc.id === vpcId) &&
        vpc.name.includes(name),
    );
  const { total, page } = paginate(found);
  return { totalCount: total, data: page.map((vpc) => vpcItem(context, vpc)) };
}

function vpcItem({ store }: ActionContext, vpc: StoredVpc): Record<string, unknown> {
  return {
    vpcId: vpc.id,
    unVpcId: vpc.id,
    vpcName: vpc.name,
    cidrBlock: vpc.cidr,
    subnetNum: store.subnets("tencent").filter(({ vpcId }) => vpcId === vpc.id).length,
    vpcDeviceNum: store.instances("tencent").filter(({ vpcId }) => vpcId === vpc.id).length,
    routeTableNum: 1,
    ...{ vpnGwNum: 0, vpcPeerNum: 0, classicLinkNum: 0, vpgNum: 0, natNum: 0 },
    createTime: CREATED_TIME,
    isDefault: false,
  };
}
