import type { StoredInstance, StoredInstanceType, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import {
  authorize,
  findInstance,
  findInterface,
  instanceId,
  interfaceId,
  invalid,
  operationRegion,
  Parameters,
} from "./parameters";
import { interfaceStatusWord } from "./words";

/** An instance that has run since before this time does not support hot plugging until it is rebooted. */
const HOT_PLUG_SINCE = Date.UTC(2018, 3, 1);

/** AttachNetworkInterface: asynchronous; the interface must be Available, the instance Running or Stopped. */
export function attachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const wantedInstance = instanceId(parameters);
  const wantedInterface = interfaceId(parameters);
  const networkCardIndex = parameters.integer("NetworkCardIndex", 0, 255);
  const trunkId = parameters.optional("TrunkNetworkInstanceId");
  const instance = findInstance(context, regionId, wantedInstance);
  const entry = findInterface(context, regionId, wantedInterface);
  authorize(context);
  const type = context.store.instanceType("alibaba", instance.instanceType);
  if (type !== undefined && (networkCardIndex ?? 0) >= type.networkCards) throw invalid("NetworkCardIndex");
  checkPlace(entry, instance);
  checkInterface(context, entry);
  checkInstance(entry, instance, type);
  checkGroups(context, entry);
  if (type !== undefined) checkLimits(context, entry, instance, type, trunkId);
  const patch =
    trunkId === undefined
      ? { networkCardIndex: networkCardIndex ?? 0 }
      : { networkCardIndex: networkCardIndex ?? 0, kind: "member" as const, trunkInterfaceId: trunkId };
  context.transitions.begin({
    kind: "attach",
    cloud: "alibaba",
    interfaceId: entry.id,
    instanceId: instance.id,
    action: context.call.action,
    patch,
  });
  return {};
}

function checkPlace(entry: StoredInterface, instance: StoredInstance): void {
  if (entry.vpcId !== instance.vpcId) throw refuse("InvalidOperation.VpcMismatch");
  if (entry.zoneId !== instance.zoneId) throw refuse("InvalidOperation.AvailabilityZoneMismatch");
}

function checkInterface(context: ActionContext, entry: StoredInterface): void {
  if (entry.kind === "primary") throw refuse("InvalidOperation.InvalidEniType");
  if (entry.serviceManaged) throw refuse("InvalidOperation.EniServiceManaged");
  const pending = context.transitions.pending("alibaba", entry.id);
  if (entry.status !== "available" || pending !== undefined) {
    throw stateError("Available", interfaceStatusWord[entry.status]);
  }
}

function checkInstance(
  entry: StoredInterface,
  instance: StoredInstance,
  type: StoredInstanceType | undefined,
): void {
  checkInstanceState(instance);
  if (type?.oldGeneration === true) throw refuse("InvalidOperation.InvalidGeneration");
  if (instance.status === "running" && instance.startedAt < HOT_PLUG_SINCE) {
    throw refuse("InvalidOperation.InvalidEcsState");
  }
  checkHotPlug(entry, instance, type);
}

/** For attach and detach: the instance must be running or stopped, and not locked. */
export function checkInstanceState(instance: StoredInstance): void {
  const settled = instance.status === "running" || instance.status === "stopped";
  if (!settled || (instance.locked ?? []).length > 0) throw refuse("InvalidOperation.InvalidEcsState");
}

export function checkHotPlug(
  entry: StoredInterface,
  instance: StoredInstance,
  type: StoredInstanceType | undefined,
): void {
  if (instance.status !== "running") return;
  if (entry.highPerformance === true) throw refuse("InvalidOperation.EniHotPlugNotSupported");
  if (!(instance.hotPlug ?? type?.hotPlug ?? true)) throw refuse("InvalidOperation.HotPlugNotSupport");
}

function checkGroups(context: ActionContext, entry: StoredInterface): void {
  for (const id of entry.securityGroupIds) {
    const group = context.store.securityGroup("alibaba", id);
    if (group === undefined) continue;
    if (group.vpcId === "") throw refuse("InvalidSecurityGroupId.NotVpc");
    if (context.store.memberCount("alibaba", id) > group.capacity) {
      throw refuse("SecurityGroupInstanceLimitExceed");
    }
  }
}

function checkLimits(
  context: ActionContext,
  entry: StoredInterface,
  instance: StoredInstance,
  type: StoredInstanceType,
  trunkId: string | undefined,
): void {
  if (entry.privateIps.length > type.ipv4PerInterface) throw refuse("InvalidOperation.Ipv4CountExceeded");
  if (entry.ipv6.length > 0 && type.ipv6PerInterface === 0) throw refuse("InvalidOperation.Ipv6NotSupport");
  if (entry.ipv6.length > type.ipv6PerInterface) throw refuse("InvalidOperation.Ipv6CountExceeded");
  const held = context.store.attachmentsOf(instance.id, "alibaba");
  if (trunkId !== undefined) checkTrunk(context, instance, type, trunkId);
  if (entry.kind === "trunk") {
    if (!type.trunkSupported) throw refuse("InvalidOperation.InstanceTypeNotSupportEniTrunking");
    if (held.some((other) => other.kind === "trunk")) throw refuse("InvalidOperation.TrunkingIsNotAllowed");
  }
  const accepted = context.transitions.acceptedAttaches("alibaba", instance.id);
  const inUse =
    (trunkId === undefined ? held.filter((other) => other.kind !== "member") : held).length + accepted;
  const limit = trunkId === undefined ? type.eniQuantity : type.eniTotalQuantity;
  if (inUse >= limit) {
    throw refuse(
      "EniPerInstanceLimitExceeded",
      `The number of ENI exceeds the limit for the type of instance ${type.id}: ${limit}.`,
    );
  }
}

function checkTrunk(
  context: ActionContext,
  instance: StoredInstance,
  type: StoredInstanceType,
  trunkId: string,
): void {
  if (!type.trunkSupported) throw refuse("InvalidOperation.InstanceTypeNotSupportEniTrunking");
  const trunk = findInterface(context, instance.regionId, trunkId);
  if (trunk.kind !== "trunk") throw refuse("InvalidOperation.EniTypeNotSupportTrunking");
  if (trunk.status !== "attached" || trunk.instanceId !== instance.id) {
    throw refuse("InvalidOperation.InvalidTrunkEniStatus");
  }
}

/** The text is from the pages of 2018. */
export function stateError(expected: string, actual: string): Error {
  return refuse(
    "InvalidOperation.InvalidEniState",
    `The operation is not allowed in the current ENI state. Expecting status is "${expected}" while current status is "${actual}".`,
  );
}
