import { macAddress } from "../mac-address";
import type { StoredInterface, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { OLD_VERSION, refuse } from "./codes";
import { authorize, Parameters } from "./parameters";
import { zenlayerId } from "./scenario";
import { findSecurityGroup, readRequiredName, readTags } from "./settings";

const LIST_LIMIT = 100;

/** CreateNetworkInterface: asynchronous; when the subnet has no free address, the vNIC ends as CREATE_FAILED. */
export function createNetworkInterface(context: ActionContext): Record<string, unknown> {
  const { call, caller, clock, store, transitions } = context;
  const parameters = new Parameters(context);
  const name = readRequiredName(parameters);
  const subnetId = parameters.required("subnetId");
  const stackType = readStackType(context, parameters);
  const tags = readTags(parameters);
  const chargeType = readChargeType(parameters);
  const wantedResourceGroup = parameters.optional("resourceGroupId");
  const wantedSecurityGroup = parameters.optional("securityGroupId");
  const eipIds = readElasticIps(parameters);
  const subnet = findSubnet(context, subnetId);
  const resourceGroupId = findResourceGroup(context, wantedResourceGroup);
  const securityGroupId =
    findSecurityGroup(context, wantedSecurityGroup) ?? findDefaultGroup(context, subnet);
  checkElasticIps(context, eipIds);
  authorize(context);
  checkChargeType(context, chargeType);
  const addresses = allocate(context, parameters, subnet, stackType);
  const entry: StoredInterface = {
    cloud: "zenlayer",
    accountId: caller.account.id,
    id: zenlayerId("made", store.nextSerial()),
    name,
    description: "",
    regionId: subnet.regionId,
    zoneId: subnet.zoneId,
    vpcId: subnet.vpcId,
    subnetId,
    kind: "secondary",
    status: "creating",
    instanceId: null,
    deviceIndex: null,
    networkCardIndex: null,
    macAddress: macAddress(store.nextSerial()),
    privateIps: addresses?.privateIps ?? [],
    ipv6: addresses?.ipv6 ?? [],
    securityGroupIds: securityGroupId === undefined ? [] : [securityGroupId],
    tags,
    serviceManaged: false,
    resourceGroupId,
    deleteOnRelease: false,
    createdAt: clock.now(),
    attachedAt: null,
  };
  store.putInterface(entry);
  transitions.begin({
    kind: "create",
    cloud: "zenlayer",
    interfaceId: entry.id,
    action: call.action,
    failOutput: addresses === undefined ? `subnet ${subnetId} is exhausted` : undefined,
  });
  return { nicId: entry.id };
}

const STACK_TYPES = ["IPv4", "IPv6", "IPv4_IPv6"] as const;
type StackType = (typeof STACK_TYPES)[number];

/** The stack type; the old version has another name for the parameter. */
function readStackType({ call }: ActionContext, parameters: Parameters): StackType {
  return parameters.oneOf(call.version === OLD_VERSION ? "stackType" : "nicStackType", STACK_TYPES) ?? "IPv4";
}

/** The charge type of a public IPv6 address, with the parameters that each charge type requires. */
function readChargeType(parameters: Parameters): string | undefined {
  const type = parameters.oneOf("internetChargeType", [
    "ByBandwidth",
    "ByTrafficPackage",
    "BandwidthCluster",
  ]);
  const packageSize = parameters.number("packageSize", 0);
  const clusterId = parameters.optional("clusterId");
  parameters.integer("bandwidth", 1);
  if (type === "ByTrafficPackage" && packageSize === undefined) {
    throw parameters.refuse("MISSING_PARAMETER", "packageSize");
  }
  if (type === "BandwidthCluster" && clusterId === undefined) {
    throw parameters.refuse("MISSING_PARAMETER", "clusterId");
  }
  return type;
}

/** An account with a quota `chargeType.…` of 0 cannot use this charge type. */
function checkChargeType({ call, caller, store }: ActionContext, type: string | undefined): void {
  if (type !== undefined && store.quota("zenlayer", caller.account.id, `chargeType.${type}`, 1) === 0) {
    throw refuse(call, "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT");
  }
}

function findSubnet({ call, caller, store }: ActionContext, id: string): StoredSubnet {
  const subnet = store.subnet("zenlayer", id);
  if (subnet?.accountId !== caller.account.id) throw refuse(call, "INVALID_SUBNET_NOT_FOUND");
  return subnet;
}

function findResourceGroup({ call, caller }: ActionContext, id: string | undefined): string {
  const known = caller.account.resourceGroupIds ?? [];
  if (id !== undefined && !known.includes(id)) {
    throw refuse(call, "OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND");
  }
  return id ?? known[0] ?? "";
}

/** Without a security group in the call, the vNIC gets the one of its VPC. */
function findDefaultGroup({ store }: ActionContext, subnet: StoredSubnet): string | undefined {
  return store.securityGroups("zenlayer").find((group) => group.vpcId === subnet.vpcId)?.id;
}

function readElasticIps(parameters: Parameters): string[] {
  parameters.oneOf("eipBindType", ["FullNat", "Passthrough"]);
  return parameters.list("eipIds", LIST_LIMIT);
}

/** The emulator has no separate elastic IPs, so every one in a call is unknown. */
function checkElasticIps({ call }: ActionContext, [first]: readonly string[]): void {
  if (first !== undefined) {
    throw refuse(call, "OPERATION_FAILED_RESOURCE_NOT_FOUND", `There is no EIP ${first}.`);
  }
}

/** The next free addresses of the subnet; undefined when it is exhausted. */
function allocate(
  { store }: ActionContext,
  parameters: Parameters,
  subnet: StoredSubnet,
  stackType: StackType,
): Pick<StoredInterface, "privateIps" | "ipv6"> | undefined {
  if (stackType !== "IPv4" && subnet.ipv6Cidr === undefined) {
    throw parameters.refuse("INVALID_PARAMETER_VALUE", "nicStackType");
  }
  const [prefix = ""] = (subnet.ipv6Cidr ?? "").split("/");
  const ipv6 = stackType === "IPv4" ? [] : [`${prefix}${store.nextSerial().toString(16)}`];
  if (stackType === "IPv6") return { privateIps: [], ipv6 };
  const address = store.addressPool("zenlayer", subnet.id)?.propose();
  return address === undefined ? undefined : { privateIps: [{ address, primary: true }], ipv6 };
}
