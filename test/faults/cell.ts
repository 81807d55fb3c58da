import type { FaultKind } from "../../emulator";
import type { CodeEntry } from "../../provider/core/errors";
import type { PlaceFault, Strike } from "./named-faults";

export const operationNames = [
  "attachment.check",
  "attachment.create",
  "attachment.read",
  "attachment.update",
  "attachment.delete",
  "interface.check",
  "interface.create",
  "interface.read",
  "interface.update",
  "interface.delete",
] as const;
export type OperationName = (typeof operationNames)[number];

/** What befalls the calls of an operation. */
export type Trouble =
  /** A named fault, at one action. */
  | { readonly of: "wire"; readonly action: string; readonly fault: FaultKind }
  /** A documented code, at an action that is documented to answer it. */
  | { readonly of: "code"; readonly action: string; readonly fault: FaultKind; readonly entry: CodeEntry }
  /** Everything that the process asks. */
  | { readonly of: "place"; readonly fault: PlaceFault };

/** One operation of one API that meets one fault. */
export interface Cell {
  /** The title of the API's case, such as "tencent v2". */
  readonly api: string;
  readonly operation: OperationName;
  /** The fault's name, or the code. */
  readonly name: string;
  readonly trouble: Trouble;
  readonly strike: Strike;
}

export function nameOfCell({ api, operation, name, trouble, strike }: Cell): string {
  const at = trouble.of === "place" ? "" : ` at ${trouble.action}`;
  return `${api} ${operation}: ${name}${at}, ${strike}`;
}
