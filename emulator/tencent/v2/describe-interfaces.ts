import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { isPageStyle } from "./envelope";
import { interfaceItem } from "./interface-item";
import { authorize, checkVpc, Parameters, regionOf } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 50;

type Matches = (entry: StoredInterface) => boolean;

/** DescribeNetworkInterfaces: every condition is optional; a part of a name or a description matches. */
export function describeNetworkInterfaces(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only([
    ...["vpcId", "networkInterfaceId", "eniName", "eniDescription", "instanceId"],
    ...["offset", "limit", "orderField", "orderDirection"],
  ]);
  const regionId = regionOf(context);
  const offset = parameters.integer("offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integer("limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  const compare = readOrder(parameters);
  const filters = readFilters(parameters);
  const vpcId = parameters.optional("vpcId");
  if (vpcId !== undefined) checkVpc(context, vpcId);
  const isVisible: Matches = (entry) =>
    entry.regionId === regionId &&
    entry.status !== "failed" &&
    (vpcId === undefined || entry.vpcId === vpcId);
  const candidates = findCandidates(context, parameters, isVisible);
  authorize(context);
  const found = candidates.filter((entry) => filters.every((matches) => matches(entry))).sort(compare);
  const items = found.slice(offset, offset + limit).map((entry) => interfaceItem(context, entry));
  return isPageStyle(context.store)
    ? { totalCount: found.length, data: items }
    : { totalNum: found.length, data: items };
}

/** Finds an interface by its id. No page says whether an unknown id is an error, so a setting decides. */
function findCandidates(
  context: ActionContext,
  parameters: Parameters,
  isVisible: Matches,
): StoredInterface[] {
  const id = parameters.optional("networkInterfaceId");
  if (id === undefined) return context.seen.interfaces().filter(isVisible);
  const entry = context.seen.interface(id);
  if (entry !== undefined && isVisible(entry)) return [entry];
  if (context.store.setting("tencent-v2.unknown-interface-ids") === "omit") return [];
  throw refuse("InvalidNetworkInterface.NotFound");
}

function readFilters(parameters: Parameters): Matches[] {
  const filters: Matches[] = [];
  const name = parameters.optional("eniName");
  if (name !== undefined) filters.push((entry) => entry.name.includes(name));
  const description = parameters.optional("eniDescription");
  if (description !== undefined) filters.push((entry) => entry.description.includes(description));
  const instanceId = parameters.optional("instanceId");
  if (instanceId !== undefined) {
    filters.push((entry) => entry.instanceId === instanceId && entry.status !== "attaching");
  }
  return filters;
}

function readOrder(parameters: Parameters): (left: StoredInterface, right: StoredInterface) => number {
  const field = parameters.oneOf("orderField", ["createTime", "eniName"]) ?? "createTime";
  const sign = (parameters.oneOf("orderDirection", ["asc", "desc"]) ?? "desc") === "asc" ? 1 : -1;
  const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
  return (left, right) => {
    const order =
      field === "eniName" ? byText(left.name, right.name) : Math.sign(left.createdAt - right.createdAt);
    return sign * (order === 0 ? byText(left.id, right.id) : order);
  };
}
