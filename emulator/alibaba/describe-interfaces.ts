import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { interfaceItem } from "./interface-item";
import { type PageRules, readPaging } from "./paging";
import { authorize, describeRegion, interfaceId, invalid, Parameters } from "./parameters";
import { interfaceKindWord, interfaceStatusWord } from "./words";

const PAGE_RULES: PageRules = {
  minResults: 10,
  maxResults: 500,
  standardResults: 10,
  maxPageSize: 500,
  refusePage: () => refuse("InvalidOperation.InvalidEniPageNumber"),
};
const TAG_LIMIT = 20;
const KNOWN = [
  ...["NetworkInterfaceId", "InstanceId", "Status", "Type", "VpcId", "VSwitchId", "NetworkInterfaceName"],
  ...["ResourceGroupId", "SecurityGroupId", "PrimaryIpAddress", "PrivateIpAddress", "Ipv6Address"],
  ...["ServiceManaged", "Tag", "MaxResults", "NextToken", "PageNumber", "PageSize"],
];

type Matches = (entry: StoredInterface) => boolean;

/** DescribeNetworkInterfaces: an unknown id is missing from the answer, without an error. */
export function describeNetworkInterfaces(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(KNOWN);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.list("NetworkInterfaceId");
  const filters = readFilters(parameters);
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const found = candidates(context, parameters, ids).filter(
    (entry) => entry.regionId === regionId && filters.every((matches) => matches(entry)),
  );
  const { items, fields } = paginate(found);
  return { NetworkInterfaceSets: { NetworkInterfaceSet: items.map(interfaceItem) }, ...fields };
}

/** Ids and the holder are found by key, not by a search: a store can contain thousands of interfaces. */
function candidates(context: ActionContext, parameters: Parameters, ids: string[]): StoredInterface[] {
  if (ids.length > 0) return [...new Set(ids)].flatMap((id) => context.seen.interface(id) ?? []);
  const holder = parameters.optional("InstanceId");
  if (holder !== undefined && context.seen === context.fresh) {
    const mine = context.caller.account.id;
    return context.store.attachmentsOf(holder, "alibaba").filter((entry) => entry.accountId === mine);
  }
  return context.seen.interfaces();
}

function readFilters(parameters: Parameters): Matches[] {
  const filters: Matches[] = [];
  const byText = (name: string, read: (entry: StoredInterface) => string | null): void => {
    const wanted = parameters.optional(name);
    if (wanted !== undefined) filters.push((entry) => read(entry) === wanted);
  };
  byText("InstanceId", (entry) => entry.instanceId);
  byText("Status", (entry) => interfaceStatusWord[entry.status]);
  byText("Type", (entry) => interfaceKindWord[entry.kind]);
  byText("VSwitchId", (entry) => entry.subnetId);
  byText("VpcId", (entry) => entry.vpcId);
  byText("NetworkInterfaceName", (entry) => entry.name);
  byText("ResourceGroupId", (entry) => entry.resourceGroupId);
  byText("PrimaryIpAddress", (entry) => entry.privateIps.find((ip) => ip.primary)?.address ?? null);
  const group = parameters.optional("SecurityGroupId");
  if (group !== undefined) {
    filters.push((entry) => entry.kind !== "primary" && entry.securityGroupIds.includes(group));
  }
  const addresses = parameters.list("PrivateIpAddress");
  if (addresses.length > 0) {
    filters.push((entry) => entry.privateIps.some((ip) => addresses.includes(ip.address)));
  }
  const ipv6 = parameters.list("Ipv6Address");
  if (ipv6.length > 0) filters.push((entry) => entry.ipv6.some((address) => ipv6.includes(address)));
  const managed = parameters.boolean("ServiceManaged");
  if (managed !== undefined) filters.push((entry) => entry.serviceManaged === managed);
  const tags = parameters.tags();
  if (tags.length > TAG_LIMIT) throw refuse("InvalidParameter", `At most ${TAG_LIMIT} tags can be given.`);
  for (const { key, value } of tags) {
    filters.push(
      (entry) => key in entry.tags && (value === undefined || value === "" || entry.tags[key] === value),
    );
  }
  return filters;
}

/** DescribeNetworkInterfaceAttribute: one interface, without a list; here an unknown id is an error. */
export function describeNetworkInterfaceAttribute(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  // The page lists Tag without saying what it does for an interface that is named.
  parameters.only(["NetworkInterfaceId", "Attribute"]);
  const regionId = describeRegion(context, parameters);
  const id = interfaceId(parameters);
  const attribute = readAttribute(parameters);
  const entry = context.seen.interface(id);
  if (entry === undefined || entry.regionId !== regionId) throw refuse("InvalidEniId.NotFound");
  authorize(context);
  const item = attributeItem(context, entry);
  return attribute === undefined ? item : { NetworkInterfaceId: entry.id, [attribute]: item[attribute] };
}

/** This action shows a few things more than the list of interfaces. */
function attributeItem(context: ActionContext, entry: StoredInterface): Record<string, unknown> {
  const item = interfaceItem(entry);
  const members =
    entry.kind === "trunk" && entry.instanceId !== null
      ? context.store
          .attachmentsOf(entry.instanceId, "alibaba")
          .filter(({ trunkInterfaceId }) => trunkInterfaceId === entry.id)
          .map(({ id }) => id)
      : [];
  return {
    ...item,
    Attachment: {
      ...(item.Attachment as object),
      ...(members.length === 0 ? {} : { MemberNetworkInterfaceIds: { MemberNetworkInterfaceId: members } }),
    },
    NetworkInterfaceTrafficConfig: {
      NetworkInterfaceTrafficMode: item.NetworkInterfaceTrafficMode,
      QueueNumber: item.QueueNumber,
    },
    ConnectionTrackingConfiguration: CONNECTION_TRACKING,
  };
}

/** The values of the example on the page, in seconds. */
const CONNECTION_TRACKING = { TcpEstablishedTimeout: 910, TcpClosedAndTimeWaitTimeout: 3, UdpTimeout: 30 };

const ATTRIBUTES = new Map([
  ["attachment", "Attachment"],
  ["description", "Description"],
  ["deleteOnRelease", "DeleteOnRelease"],
  ["networkInterfaceName", "NetworkInterfaceName"],
  ["securityGroupIds", "SecurityGroupIds"],
  ["sourceDestCheck", "SourceDestCheck"],
  ["status", "Status"],
  ["tags", "Tags"],
]);

/** The attribute that the call asks for, by its name in the answer. */
function readAttribute(parameters: Parameters): string | undefined {
  const wanted = parameters.optional("Attribute");
  if (wanted === undefined) return undefined;
  const name = ATTRIBUTES.get(wanted);
  if (name === undefined) throw invalid("Attribute");
  return name;
}
