import { isInCidr, parseCidr, parseIpv4 } from "../../cidr";
import { addressesOf } from "../../store";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { readFilters } from "./filters";
import { readPaging } from "./paging";
import { authorize, checkId, Parameters, regionOf, unknownId } from "./parameters";

const ADDRESS_LIMIT = 100;
const FIELD_OF_FILTER: Readonly<Record<string, "IpAddress" | "ResourceId">> = {
  "ip-addresses": "IpAddress",
  "resource-id": "ResourceId",
};

/** DescribeUsedIpAddress: the addresses of a VPC or subnet that are in use, and by which interface. */
export function describeUsedIpAddress(context: ActionContext): Record<string, unknown> {
  const known = ["VpcId", "SubnetId", "IpAddresses", "Filters", "Offset", "Limit"];
  const parameters = Parameters.of(context, known);
  const regionId = regionOf(context);
  const vpcId = checkId("vpc", "VpcId", parameters.required("VpcId"));
  const subnetId = parameters.text("SubnetId");
  if (subnetId !== undefined) checkId("subnet", "SubnetId", subnetId);
  const addresses = parameters.texts("IpAddresses", ADDRESS_LIMIT);
  const filters = readFilters(parameters);
  if (addresses.length > 0 && filters.length > 0) throw refuse("InvalidParameter.Coexist");
  if (filters.some(({ name }) => !Object.hasOwn(FIELD_OF_FILTER, name))) {
    throw refuse("InvalidParameter.FilterInvalidKey");
  }
  const paginate = readPaging(parameters);
  checkInside(blockOf(context, regionId, vpcId, subnetId), addresses);
  authorize(context);
  const used = usedAddresses(context, vpcId, subnetId).filter(
    (row) =>
      (addresses.length === 0 || addresses.includes(row.IpAddress)) &&
      filters.every(({ name, values }) => values.includes(row[FIELD_OF_FILTER[name] ?? "IpAddress"])),
  );
  return { TotalCount: used.length, IpAddressStates: paginate(used) };
}

function usedAddresses(context: ActionContext, vpcId: string, subnetId: string | undefined) {
  return context.seen
    .interfaces()
    .filter((entry) => entry.vpcId === vpcId && (subnetId === undefined || entry.subnetId === subnetId))
    .flatMap((entry) =>
      addressesOf(entry).map((IpAddress) => ({
        VpcId: vpcId,
        SubnetId: entry.subnetId,
        IpAddress,
        ResourceType: "ENI",
        ResourceId: entry.id,
      })),
    );
}

/** The block of the VPC, or that of the subnet if the call names one. */
function blockOf(
  { store, caller }: ActionContext,
  regionId: string,
  vpcId: string,
  subnetId?: string,
): string {
  const vpc = store.vpc("tencent", vpcId);
  if (vpc?.accountId !== caller.account.id || vpc.regionId !== regionId) throw unknownId(vpcId);
  if (subnetId === undefined) return vpc.cidr;
  const subnet = store.subnet("tencent", subnetId);
  if (subnet?.vpcId !== vpcId) throw unknownId(subnetId);
  return subnet.cidr;
}

function checkInside(block: string, addresses: readonly string[]): void {
  const cidr = parseCidr(block);
  for (const address of addresses) {
    const value = parseIpv4(address);
    if (value === undefined) throw refuse("InvalidParameterValue.Malformed");
    if (cidr === undefined || !isInCidr(cidr, value)) throw refuse("InvalidParameterValue.Range");
  }
}
