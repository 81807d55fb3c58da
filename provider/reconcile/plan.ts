import type { InterfaceView } from "../contract/observation";
import { declaredMismatch } from "../contract/rules";
import type { AttachedGoal, DeletedGoal, DetachedGoal, Goal } from "./goal";

/** One step to a goal. `inProgress`: the cloud is already carrying it out, so nothing is sent for it. */
export type Step =
  | { readonly do: "attach"; readonly to: string; readonly inProgress?: boolean }
  | { readonly do: "detach"; readonly from: string; readonly inProgress?: false }
  /** `from` is undefined when the cloud does not show the holder during the detach. */
  | { readonly do: "detach"; readonly from: string | undefined; readonly inProgress: true }
  | { readonly do: "delete"; readonly inProgress?: boolean }
  /** Record an existing attachment as the resource's own, without a call. */
  | { readonly do: "adopt"; readonly inProgress?: false };

/**
 * The remaining steps to a goal, in order; none when it is reached. Pure. Preview reports the obstacles of every step,
 * and an operation takes the first one. creation-decision.ts decides about creating and changing an interface.
 *
 * @param seen undefined when the cloud does not know the interface
 */
export function plan(
  goal: Exclude<Goal, { state: "present" }>,
  seen: InterfaceView | undefined,
): readonly Step[] {
  switch (goal.state) {
    case "attached":
      return planAttached(goal, seen);
    case "detached":
      return planDetached(goal, seen);
    case "deleted":
      return planDeleted(goal, seen);
    default:
      return goal satisfies never;
  }
}

function planAttached(goal: AttachedGoal, seen: InterfaceView | undefined): readonly Step[] {
  const attach: Step = { do: "attach", to: goal.instanceId };
  const holder = seen?.holder;
  switch (seen?.status) {
    case "attached":
      if (holder === goal.instanceId) return planAttachedAlready(goal, seen);
      return mayDetachFrom(goal, holder) ? [{ do: "detach", from: holder }, attach] : [attach];
    case "attaching":
      // Whoever sent the attach: after its end, the attachment will exist.
      if (holder === undefined || holder === goal.instanceId)
        return [{ ...attach, inProgress: true }, ...(goal.ours ? [] : [{ do: "adopt" } as const])];
      return mayDetachFrom(goal, holder) ? [{ do: "detach", from: holder }, attach] : [attach];
    case "detaching":
      return [{ do: "detach", from: holder, inProgress: true }, attach];
    default:
      return [attach];
  }
}

/**
 * The interface is on the right instance. If the attachment is not recorded as ours, it is adopted. If it is ours, it
 * may be corrected.
 */
function planAttachedAlready(goal: AttachedGoal, seen: InterfaceView): readonly Step[] {
  if (!goal.ours) return [{ do: "adopt" }];
  if (!goal.mayReattach || declaredMismatch(goal, seen) === undefined) return [];
  return [
    { do: "detach", from: goal.instanceId },
    { do: "attach", to: goal.instanceId },
  ];
}

function mayDetachFrom(goal: AttachedGoal, holder: string | undefined): holder is string {
  return holder !== undefined && goal.moveFrom.includes(holder);
}

function planDetached(goal: DetachedGoal, seen: InterfaceView | undefined): readonly Step[] {
  const isHeldElsewhere = seen?.holder !== undefined && seen.holder !== goal.instanceId;
  if (!seen || isHeldElsewhere) return [];
  const detach = { do: "detach", from: goal.instanceId } as const;
  switch (seen.status) {
    case "attached":
    case "attaching":
      return [detach];
    case "detaching":
      return [{ ...detach, inProgress: true }];
    default:
      return [];
  }
}

function planDeleted(goal: DeletedGoal, seen: InterfaceView | undefined): readonly Step[] {
  if (!seen) return [];
  const remove: Step = { do: "delete" };
  switch (seen.status) {
    case "deleting":
      return [{ ...remove, inProgress: true }];
    case "detaching":
      return [{ do: "detach", from: seen.holder, inProgress: true }, remove];
    case "attached":
    case "attaching":
      return goal.detachFirst && seen.holder !== undefined
        ? [{ do: "detach", from: seen.holder }, remove]
        : [remove];
    default:
      return [remove];
  }
}
