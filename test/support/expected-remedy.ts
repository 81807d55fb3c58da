import { type CodeEntry, missingPermission } from "../../provider/core/errors";

/** The remedy of a code as the error of a call tells it: with the permission by its name, where the cloud has names. */
export function expectedRemedy({ remedy }: CodeEntry, action: string): RegExp {
  const [before = "", after] = remedy
    .split(missingPermission)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(after === undefined ? before : `${before}the permission [a-z]+:${action}${after}`);
}
