import type { StoredSecurityGroup } from "../model";
import type { ActionContext } from "../wire";
import { CREATED_TIME } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";

const ID_LIMIT = 100;

/** DescribeSecurityGroups: an unknown id is missing from the answer. A group is for all regions. */
export function describeSecurityGroups(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("securityGroupIds", ID_LIMIT);
  const name = parameters.optional("securityGroupName") ?? "";
  parameters.only(["securityGroupIds", "securityGroupName", "pageSize", "pageNum"]);
  authorize(context);
  const found = context.store
    .securityGroups("zenlayer")
    .filter(
      (group) =>
        group.accountId === context.caller.account.id &&
        (ids.length === 0 || ids.includes(group.id)) &&
        group.name.includes(name),
    );
  const { items, fields } = paginate(found);
  return { ...fields, dataSet: items.map((group) => groupItem(context, group)) };
}

function groupItem({ store }: ActionContext, group: StoredSecurityGroup): Record<string, unknown> {
  return {
    securityGroupId: group.id,
    securityGroupName: group.name,
    scope: "Global",
    createTime: CREATED_TIME,
    vpcIds: group.vpcId === "" ? [] : [group.vpcId],
    isDefault: false,
    nicIdList: store.membersOf("zenlayer", group.id).map(({ id }) => id),
    natIdList: [],
  };
}
