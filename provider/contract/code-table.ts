import type { CodeEntry, FailureKind } from "../core/errors";

/** The actions of a group of codes that any call can return. */
export const anyCall: readonly string[] = [];

/**
 * Writes codes with the same kind, actions and remedy; the text of each says what happened. An entry that names the
 * action takes precedence over one of any call: see `findCode`.
 */
export type CodeGroup = (
  actions: readonly string[],
  remedy: string,
  meanings: Readonly<Record<string, string>>,
) => readonly CodeEntry[];

/**
 * How a cloud writes its table: one group for each kind of failure.
 *
 * @param commonSource the documentation of the codes that any call can return
 * @param actionSource the documentation of the codes of single actions
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
