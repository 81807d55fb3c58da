import type { PrivateIp, StoredSubnet } from "../../model";
import type { ActionContext } from "../../wire";
import { allocateAddresses } from "../addresses";
import { addressQuota, findSubnet, isVpcFull, putInterface } from "../create";
import { refuse } from "./codes";
import { interfaceItem } from "./interface-item";
import { authorize, checkId, clientToken, Parameters, regionOf, unknownId } from "./parameters";
import { allocateWithin, readAddresses, type WantedAddresses } from "./private-addresses";
import { checkGroupLimit, findGroups, readDescription, readGroups, readName, readTags } from "./settings";
import { rememberAnswer, repeatedAnswer } from "./tokens";

const KNOWN = [
  "VpcId",
  "SubnetId",
  "NetworkInterfaceName",
  "NetworkInterfaceDescription",
  "SecondaryPrivateIpAddressCount",
  "QosLevel",
  "SecurityGroupIds",
  "PrivateIpAddresses",
  "Tags",
  "TrunkingFlag",
  "IsRdma",
  "ClientToken",
];

/** CreateNetworkInterface: asynchronous; the answer shows the interface as PENDING. */
export function createNetworkInterface(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, KNOWN);
  const regionId = regionOf(context);
  const vpcId = checkId("vpc", "VpcId", parameters.required("VpcId"));
  const subnetId = checkId("subnet", "SubnetId", parameters.required("SubnetId"));
  parameters.required("NetworkInterfaceName");
  const settings = readSettings(parameters);
  const token = clientToken(parameters);
  const wanted = readAddresses(parameters);
  const securityGroupIds = readGroups(parameters) ?? [];
  const subnet = readSubnet(context, regionId, vpcId, subnetId);
  findGroups(context, securityGroupIds);
  authorize(context);
  const repeated = repeatedAnswer(context, token);
  if (repeated !== undefined) return repeated;
  checkGroupLimit(context, securityGroupIds);
  if (isVpcFull(context, vpcId)) throw refuse("LimitExceeded.NetworkInterfaceLimitExceeded");
  const privateIps = allocate(context, wanted, subnet);
  const made = putInterface(
    context,
    { ...settings, subnet, securityGroupIds, privateIps },
    context.call.requestId,
  );
  // The answer shows the interface as PENDING, even when the create takes no time.
  const fields = { NetworkInterface: interfaceItem(context, { ...made, status: "creating" }) };
  rememberAnswer(context, token, fields);
  return fields;
}

function readSettings(parameters: Parameters) {
  const qosLevel = parameters.oneOf("QosLevel", ["PT", "AU", "AG", "DEFAULT"]);
  const isRdma = parameters.boolean("IsRdma") ?? false;
  const trunking = parameters.oneOf("TrunkingFlag", ["Enable", "Disable"]);
  return {
    name: readName(parameters) ?? "",
    description: readDescription(parameters) ?? "",
    kind: trunking === "Enable" ? ("trunk" as const) : ("secondary" as const),
    tags: readTags(parameters),
    extra: { qosLevel: qosLevel ?? "DEFAULT", isRdma },
  };
}

function readSubnet(context: ActionContext, regionId: string, vpcId: string, subnetId: string): StoredSubnet {
  const vpc = context.store.vpc("tencent", vpcId);
  if (vpc?.accountId !== context.caller.account.id || vpc.regionId !== regionId) throw unknownId(vpcId);
  const subnet = findSubnet(context, regionId, subnetId);
  if (subnet === undefined) throw unknownId(subnetId);
  if (subnet.vpcId !== vpcId) throw refuse("UnsupportedOperation.ResourceMismatch");
  return subnet;
}

function allocate(context: ActionContext, wanted: WantedAddresses, subnet: StoredSubnet): PrivateIp[] {
  const { addresses, more } = wanted;
  const total = addresses.length + more + (addresses.some(({ primary }) => primary) ? 0 : 1);
  return allocateWithin(total, addressQuota(context), () =>
    allocateAddresses(context, subnet, addresses, more),
  );
}
