import type { StoredInstance, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { instanceStateOf } from "./words";

/** Why a call is refused, in neutral words; each API has its own code for it. */
export type Obstacle =
  | "attached"
  | "not-attached"
  | "held-by-another"
  | "in-transition"
  | "task-running"
  | "primary"
  | "havip"
  | "other-vpc"
  | "other-zone"
  | "instance-changing"
  | "instance-unusable"
  | "family"
  | "quota"
  | "extended-quota";

/** How many extended interfaces an instance can have; `extra.extendedEniQuantity` of the instance replaces it. */
const EXTENDED_ENI_QUANTITY = 0;

/** The instance states in which interfaces can be attached and detached. */
const SETTLED = ["RUNNING", "STOPPED"];
/** The states that an instance never leaves. */
const UNUSABLE = ["LAUNCH_FAILED", "SHUTDOWN", "TERMINATING"];

export function attachObstacle(
  context: ActionContext,
  entry: StoredInterface,
  instance: StoredInstance,
  extended = false,
): Obstacle | undefined {
  if (entry.status === "attached") return "attached";
  return (
    transitionObstacle(context, entry) ??
    placeObstacle(entry, instance) ??
    lockObstacle(instance) ??
    instanceObstacle(instance) ??
    capacityObstacle(context, instance, extended)
  );
}

export function detachObstacle(
  context: ActionContext,
  entry: StoredInterface,
  instance: StoredInstance,
): Obstacle | undefined {
  if (entry.kind === "primary") return "primary";
  if (entry.instanceId !== null && entry.instanceId !== instance.id) return "held-by-another";
  if (entry.status === "available" && context.transitions.pending("tencent", entry.id) === undefined) {
    return "not-attached";
  }
  return (
    transitionObstacle(context, entry) ??
    (entry.havip === true ? "havip" : undefined) ??
    instanceObstacle(instance)
  );
}

export function deleteObstacle(context: ActionContext, entry: StoredInterface): Obstacle | undefined {
  if (entry.status === "attached") return "attached";
  return transitionObstacle(context, entry);
}

/** The interface is in a transition, or its task was accepted and the transition is not shown yet. */
export function transitionObstacle(context: ActionContext, entry: StoredInterface): Obstacle | undefined {
  if (entry.status !== "available" && entry.status !== "attached") return "in-transition";
  return context.transitions.pending("tencent", entry.id) === undefined ? undefined : "task-running";
}

function placeObstacle(entry: StoredInterface, instance: StoredInstance): Obstacle | undefined {
  if (entry.vpcId !== instance.vpcId) return "other-vpc";
  return entry.zoneId === instance.zoneId ? undefined : "other-zone";
}

/** Nothing can be attached to an expired or isolated instance. No page forbids to detach from it. */
function lockObstacle({ locked = [] }: StoredInstance): Obstacle | undefined {
  return locked.length > 0 ? "instance-unusable" : undefined;
}

function instanceObstacle(instance: StoredInstance): Obstacle | undefined {
  const state = instanceStateOf(instance);
  if (UNUSABLE.includes(state)) return "instance-unusable";
  return SETTLED.includes(state) ? undefined : "instance-changing";
}

function capacityObstacle(
  context: ActionContext,
  instance: StoredInstance,
  extended: boolean,
): Obstacle | undefined {
  const type = context.store.instanceType("tencent", instance.instanceType);
  if (type === undefined) return undefined;
  if (type.oldGeneration) return "family";
  const held = context.store.attachmentsOf(instance.id, "tencent");
  const ofKind = held.filter((entry) => isExtended(entry) === extended).length;
  const inUse = ofKind + context.transitions.acceptedAttaches("tencent", instance.id);
  if (extended) return inUse >= extendedQuantity(instance) ? "extended-quota" : undefined;
  return inUse >= type.eniQuantity ? "quota" : undefined;
}

export function isExtended(entry: StoredInterface): boolean {
  return entry.extra?.attachType === 1;
}

export function extendedQuantity(instance: StoredInstance): number {
  const given = instance.extra?.extendedEniQuantity;
  return typeof given === "number" ? given : EXTENDED_ENI_QUANTITY;
}
