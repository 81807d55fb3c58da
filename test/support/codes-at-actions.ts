import { type CodeEntry, type FailureKind, findCode, plainCode } from "../../provider/core/errors";

export interface CodeAtAction {
  readonly code: string;
  readonly kind: FailureKind;
  readonly action: string;
  readonly entry: CodeEntry;
}

/** Tencent's API v2 asks another service for instances: only a code that names this action is its answer. */
const ofAnotherService = "DescribeInstances";

/** Whether an action can be answered with the code, and the table then explains it with this entry. */
export function means(table: readonly CodeEntry[], code: string, action: string, entry: CodeEntry): boolean {
  const isListed = entry.actions.length === 0 ? action !== ofAnotherService : entry.actions.includes(action);
  return isListed && findCode(table, code, action) === entry;
}

/**
 * Each code once, and each kind at each action: what follows from a code depends on its kind and on the call. The codes
 * of a kind take turns at the actions, and the first that fits is met again at an action that none of them has met.
 */
export function codesAtActions(
  table: readonly CodeEntry[],
  actions: readonly string[],
): readonly CodeAtAction[] {
  const cases: CodeAtAction[] = [];
  const meet = (entry: CodeEntry, action: string) =>
    cases.push({ code: plainCode(entry.code), kind: entry.kind, action, entry });
  const timesMet = (kind: FailureKind, action: string) =>
    cases.filter((each) => each.kind === kind && each.action === action).length;
  const answers = (entry: CodeEntry, action: string) => means(table, plainCode(entry.code), action, entry);

  for (const entry of table) {
    const [action] = actions
      .filter((each) => answers(entry, each))
      .sort((one, other) => timesMet(entry.kind, one) - timesMet(entry.kind, other));
    if (action !== undefined) meet(entry, action);
  }
  for (const kind of new Set(table.map((entry) => entry.kind))) {
    for (const action of actions.filter((each) => timesMet(kind, each) === 0)) {
      const entry = table.find((each) => each.kind === kind && answers(each, action));
      if (entry) meet(entry, action);
    }
  }
  return cases;
}

/** A code of each kind that this action can be answered with. */
export function codeOfEachKind(table: readonly CodeEntry[], action: string): readonly CodeAtAction[] {
  const cases = codesAtActions(table, [action]);
  const kinds = cases.map(({ kind }) => kind);
  return cases.filter(({ kind }, index) => kinds.indexOf(kind) === index);
}
