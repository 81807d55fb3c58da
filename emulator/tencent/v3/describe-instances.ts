import type { StoredInstance } from "../../model";
import type { ActionContext } from "../../wire";
import { instanceStateOf } from "../words";
import { refuse } from "./codes";
import { type Filter, readFilters } from "./filters";
import { instanceMatcher } from "./instance-filters";
import { instanceItem } from "./instance-item";
import { readPaging } from "./paging";
import { authorize, Parameters, regionOf } from "./parameters";

const ID_LIMIT = 100;
const FILTER_LIMIT = 10;
const VALUE_LIMIT = 5;

/** CVM DescribeInstances: an unknown id is missing from the answer. */
export function describeInstances(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["InstanceIds", "Filters", "Offset", "Limit"]);
  const paginate = readPaging(parameters);
  const found = find(context, parameters, readFilters(parameters));
  return {
    TotalCount: found.length,
    InstanceSet: paginate(found).map((instance) => instanceItem(context, instance)),
  };
}

/** CVM DescribeInstancesStatus. */
export function describeInstancesStatus(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["InstanceIds", "Offset", "Limit"]);
  const paginate = readPaging(parameters);
  const found = find(context, parameters, []);
  return {
    TotalCount: found.length,
    InstanceStatusSet: paginate(found).map((instance) => ({
      InstanceId: instance.id,
      InstanceState: instanceStateOf(instance),
    })),
  };
}

function find(context: ActionContext, parameters: Parameters, filters: readonly Filter[]): StoredInstance[] {
  const regionId = regionOf(context);
  const ids = parameters.texts("InstanceIds", ID_LIMIT);
  if (!ids.every((id) => /^ins-[0-9a-z]+$/.test(id))) throw refuse("InvalidInstanceId.Malformed");
  if (ids.length > 0 && filters.length > 0) {
    throw refuse("InvalidParameter", "InstanceIds and Filters cannot be specified at the same time.");
  }
  if (filters.length > FILTER_LIMIT || filters.some(({ values }) => values.length > VALUE_LIMIT)) {
    throw refuse("InvalidFilterValue.LimitExceeded");
  }
  const matchers = filters.map((filter) => instanceMatcher(context, filter));
  authorize(context);
  const candidates =
    ids.length === 0
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  return candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      matchers.every((matches) => matches(instance)),
  );
}
