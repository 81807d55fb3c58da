import type { Observation } from "../contract/observation";
import type { Rule } from "../contract/rules";
import type { TagChange } from "../contract/tags";
import type { Timing } from "../contract/timing";
import type { CloudError } from "../core/errors";
import type { Goal } from "./goal";
import type { StepFinding } from "./judge";
import type { Progress, WriteName, WriteProgress } from "./progress";

/** What to do next. */
export type Decision =
  | { readonly do: "done"; readonly how: "as it was" | "acted" | "gone" | "held by another" }
  | { readonly do: "attach" }
  | { readonly do: "detach"; readonly from: string }
  | { readonly do: "delete" }
  /** `anew`: as another request than the one before, which made nothing that this operation may use. */
  | { readonly do: "create"; readonly anew: boolean }
  | { readonly do: "modify"; readonly changes: Readonly<Record<string, unknown>> }
  | { readonly do: "updateTags"; readonly change: TagChange }
  | { readonly do: "wait"; readonly why: string }
  /** `cause`: what the cloud answered, where it was asked before the rule applied. */
  | { readonly do: "refuse"; readonly finding: StepFinding; readonly cause?: CloudError | undefined }
  | Failure;

/** `nothingMade`: what was seen proves that nothing came of what was sent. */
export interface Failure {
  readonly do: "fail";
  readonly why: string;
  readonly cause?: CloudError | undefined;
  readonly nothingMade?: boolean;
}

/** All that a decision goes by. */
export interface DecisionInput {
  readonly goal: Goal;
  /** The interface that is looked at; undefined: it is to be made. */
  readonly networkInterfaceId: string | undefined;
  readonly observation: Observation;
  readonly progress: Progress;
  readonly nowMs: number;
  readonly rules: readonly Rule[];
  readonly timing: Timing;
  readonly regionId: string;
  readonly vpcId?: string | undefined;
}

export function wait(why: string): Decision {
  return { do: "wait", why };
}

export function fail(why: string, cause?: CloudError): Failure {
  return { do: "fail", why, cause };
}

export function requestOf(sent: WriteProgress): string {
  return sent.requestId ? ` (request id ${sent.requestId})` : "";
}

/** What the task of a write demands: a failed one ends the operation at once, a running one is waited for. */
export function followTask(sent: WriteProgress | undefined, what: string): Decision | undefined {
  if (sent?.task?.state === "running") return wait(`the task of the ${what} to end`);
  if (sent?.task?.state !== "failed") return undefined;
  const output = sent.task.output ? ` It says: ${sent.task.output}` : "";
  return {
    ...fail(`The ${what} was accepted${requestOf(sent)} and its task FAILED.${output}`),
    nothingMade: true,
  };
}

const longestPauseMs = 15_000;
/** What a create, a change or a deletion waits for ends sooner than what a machine does. */
const refusedChangeMs = 25_000;

/** Whether a write that was sent before may go out once more: what holds it back, or undefined. */
export function sendAgain(input: DecisionInput, write: WriteName): Decision | undefined {
  const sent = input.progress[write];
  if (!sent) return undefined;
  if (sent.reply === "refused" && sent.error?.kind === "refused") return fail("", sent.error);
  // Doubled each time: a transition that does not show yet may be what is in the way.
  const pauseMs = Math.min(longestPauseMs, input.timing.refusedMs * 2 ** (sent.refusals - 1));
  if (sent.reply === "refused" && input.nowMs - sent.sentAtMs < pauseMs) {
    return wait(`the cloud to accept the ${write}: it answered ${sent.error?.code ?? "a refusal"}`);
  }
  const mayHelp = sent.reply === "refused" ? mayPass(input, write, sent) : sent.tries < input.timing.maxSends;
  if (mayHelp) return undefined;
  return fail(`The ${write} was sent ${sent.times} times and had no effect.`, sent.error);
}

/**
 * Whether a refusal may still pass. Another operation ends at some time; of a state that no look shows, such as that of
 * a machine whose interfaces are attached one after another, that is believed for a while.
 */
function mayPass({ nowMs, timing }: DecisionInput, write: WriteName, sent: WriteProgress): boolean {
  if (sent.error?.kind === "conflict") return true;
  // Accepted, and without an effect all the same.
  if (sent.refusedSinceMs === undefined) return sent.tries < timing.maxSends;
  const meetsMachine = write === "attach" || write === "detach";
  return nowMs - sent.refusedSinceMs < (meetsMachine ? timing.refusedForMs : refusedChangeMs);
}
