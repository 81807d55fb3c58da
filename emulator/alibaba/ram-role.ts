import type { StoredInstance } from "../model";
import type { ActionContext } from "../wire";
import { readPaging } from "./paging";
import { authorize, describeRegion, Parameters } from "./parameters";

const LIMIT = 50;
const PAGE_RULES = { minResults: 1, maxResults: LIMIT, standardResults: 10, maxPageSize: LIMIT };

/** The role of an instance; a scenario sets it as `extra.ramRoleName`. */
function roleOf({ extra }: StoredInstance): string {
  return typeof extra?.ramRoleName === "string" ? extra.ramRoleName : "";
}

/** DescribeInstanceRamRole: by instances or by role; an instance without a role is shown with an empty name. */
export function describeInstanceRamRole(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["InstanceIds", "RamRoleName", "PageNumber", "PageSize"]);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.jsonList("InstanceIds", LIMIT);
  const role = parameters.optional("RamRoleName");
  if (ids === undefined && role === undefined) parameters.required("InstanceIds");
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const found = context.seen
    .instances()
    .filter(
      (instance) =>
        instance.regionId === regionId &&
        instance.status !== "released" &&
        (ids === undefined || ids.includes(instance.id)) &&
        (role === undefined || roleOf(instance) === role),
    );
  return {
    RegionId: regionId,
    TotalCount: found.length,
    InstanceRamRoleSets: {
      InstanceRamRoleSet: paginate(found).items.map((instance) => ({
        InstanceId: instance.id,
        RamRoleName: roleOf(instance),
      })),
    },
  };
}
