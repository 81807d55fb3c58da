import { isOldThere, isOneOf } from "../../choices";
import type { HiddenObstacle, OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import { hiddenObstacleWhen } from "../../hidden-obstacle";
import { readState } from "../../scene";

export function hiddenObstaclesOf(operation: OperationName, choice: Choice): readonly HiddenObstacle[] {
  const { at } = readState(choice.state);
  // The old attachment leaves its place before the new one is attached.
  const leaves = operation === "replace-interface" && isOldThere(choice);
  const isOldHolder = operation === "replace-interface" || at === "target";
  const isFreed = isOneOf(isOldHolder ? choice.instance : choice.holder, "RELEASING", "RECYCLING");
  const isBalanced =
    operation === "replace-interface" ? choice.oldIs === "balanced" : choice.hidden === "balanced";
  return [
    ...hiddenObstacleWhen(
      isBalanced && isFreed,
      "detach",
      "INVALID_NIC_LB_ASSOCIATED",
      "an instance that is released frees what it holds, whatever is bound to that",
      true,
    ),
    ...hiddenObstacleWhen(
      choice.hidden === "promised",
      "delete",
      "OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE",
      "no describe tells a promised term",
    ),
    ...hiddenObstacleWhen(
      choice.room === "small-type" && at !== "target" && !leaves,
      "attach",
      "INVALID_INSTANCE_NIC_LIMIT",
      "no describe tells how many vNICs a smaller type takes",
    ),
  ];
}
