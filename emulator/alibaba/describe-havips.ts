import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { readPageOfVpc } from "./paging";
import { authorize, invalid, Parameters, regionOfVpc } from "./parameters";
import { NETWORK_CREATION_TIME } from "./words";

const FILTER_LIMIT = 5;
const FILTER_KEYS = ["VpcId", "VSwitchId", "Status", "HaVipId"];

/** DescribeHaVips of the product Vpc: each interface with `havip` is bound to an HAVIP of its own. */
export function describeHaVips(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["Filter", "ResourceGroupId", "Tags", "PageNumber", "PageSize"]);
  parameters.required("RegionId");
  const regionId = regionOfVpc(context, parameters);
  const filters = readFilters(parameters);
  const paginate = readPageOfVpc(parameters);
  authorize(context);
  // HAVIPs are in no resource group and have no tags.
  const chosen = parameters.has("ResourceGroupId") || parameters.pairs("Tags").length > 0;
  const bound = context.seen.interfaces().filter((entry) => entry.havip === true && !chosen);
  const found = bound
    .filter((entry) => entry.regionId === regionId)
    .map(haVipItem)
    .filter((item) => filters.every(({ key, values }) => values.includes(Reflect.get(item, key))));
  const { items, fields } = paginate(found);
  return { HaVips: { HaVip: items }, ...fields };
}

/** `Filter.1.Key` with `Filter.1.Value.1`, `Filter.1.Value.2`, … */
function readFilters(parameters: Parameters): { readonly key: string; readonly values: string[] }[] {
  return parameters.pairs("Filter").map(({ number, key }) => {
    if (number > FILTER_LIMIT || !FILTER_KEYS.includes(key)) throw invalid("Filter");
    return { key, values: parameters.list(`Filter.${number}.Value`, FILTER_LIMIT) };
  });
}

/** The address of an HAVIP is not modelled. */
function haVipItem(entry: StoredInterface) {
  return {
    HaVipId: entry.id.replace(/^eni-/, "havip-"),
    Name: "",
    Description: "",
    Status: "InUse",
    RegionId: entry.regionId,
    VpcId: entry.vpcId,
    VSwitchId: entry.subnetId,
    AssociatedInstanceType: "NetworkInterface",
    AssociatedInstances: { associatedInstance: [entry.id] },
    AssociatedEipAddresses: { associatedEipAddresse: [] },
    MasterInstanceId: entry.id,
    ChargeType: "PostPaid",
    CreateTime: NETWORK_CREATION_TIME,
    ResourceGroupId: "",
    Tags: { Tag: [] },
  };
}
