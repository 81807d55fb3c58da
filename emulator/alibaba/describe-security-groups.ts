import type { StoredSecurityGroup } from "../model";
import type { ActionContext } from "../wire";
import { type Page, readPaging } from "./paging";
import { authorize, describeRegion, Parameters } from "./parameters";
import { NETWORK_CREATION_TIME } from "./words";

const ID_LIMIT = 100;
const PAGE_RULES = { minResults: 1, maxResults: 100, standardResults: 10, maxPageSize: 50 };
const BY_FIELD = ["SecurityGroupId", "SecurityGroupName", "SecurityGroupType", "VpcId", "ResourceGroupId"];
const KNOWN = [
  ...BY_FIELD,
  ...["SecurityGroupIds", "NetworkType", "ServiceManaged", "Tag", "IsQueryEcsCount"],
  ...["MaxResults", "NextToken", "PageNumber", "PageSize"],
];

type Matches = (item: ReturnType<typeof groupItem>) => boolean;

/** DescribeSecurityGroups: an unknown id is missing from the answer. The ids are in descending order. */
export function describeSecurityGroups(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(KNOWN);
  const regionId = describeRegion(context, parameters);
  const filters = readFilters(parameters);
  const withCounts = parameters.boolean("IsQueryEcsCount") ?? false;
  const paginate = readGroupPage(parameters);
  authorize(context);
  const found = context.store
    .securityGroups("alibaba")
    .filter((group) => group.accountId === context.caller.account.id && group.regionId === regionId)
    .map(groupItem)
    .filter((item) => filters.every((matches) => matches(item)))
    .sort((left, right) => (left.SecurityGroupId < right.SecurityGroupId ? 1 : -1));
  const { items, fields } = paginate(found);
  const SecurityGroup = items.map((item) =>
    withCounts ? { ...item, ...countsOf(context, item.SecurityGroupId) } : item,
  );
  return { SecurityGroups: { SecurityGroup }, RegionId: regionId, ...fields };
}

function readFilters(parameters: Parameters): Matches[] {
  const filters = BY_FIELD.flatMap((name): Matches[] => {
    const wanted = parameters.optional(name);
    return wanted === undefined ? [] : [(item) => Reflect.get(item, name) === wanted];
  });
  const ids = parameters.jsonList("SecurityGroupIds", ID_LIMIT);
  if (ids !== undefined) filters.push((item) => ids.includes(item.SecurityGroupId));
  const network = parameters.optional("NetworkType");
  if (network !== undefined) filters.push((item) => network === (item.VpcId === "" ? "classic" : "vpc"));
  const managed = parameters.boolean("ServiceManaged");
  if (managed !== undefined) filters.push((item) => item.ServiceManaged === managed);
  // No group has a tag.
  if (parameters.tags().length > 0) filters.push(() => false);
  return filters;
}

/** By token there is no total, unlike in the other describes; without any paging parameter the page is by number. */
function readGroupPage(parameters: Parameters): <T>(all: readonly T[]) => Page<T> {
  const paginate = readPaging(parameters, PAGE_RULES);
  const byToken = parameters.has("MaxResults") || parameters.has("NextToken");
  return (all) => {
    const { items, fields } = paginate(all);
    const { NextToken, ...numbered } = fields;
    return { items, fields: byToken ? { NextToken } : numbered };
  };
}

function groupItem(group: StoredSecurityGroup) {
  return {
    SecurityGroupId: group.id,
    SecurityGroupName: group.name,
    Description: "",
    // An advanced ("enterprise") group differs only in its capacity, which is a figure of the group here.
    SecurityGroupType: "normal",
    VpcId: group.vpcId,
    CreationTime: NETWORK_CREATION_TIME,
    ResourceGroupId: "",
    RuleCount: 0,
    GroupToGroupRuleCount: 0,
    ServiceManaged: false,
    Tags: { Tag: [] },
  };
}

/** How many instances have an interface in the group, and how many more interfaces it can have. */
function countsOf({ store }: ActionContext, id: string): Record<string, number> {
  const members = store.membersOf("alibaba", id);
  const capacity = store.securityGroup("alibaba", id)?.capacity ?? 0;
  return {
    EcsCount: new Set(members.flatMap(({ instanceId }) => instanceId ?? [])).size,
    AvailableInstanceAmount: Math.max(0, capacity - members.length),
  };
}
