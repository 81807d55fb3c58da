import type { PairOperation } from "./combination";
import type { Choice, Dimension } from "./dimensions";
import { readState } from "./scene";

export const freeStates = ["creating", "deleting", "failed"] as const;
const targetStates = ["attaching-target", "attached-target", "detaching-target"] as const;
const holderStates = ["attaching-other", "attached-other", "detaching-other"] as const;

const state = (...values: [string, ...string[]]): Dimension => ({ name: "state", values });

/** The states of the interface that each operation starts from, on any cloud. */
export const states: Readonly<Record<PairOperation, Dimension>> = {
  attach: state("available", ...freeStates, ...targetStates, ...holderStates),
  move: state("attached-other", "attaching-other", "detaching-other", "attached-target", "available"),
  "replace-instance": state(
    "attached-other",
    "attaching-other",
    "detaching-other",
    "attached-target",
    "available",
    "deleting",
  ),
  "replace-interface": state(
    "available",
    ...freeStates,
    "attaching-target",
    "attached-target",
    "attached-other",
  ),
  detach: state(
    "attached-target",
    "attaching-target",
    "detaching-target",
    "attached-other",
    "available",
    "deleting",
  ),
  delete: state("available", ...freeStates, ...targetStates),
  "delete-with-detach": state(
    "attached-target",
    "attaching-target",
    "detaching-target",
    "available",
    ...freeStates,
  ),
};

export const already: Dimension = { name: "already", values: ["adopt", "fail"] };
/** The state of the attachment that is replaced. */
export const old: Dimension = {
  name: "old",
  values: ["attached", "attaching", "detaching", "available", "gone"],
};

export const isAt = (choice: Choice, ...where: readonly ("target" | "holder" | undefined)[]) =>
  where.includes(readState(choice.state).at);
export const isOneOf = (value: string | undefined, ...words: readonly string[]) =>
  words.includes(value ?? "");
export const isOldThere = ({ old: seen }: Choice) => isOneOf(seen, "attached", "attaching", "detaching");
