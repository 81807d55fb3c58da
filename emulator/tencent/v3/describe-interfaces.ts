import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { type Filter, readFilters, tagKeyOf } from "./filters";
import { interfaceItem } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, checkId, Parameters, regionOf, unknownId } from "./parameters";

const ID_LIMIT = 100;

type Matches = (entry: StoredInterface) => boolean;

/** DescribeNetworkInterfaces: by ids or by filters, but not by both. */
export function describeNetworkInterfaces(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["NetworkInterfaceIds", "Filters", "Offset", "Limit"]);
  const regionId = regionOf(context);
  const ids = parameters.texts("NetworkInterfaceIds", ID_LIMIT);
  for (const id of ids) checkId("eni", "NetworkInterfaceIds", id);
  const filters = readFilters(parameters);
  if (ids.length > 0 && filters.length > 0) throw refuse("InvalidParameter.Coexist");
  const matchers = filters.map(matcherOf);
  const paginate = readPaging(parameters);
  const isVisible: Matches = (entry) => entry.regionId === regionId && entry.status !== "failed";
  const candidates = ids.length > 0 ? byId(context, ids, isVisible) : searched(context, filters);
  authorize(context);
  const found = candidates.filter((entry) => isVisible(entry) && matchers.every((matches) => matches(entry)));
  return {
    NetworkInterfaceSet: paginate(found).map((entry) => interfaceItem(context, entry)),
    TotalCount: found.length,
  };
}

/** No page says whether an unknown id is an error or missing from the answer, so a setting decides. */
function byId(context: ActionContext, ids: readonly string[], isVisible: Matches): StoredInterface[] {
  const lenient = context.store.setting("tencent-v3.unknown-interface-ids") === "omit";
  return [...new Set(ids)].flatMap((id) => {
    const entry = context.seen.interface(id);
    if (entry !== undefined && isVisible(entry)) return [entry];
    if (lenient) return [];
    throw unknownId(id);
  });
}

/** The holder is found by key, not by a search: a store can contain thousands of interfaces. */
function searched(context: ActionContext, filters: readonly Filter[]): StoredInterface[] {
  const holder = filters.find(({ name }) => name === "attachment.instance-id");
  if (holder === undefined || context.seen !== context.fresh) return context.seen.interfaces();
  const mine = context.caller.account.id;
  return holder.values
    .flatMap((instanceId) => context.store.attachmentsOf(instanceId, "tencent"))
    .filter((entry) => entry.accountId === mine);
}

const ENI_TYPE = { secondary: "0", member: "0", primary: "1", trunk: "2" } as const;

/** The value that each filter compares; one of its values must match. */
const FILTERS: Readonly<Record<string, (entry: StoredInterface) => readonly string[]>> = {
  "vpc-id": (entry) => [entry.vpcId],
  "subnet-id": (entry) => [entry.subnetId],
  "network-interface-id": (entry) => [entry.id],
  "attachment.instance-id": (entry) => (entry.instanceId === null ? [] : [entry.instanceId]),
  "groups.security-group-id": (entry) => entry.securityGroupIds,
  "network-interface-name": (entry) => [entry.name],
  "network-interface-description": (entry) => [entry.description],
  "ip-exact-match": (entry) => entry.privateIps.map(({ address }) => address),
  "address-ipv6": (entry) => entry.ipv6,
  "public-address-ip": (entry) => entry.privateIps.flatMap(({ publicIp }) => publicIp?.address ?? []),
  "tag-key": (entry) => Object.keys(entry.tags),
  "is-primary": (entry) => [String(entry.kind === "primary")],
  "eni-type": (entry) => [ENI_TYPE[entry.kind]],
  "eni-qos": (entry) => [String(entry.extra?.qosLevel ?? "DEFAULT")],
};

function matcherOf({ name, values }: Filter): Matches {
  const tagKey = tagKeyOf(name);
  if (tagKey !== undefined) return (entry) => values.includes(entry.tags[tagKey] ?? "\0");
  if (name === "address-ip") {
    const [prefix] = values;
    return (entry) =>
      entry.privateIps.some(({ address }) =>
        values.length === 1 ? address.startsWith(prefix ?? "") : values.includes(address),
      );
  }
  const read = FILTERS[name];
  if (read === undefined || !Object.hasOwn(FILTERS, name)) throw refuse("InvalidParameter.FilterInvalidKey");
  return (entry) => read(entry).some((value) => values.includes(value));
}
