import { isOneOf } from "../../choices";
import type { HiddenObstacle, OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import { hiddenObstacleWhen } from "../../hidden-obstacle";
import { readState } from "../../scene";

/** Obstacles that no describe shows. */
export function hiddenObstaclesOf(operation: OperationName, choice: Choice): readonly HiddenObstacle[] {
  const { at } = readState(choice.state);
  const hotPlug = (step: HiddenObstacle["step"], why: string): HiddenObstacle => ({
    step,
    why,
    codes: ["InvalidOperation.HotPlugNotSupport"],
    passes: false,
  });
  const runs = (status: string | undefined, locked: string | undefined) =>
    isOneOf(status, "running", "pending", "starting") && (locked ?? "none") === "none";
  const isLocked = (lock: string | undefined) => (lock ?? "none") !== "none";
  const lockedDetach: readonly HiddenObstacle[] = [
    {
      step: "detach",
      why: "whether a lock blocks a detach is not documented",
      codes: ["InvalidOperation.InvalidEcsState"],
      passes: false,
    },
  ];
  const coldType = "no page says for which types a running instance blocks a detach";
  const detachesFromTarget = operation === "replace-interface" || (at === "target" && operation !== "attach");
  return [
    ...(detachesFromTarget && isLocked(choice.lock) ? lockedDetach : []),
    ...(at === "holder" && isLocked(choice.holderLock) ? lockedDetach : []),
    ...(choice.type === "cold" && detachesFromTarget && runs(choice.instance, choice.lock)
      ? [hotPlug("detach", coldType)]
      : []),
    ...(choice.holderType === "cold" && at === "holder" && runs(choice.holder, choice.holderLock)
      ? [hotPlug("detach", coldType)]
      : []),
    ...hiddenObstacleWhen(
      choice.type === "old-generation",
      "attach",
      "InvalidOperation.InvalidGeneration",
      "the generation of a type is in no describe",
    ),
    ...hiddenObstacleWhen(
      choice.hidden === "classic-group",
      "attach",
      "InvalidSecurityGroupId.NotVpc",
      "security groups are not described",
    ),
    ...hiddenObstacleWhen(
      choice.hidden === "full-group",
      "attach",
      "SecurityGroupInstanceLimitExceed",
      "security groups are not described",
    ),
    ...hiddenObstacleWhen(
      choice.oldIs === "linked" || (choice.hidden === "linked" && operation !== "replace-interface"),
      "detach",
      "InvalidOperation.EniLinked",
      "a link is in no describe",
    ),
    ...hiddenObstacleWhen(
      choice.members === "one" || choice.oldIs === "trunk-with-member",
      "detach",
      "InvalidOperation.HasMemberEniAttached",
      "the describe of a trunk does not show its members",
    ),
    ...hiddenObstacleWhen(
      choice.hidden === "bonded",
      "delete",
      "InvalidOperation.HasSlaveEniBonded",
      "a bond is in no batched describe",
    ),
  ];
}
