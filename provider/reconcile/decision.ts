import type { AddressChange } from "../contract/addresses";
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
  | { readonly do: "done"; readonly outcome: "unchanged" | "changed" | "gone" | "held by another" }
  | { readonly do: "attach" }
  | { readonly do: "detach"; readonly from: string }
  | { readonly do: "delete" }
  /** `withNewToken`: because the one before made nothing that this operation can use. */
  | { readonly do: "create"; readonly withNewToken: boolean }
  | { readonly do: "modify"; readonly changes: Readonly<Record<string, unknown>> }
  | { readonly do: "updateAddresses"; readonly change: AddressChange }
  | { readonly do: "updateTags"; readonly change: TagChange }
  | { readonly do: "wait"; readonly why: string }
  /** `cause`: the cloud's answer, if the call was sent before the rule applied. */
  | { readonly do: "refuse"; readonly finding: StepFinding; readonly cause?: CloudError | undefined }
  | Failure;

/** `hadNoEffect`: the looks prove that the sent request had no effect. */
export interface Failure {
  readonly do: "fail";
  readonly why: string;
  readonly cause?: CloudError | undefined;
  readonly hadNoEffect?: boolean;
}

/** Everything that a decision is based on. */
export interface DecisionInput {
  readonly goal: Goal;
  /** The interface; undefined when it must be created. */
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

export function requestOf(sent: Pick<WriteProgress, "requestId">): string {
  return sent.requestId ? ` (request id ${sent.requestId})` : "";
}

/** What the task of a write requires: a failed task ends the operation, and a running one is waited for. */
export function followTask(sent: WriteProgress | undefined, what: string): Decision | undefined {
  if (sent?.task?.state === "running") return wait(`the task of the ${what} to end`);
  if (sent?.task?.state !== "failed") return undefined;
  const output = sent.task.output ? ` It says: ${sent.task.output}` : "";
  return {
    ...fail(`The ${what} was accepted${requestOf(sent)}, but its task FAILED.${output}`),
    hadNoEffect: true,
  };
}

const maxPauseMs = 15_000;
/** The causes of a refused create, change or deletion end sooner than those of an instance. */
const refusedChangeMs = 25_000;

/** Whether an earlier write may be sent again: the reason to wait or to fail, else undefined. */
export function sendAgain(input: DecisionInput, write: WriteName): Decision | undefined {
  const sent = input.progress[write];
  if (!sent) return undefined;
  if (sent.reply === "refused" && sent.error?.kind === "refused") return fail("", sent.error);
  // Doubled each time, because a transition that is not visible yet may be the cause.
  const pauseMs = Math.min(maxPauseMs, input.timing.refusedMs * 2 ** (sent.refusals - 1));
  if (sent.reply === "refused" && input.nowMs - sent.sentAtMs < pauseMs) {
    return wait(`the cloud to accept the ${write}; it answered ${sent.error?.code ?? "with a refusal"}`);
  }
  const maySendAgain =
    sent.reply === "refused" ? mayBeTemporary(input, write, sent) : sent.tries < input.timing.maxSends;
  if (maySendAgain) return undefined;
  return fail(`The ${write} was sent ${sent.times} times and had no effect.`, sent.error);
}

/**
 * Whether a refusal may be temporary. Another operation ends at some time. So may a state that no look shows, such as
 * that of an instance whose interfaces are attached one after another; this is assumed only for a while.
 */
function mayBeTemporary({ nowMs, timing }: DecisionInput, write: WriteName, sent: WriteProgress): boolean {
  if (sent.error?.kind === "conflict") return true;
  // Accepted, but without effect.
  if (sent.refusedSinceMs === undefined) return sent.tries < timing.maxSends;
  const concernsInstance = write === "attach" || write === "detach";
  return nowMs - sent.refusedSinceMs < (concernsInstance ? timing.refusedForMs : refusedChangeMs);
}
