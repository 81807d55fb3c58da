import type { ActionContext } from "../wire";
import { INSTANCE_PARAMETERS, readInstanceFilters } from "./instance-filters";
import { instanceItem } from "./instance-item";
import { readPaging } from "./paging";
import { authorize, describeRegion, Parameters } from "./parameters";
import { instanceWord } from "./words";

const PAGE_RULES = { minResults: 1, maxResults: 100, standardResults: 10, maxPageSize: 100 };

/** DescribeInstances: an unknown id is missing from the answer. */
export function describeInstances(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(INSTANCE_PARAMETERS);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.jsonList("InstanceIds");
  const filters = readInstanceFilters(context, parameters);
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const candidates =
    ids === undefined
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  const found = candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      filters.every((matches) => matches(instance)),
  );
  const { items, fields } = paginate(found);
  return { Instances: { Instance: items.map((instance) => instanceItem(context, instance)) }, ...fields };
}

const STATUS_PAGE_RULES = { minResults: 1, maxResults: 50, standardResults: 10, maxPageSize: 50 };

/** DescribeInstanceStatus: at most 50 instances a page, so 100 ids need two pages. */
export function describeInstanceStatus(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["InstanceId", "ZoneId", "MaxResults", "NextToken", "PageNumber", "PageSize"]);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.list("InstanceId");
  const zoneId = parameters.optional("ZoneId");
  const paginate = readPaging(parameters, STATUS_PAGE_RULES);
  authorize(context);
  const candidates =
    ids.length === 0
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  const found = candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      (zoneId === undefined || instance.zoneId === zoneId),
  );
  const { items, fields } = paginate(found);
  const { NextToken: _none, ...numbers } = fields;
  return {
    InstanceStatuses: {
      InstanceStatus: items.map((instance) => ({ InstanceId: instance.id, Status: instanceWord(instance) })),
    },
    ...numbers,
  };
}
