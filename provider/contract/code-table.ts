import type { CodeEntry, FailureKind } from "../core/errors";

/** The actions of a group of codes that any call may be answered with. */
export const anyCall: readonly string[] = [];

/**
 * Writes codes of one kind that have the actions and the remedy in common; each says what happened. An action that the
 * group names goes before a group of any call: see `findCode`.
 */
export type CodeGroup = (
  actions: readonly string[],
  remedy: string,
  meanings: Readonly<Record<string, string>>,
) => readonly CodeEntry[];

/**
 * How a cloud writes its table: a group for each kind of failure.
 *
 * @param commonSource where the codes of any call are documented
 * @param actionSource where those of single actions are
 */
export function codeGroups(
  commonSource: string,
  actionSource = commonSource,
): Readonly<Record<Exclude<FailureKind, "unknown">, CodeGroup>> {
  const groupOf =
    (kind: FailureKind): CodeGroup =>
    (actions, remedy, meanings) =>
      Object.entries(meanings).map(([code, meaning]) => ({
        code,
        kind,
        meaning,
        remedy,
        actions,
        source: actions.length === 0 ? commonSource : actionSource,
      }));
  return {
    throttled: groupOf("throttled"),
    conflict: groupOf("conflict"),
    nonce: groupOf("nonce"),
    uncertain: groupOf("uncertain"),
    settle: groupOf("settle"),
    refused: groupOf("refused"),
    authentication: groupOf("authentication"),
    permission: groupOf("permission"),
  };
}
