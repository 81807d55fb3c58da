import type { StoredSecurityGroup } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { refuse } from "./codes";
import { isPageStyle } from "./envelope";
import { authorize, Parameters, regionOf } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 100;
/** Every group is in the project that each account has. */
const PROJECT = 0;

/** DescribeSecurityGroupEx of the API dfw: `offset` counts pages, and `offsetLine` rows. */
export function describeSecurityGroupEx(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["projectId", "sgId", "sgName", "offset", "offsetLine", "limit"]);
  const regionId = regionOf(context);
  const projectId = parameters.integer("projectId", 0, Number.MAX_SAFE_INTEGER) ?? PROJECT;
  const id = parameters.optional("sgId");
  const name = parameters.optional("sgName") ?? "";
  const paginate = readPage(parameters);
  authorize(context);
  const found = context.store
    .securityGroups("tencent")
    .filter(
      (group) =>
        group.accountId === context.caller.account.id &&
        group.regionId === regionId &&
        projectId === PROJECT &&
        (id === undefined || group.id === id) &&
        group.name.includes(name),
    );
  const list = { totalNum: found.length, detail: paginate(found).map(groupItem) };
  // The page has the list under data, whichever envelope the other answers have.
  return isPageStyle(context.store) ? { data: list } : list;
}

function readPage(parameters: Parameters): <T>(all: readonly T[]) => T[] {
  const limit = parameters.integer("limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  const pages = parameters.integer("offset", 0, Number.MAX_SAFE_INTEGER);
  const rows = parameters.integer("offsetLine", 0, Number.MAX_SAFE_INTEGER);
  if (pages !== undefined && rows !== undefined) {
    throw refuse("4000", "offset and offsetLine cannot be given together");
  }
  const start = rows ?? (pages ?? 0) * limit;
  return (all) => all.slice(start, start + limit);
}

function groupItem({ id, name }: StoredSecurityGroup): Record<string, unknown> {
  return {
    sgId: id,
    sgName: name,
    sgRemark: "",
    createTime: CREATED_TIME,
    projectId: PROJECT,
    beAssociateCount: 0,
  };
}
