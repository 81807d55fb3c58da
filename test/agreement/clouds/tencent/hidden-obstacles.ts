import type { HiddenObstacle, OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import { hiddenObstacleWhen } from "../../hidden-obstacle";
import { readState } from "../../scene";
import { looksUnknown } from "./shown";

export function hiddenObstaclesOf(
  isV2: boolean,
  operation: OperationName,
  choice: Choice,
): readonly HiddenObstacle[] {
  const family = isV2 ? "5100" : "UnsupportedOperation.UnsupportedInstanceFamily";
  const havip = isV2 ? "5100" : "UnsupportedOperation.InstanceAssociateHavip";
  const { at } = readState(choice.state);
  const isOldHolder = operation === "replace-interface" || at === "target";
  const isFreed = (isOldHolder ? choice.instance : choice.holder) === "TERMINATING";
  const isBound = operation === "replace-interface" ? choice.oldIs === "havip" : choice.hidden === "havip";
  return [
    ...hiddenObstacleWhen(
      isBound && isFreed,
      "detach",
      havip,
      "an instance that is destroyed frees what it holds, whatever is bound to that",
      true,
    ),
    ...hiddenObstacleWhen(
      choice.type === "old-family",
      "attach",
      family,
      "no describe tells the families without ENIs",
    ),
    ...(isV2 ? transitionsOf(operation, choice) : []),
  ];
}

/**
 * Transitions that the API v2 does not show. Calls are refused during a transition, and after it because of its result.
 */
function transitionsOf(operation: OperationName, choice: Choice): readonly HiddenObstacle[] {
  const why = "the describe of the API v2 shows no transition";
  const locked = (step: HiddenObstacle["step"], ...thereafter: readonly string[]): HiddenObstacle => ({
    step,
    why,
    codes: ["ActionLocked", ...thereafter],
    passes: thereafter.length === 0,
  });
  const isOldLeaving = operation === "replace-interface" && choice.old === "detaching";
  return [
    ...(looksUnknown(true, choice) ? [] : transitionsOfSubject(operation, choice, locked)),
    ...(isOldLeaving ? [locked("detach")] : []),
  ];
}

function transitionsOfSubject(
  operation: OperationName,
  { state: seen }: Choice,
  locked: (step: HiddenObstacle["step"], ...thereafter: readonly string[]) => HiddenObstacle,
): readonly HiddenObstacle[] {
  const { status, at } = readState(seen);
  switch (status) {
    case "creating":
      return [locked("attach"), locked("delete")];
    case "deleting":
      return [locked("attach", "InvalidNetworkInterface.NotFound"), locked("delete")];
    case "attaching":
      return [
        at === "holder" ? locked("attach", "InvalidNetworkInterface.AlreadyAssociated") : locked("attach"),
        locked("delete", "InvalidNetworkInterface.CanNotDelete"),
      ];
    case "detaching":
      return [locked(operation === "attach" || operation === "delete" ? operation : "detach")];
    default:
      return [];
  }
}
