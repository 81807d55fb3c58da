import type { StoredSecurityGroup } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { type Search, searchNetworks } from "./network-search";
import { Parameters } from "./parameters";

/** Every group is in the project that each account has. */
const PROJECT = "0";

const FILTERS: Search<StoredSecurityGroup>["filters"] = {
  "security-group-id": ({ id }) => [id],
  "security-group-name": ({ name }) => [name],
  "project-id": () => [PROJECT],
};

/** DescribeSecurityGroups: a group is in a project and in no VPC. Offset and Limit are text. */
export function describeSecurityGroups(context: ActionContext): Record<string, unknown> {
  const known = ["SecurityGroupIds", "Filters", "Offset", "Limit", "OrderField", "OrderDirection"];
  const parameters = Parameters.of(context, known);
  // All groups have one time, so that no order by time differs from another.
  parameters.oneOf("OrderField", ["CreatedTime", "UpdateTime"]);
  parameters.oneOf("OrderDirection", ["ASC", "DESC"]);
  const { total, page } = searchNetworks(context, parameters, {
    kind: "sg",
    ids: "SecurityGroupIds",
    all: context.store.securityGroups("tencent"),
    filters: FILTERS,
  });
  return { TotalCount: total, SecurityGroupSet: page.map(groupItem) };
}

function groupItem({ id, name }: StoredSecurityGroup): Record<string, unknown> {
  return {
    SecurityGroupId: id,
    SecurityGroupName: name,
    SecurityGroupDesc: "",
    ProjectId: PROJECT,
    IsDefault: false,
    CreatedTime: CREATED_TIME,
    UpdateTime: "",
    TagSet: [],
  };
}
