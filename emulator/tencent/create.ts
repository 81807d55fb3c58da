import { macAddress } from "../mac-address";
import type { PrivateIp, StoredInterface, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { tencentId } from "./scenario";
import { startTask } from "./tasks";

/** The default quota; an account's `interfacesPerVpc` quota replaces it. */
const INTERFACES_PER_VPC = 1000;
/** The documented limits depend on the instance; this is the smallest one of the common types. */
const ADDRESSES_PER_INTERFACE = 10;

export interface NewInterface
  extends Pick<StoredInterface, "name" | "description" | "kind" | "tags" | "securityGroupIds"> {
  readonly subnet: StoredSubnet;
  readonly privateIps: readonly PrivateIp[];
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A subnet and its VPC, when both belong to the caller and the subnet is in the VPC. */
export function findSubnet(context: ActionContext, regionId: string, id: string): StoredSubnet | undefined {
  const subnet = context.store.subnet("tencent", id);
  const mine = subnet?.accountId === context.caller.account.id && subnet.regionId === regionId;
  return mine ? subnet : undefined;
}

/** How many interfaces the account can create in a VPC; a primary one comes with its instance (inferred). */
export function interfaceQuota({ store, caller }: ActionContext): number {
  return store.quota("tencent", caller.account.id, "interfacesPerVpc", INTERFACES_PER_VPC);
}

/** How many addresses an interface can have: what the type of its instance gives it, or the account's quota. */
export function addressLimit(context: ActionContext, { instanceId }: StoredInterface): number {
  const { store } = context;
  const instance = instanceId === null ? undefined : store.instance("tencent", instanceId);
  const type = instance && store.instanceType("tencent", instance.instanceType);
  return type ? type.ipv4PerInterface : addressQuota(context);
}

/** How many addresses an interface of the account can have while no instance holds it. */
export function addressQuota({ store, caller }: ActionContext): number {
  return store.quota("tencent", caller.account.id, "privateIpsPerInterface", ADDRESSES_PER_INTERFACE);
}

export function isVpcFull(context: ActionContext, vpcId: string): boolean {
  const held = context.fresh
    .interfaces()
    .filter((entry) => entry.vpcId === vpcId && entry.kind !== "primary");
  return held.length >= interfaceQuota(context);
}

/** Creates the interface. It exists at once and becomes available when its task ends. */
export function putInterface(context: ActionContext, made: NewInterface, taskId: string): StoredInterface {
  const { subnet, ...settings } = made;
  const entry = context.store.putInterface({
    cloud: "tencent",
    accountId: context.caller.account.id,
    id: tencentId("eni", "new", context.store.nextSerial()),
    regionId: subnet.regionId,
    zoneId: subnet.zoneId,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    status: "creating",
    instanceId: null,
    deviceIndex: null,
    networkCardIndex: null,
    macAddress: macAddress(context.store.nextSerial()),
    ipv6: [],
    serviceManaged: false,
    resourceGroupId: "",
    deleteOnRelease: false,
    createdAt: context.clock.now(),
    attachedAt: null,
    ...settings,
  });
  startTask(context, { taskId, kind: "create", entry });
  return entry;
}
