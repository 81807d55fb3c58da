import type { PrivateIp, StoredSubnet } from "../model";
import { AddressRefused, allocateAddresses } from "../tencent/addresses";
import { ADDRESSES_PER_INTERFACE, findSubnet, isVpcFull, putInterface } from "../tencent/create";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { interfaceItem } from "./interface-item";
import { authorize, checkId, clientToken, Parameters, regionOf, unknownId } from "./parameters";
import { codeOfAddress } from "./refusals";
import { readDescription, readGroups, readName, readTags } from "./settings";
import { rememberAnswer, repeatedAnswer } from "./tokens";

const LISTED_ADDRESSES = 10;
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
const KNOWN_ADDRESS = [
  "PrivateIpAddress",
  "Primary",
  "PublicIpAddress",
  "AddressId",
  "Description",
  "IsWanIpBlocked",
  "State",
  "QosLevel",
];

/** CreateNetworkInterface: asynchronous; the interface is PENDING when it answers. */
export function createNetworkInterface(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, KNOWN);
  const regionId = regionOf(context);
  const vpcId = checkId("vpc", "VpcId", parameters.required("VpcId"));
  const subnetId = checkId("subnet", "SubnetId", parameters.required("SubnetId"));
  parameters.required("NetworkInterfaceName");
  const settings = readSettings(parameters);
  const token = clientToken(parameters);
  const subnet = readSubnet(context, regionId, vpcId, subnetId);
  const securityGroupIds = readGroups(context, parameters) ?? [];
  authorize(context);
  const repeated = repeatedAnswer(context, token);
  if (repeated !== undefined) return repeated;
  if (isVpcFull(context, vpcId)) throw refuse("LimitExceeded.NetworkInterfaceLimitExceeded");
  const privateIps = readAddresses(context, parameters, subnet);
  const made = putInterface(
    context,
    { ...settings, subnet, securityGroupIds, privateIps },
    context.call.requestId,
  );
  // The answer shows the interface as it was accepted, also where creating takes no time.
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

function readAddresses(context: ActionContext, parameters: Parameters, subnet: StoredSubnet): PrivateIp[] {
  const listed = parameters.objects("PrivateIpAddresses", LISTED_ADDRESSES, KNOWN_ADDRESS);
  const count = parameters.integer("SecondaryPrivateIpAddressCount", 0, 1000) ?? 0;
  const wanted = listed.map((one) => ({
    address: one.required("PrivateIpAddress"),
    primary: one.boolean("Primary") ?? false,
  }));
  const total = wanted.length + count + (wanted.some(({ primary }) => primary) ? 0 : 1);
  const quota = context.store.quota(
    "tencent",
    context.caller.account.id,
    "privateIpsPerInterface",
    ADDRESSES_PER_INTERFACE,
  );
  if (total > quota) throw refuse("LimitExceeded");
  try {
    return allocateAddresses(context, subnet, wanted, count);
  } catch (error) {
    if (error instanceof AddressRefused) throw refuse(codeOfAddress[error.problem]);
    throw error;
  }
}
