import type { StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { readPageOfVpc } from "./paging";
import { authorize, invalid, Parameters, regionOfVpc } from "./parameters";
import { NETWORK_CREATION_TIME } from "./words";

/** No page says that `VSwitchId` can be a list; FACTS.md names who relies on it, and where the number is from. */
const ID_LIMIT = 20;
const BY_FIELD = ["VpcId", "ZoneId", "VSwitchName", "ResourceGroupId"];
const KNOWN = [
  ...BY_FIELD,
  ...[
    "VSwitchId",
    "RouteTableId",
    "VSwitchOwnerId",
    "IsDefault",
    "EnableIpv6",
    "Tag",
    "PageNumber",
    "PageSize",
  ],
];

type Matches = (item: ReturnType<typeof vSwitchItem>) => boolean;

/** DescribeVSwitches of the product Vpc: an unknown id is missing from the answer, without an error. */
export function describeVSwitches(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(KNOWN);
  if (!parameters.has("RegionId") && !parameters.has("VpcId")) {
    throw refuse("MissingParameter", "You must specify RegionId or VpcId.");
  }
  const regionId = regionOfVpc(context, parameters);
  const filters = readFilters(parameters);
  const paginate = readPageOfVpc(parameters);
  authorize(context);
  const found = context.store
    .subnets("alibaba")
    .filter((subnet) => subnet.accountId === context.caller.account.id)
    .filter((subnet) => regionId === undefined || subnet.regionId === regionId)
    .map((subnet) => vSwitchItem(context, subnet))
    .filter((item) => filters.every((matches) => matches(item)));
  const { items, fields } = paginate(found);
  return { VSwitches: { VSwitch: items }, ...fields };
}

function readFilters(parameters: Parameters): Matches[] {
  const filters = BY_FIELD.flatMap((name): Matches[] => {
    const wanted = parameters.optional(name);
    return wanted === undefined ? [] : [(item) => Reflect.get(item, name) === wanted];
  });
  const ids = parameters.optional("VSwitchId")?.split(",");
  if (ids !== undefined && ids.length > ID_LIMIT) throw invalid("VSwitchId");
  if (ids !== undefined) filters.push((item) => ids.includes(item.VSwitchId));
  const table = parameters.optional("RouteTableId");
  if (table !== undefined) filters.push((item) => item.RouteTable.RouteTableId === table);
  const owner = parameters.integer("VSwitchOwnerId", 0, Number.MAX_SAFE_INTEGER);
  if (owner !== undefined) filters.push((item) => item.OwnerId === owner);
  const isDefault = parameters.boolean("IsDefault");
  if (isDefault !== undefined) filters.push((item) => item.IsDefault === isDefault);
  const ipv6 = parameters.boolean("EnableIpv6");
  if (ipv6 !== undefined) filters.push((item) => item.EnabledIpv6 === ipv6);
  // No vSwitch has a tag.
  if (parameters.tags().length > 0) filters.push(() => false);
  return filters;
}

function vSwitchItem({ store }: ActionContext, subnet: StoredSubnet) {
  return {
    VSwitchId: subnet.id,
    VSwitchName: subnet.name,
    Description: "",
    Status: subnet.status === "available" ? "Available" : "Pending",
    VpcId: subnet.vpcId,
    ZoneId: subnet.zoneId,
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: store.addressPool("alibaba", subnet.id)?.free ?? 0,
    EnabledIpv6: subnet.ipv6Cidr !== undefined,
    Ipv6CidrBlock: subnet.ipv6Cidr ?? "",
    IsDefault: false,
    CreationTime: NETWORK_CREATION_TIME,
    NetworkAclId: "",
    OwnerId: Number(subnet.accountId),
    ResourceGroupId: "",
    RouteTable: { RouteTableId: subnet.vpcId.replace(/^vpc-/, "vtb-"), RouteTableType: "System" },
    ShareType: "",
    Tags: { Tag: [] },
  };
}
