import type { AcceptedWrite } from "./accepted-writes";
import type { EngineCall } from "./engine-options";
import type { Program } from "./program";
import type { RunCommand } from "./provider-of-run";
import type { StackModel } from "./stack-model";
import type { StateResource } from "./state";

/** An interface as the cloud has it. */
export interface Holding {
  readonly status: string;
  readonly instanceId: string | null;
  readonly name: string;
  readonly description: string;
  readonly securityGroupIds: readonly string[];
}

/** What happened in one run, for the invariants to judge. */
export interface PlayedRun {
  readonly command: RunCommand;
  readonly stack: StackModel;
  readonly program: Program;
  readonly isIncluded: (urn: string) => boolean;
  /** The URNs that `--replace` names. */
  readonly replaced: readonly string[];
  /** The resources that were in the state before. */
  readonly before: readonly StateResource[];
  /** What the cloud had before. */
  readonly heldBefore: ReadonlyMap<string, Holding>;
  readonly calls: readonly EngineCall[];
  readonly errors: readonly string[];
  readonly messages: readonly string[];
  readonly isKilled: boolean;
  /** With the keys of the account that has the things. */
  readonly isRightAccount: boolean;
  /** What the cloud accepted meanwhile. */
  readonly writes: readonly AcceptedWrite[];
  /** The interfaces that someone else changed during the run. */
  readonly touched: ReadonlySet<string>;
  /** The run compared the state with the cloud, because of `eni:driftCheck`. */
  readonly isDriftChecked: boolean;
  /** A fault at its begin may have let its looks show what was true a while before. */
  readonly mayShowOldData: boolean;
  /** Another stack had a run at the same time. */
  readonly isShared: boolean;
  readonly requests: number;
  readonly tookMs: number;
}
