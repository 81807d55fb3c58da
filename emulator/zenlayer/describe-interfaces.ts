import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { Filters } from "./filters";
import { interfaceItem, stackTypeOf } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";
import { REGIONS } from "./scenario";
import { interfaceKindWord, interfaceStatusWord } from "./words";

const ID_LIMIT = 100;
const KNOWN = [
  ...["nicIds", "name", "regionId", "vpcId", "subnetId", "instanceId", "status", "nicType", "nicSubnetType"],
  ...["securityGroupId", "resourceGroupId", "tagKeys", "tags", "pageSize", "pageNum"],
];

/** DescribeNetworkInterfaces: an unknown id is missing from the answer, without an error. */
export function describeNetworkInterfaces(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("nicIds", ID_LIMIT);
  const filters = new Filters<StoredInterface>(parameters);
  filters.fuzzy("name", (entry) => entry.name);
  filters.equal("regionId", (entry) => entry.regionId);
  filters.equal("vpcId", (entry) => entry.vpcId);
  filters.equal("subnetId", (entry) => entry.subnetId);
  filters.equal("instanceId", (entry) => entry.instanceId);
  filters.oneOf("status", Object.values(interfaceStatusWord), (entry) => interfaceStatusWord[entry.status]);
  filters.oneOf("nicType", ["Primary", "Secondary"], (entry) => interfaceKindWord[entry.kind]);
  filters.oneOf("nicSubnetType", ["IPv4", "IPv6", "IPv4_IPv6"], stackTypeOf);
  filters.includes("securityGroupId", (entry) => entry.securityGroupIds);
  parameters.only(KNOWN);
  authorize(context);
  const found = candidates(context, parameters, ids).filter((entry) => filters.pass(entry));
  const { items, fields } = paginate(found);
  return { ...fields, dataSet: items.map(interfaceItem) };
}

/** Ids and the holder are found by key, not by a search: a store can contain thousands of interfaces. */
function candidates(context: ActionContext, parameters: Parameters, ids: string[]): StoredInterface[] {
  if (ids.length > 0) return [...new Set(ids)].flatMap((id) => context.seen.interface(id) ?? []);
  const holder = parameters.optional("instanceId");
  if (holder !== undefined && context.seen === context.fresh) {
    const mine = context.caller.account.id;
    return context.store.attachmentsOf(holder, "zenlayer").filter((entry) => entry.accountId === mine);
  }
  return context.seen.interfaces();
}

/** DescribeNetworkInterfaceRegions: the regions where vNICs can be created. */
export function describeNetworkInterfaceRegions(context: ActionContext): Record<string, unknown> {
  authorize(context);
  const seeded = context.store.subnets("zenlayer").map((subnet) => subnet.regionId);
  return { regionIds: [...new Set([...REGIONS, ...seeded])] };
}
