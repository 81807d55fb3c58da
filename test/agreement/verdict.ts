import type { HiddenObstacle, LimitedKey } from "./combination";
import type { Finding, Outcome, Preview } from "./provider-port";
import type { Answer } from "./wire";
import type { WireStep } from "./wire-step";

/** What the cloud answered to one step, in a world in which those before it are done. */
export interface StepAnswer {
  readonly step: WireStep;
  readonly now: Answer;
  /** The answer after the clock has moved, when all obstacles are passing. "reached": the step is no longer needed. */
  readonly later?: Answer | "reached" | undefined;
}

/** What is known of one combination from all three. */
export interface Evidence {
  readonly preview: Preview;
  readonly hiddenObstacles: readonly HiddenObstacle[];
  readonly relents: readonly string[];
  /** What the operation takes. */
  readonly steps: readonly WireStep[];
  /** To these, or to those up to one that can never be taken. */
  readonly answers: readonly StepAnswer[];
  readonly up: Outcome;
  /** What the store shows after `up`. */
  readonly isGoalShown: boolean;
  /** An interface that is to be moved was left with its holder. */
  readonly isLeft: boolean;
  /** With a key that may not do everything. */
  readonly limited?: LimitedEvidence | undefined;
}

export interface LimitedEvidence {
  readonly key: LimitedKey;
  /** The codes of a call for which the permission is missing. */
  readonly codes: readonly string[];
  /** What preview tells with a key that may do everything. */
  readonly told: Preview;
  /** No interface was made, deleted, attached or detached. */
  readonly isUntouched: boolean;
}

/** The kinds of disagreement. */
export type DisagreementKind =
  /** Preview could not look. */
  | "unchecked"
  /** Preview judges a step that the operation does not take. */
  | "needless-step"
  /** Preview is silent, the cloud refuses. */
  | "silent"
  /** Preview refuses, the cloud accepts. */
  | "too-strict"
  /** The cloud refuses with a code that preview does not name. */
  | "other-code"
  /** Preview says that it passes, and the cloud accepts at once. */
  | "passes-already"
  /** Preview says that it passes, and it does not. */
  | "does-not-pass"
  /** There is no lasting obstacle, and `up` fails. */
  | "up-fails"
  /** There is a lasting obstacle, and `up` succeeds. */
  | "up-succeeds"
  /** `up` fails with a reason or a remedy that preview does not report. */
  | "other-words"
  /** `up` says that it is done, and the store does not show it. */
  | "not-done"
  /** `up` detached the interface although a later step has a lasting obstacle. */
  | "taken-in-vain"
  /** With a key that may describe, preview tells something else than with one that may do everything. */
  | "told-otherwise"
  /** A key may not do what `up` or preview needs, and they do not say so with the code and the permission. */
  | "permission-unsaid";

export interface Disagreement {
  readonly kind: DisagreementKind;
  /** The rules and codes, without ids. Equal for disagreements with the same cause. */
  readonly about: string;
}

/** What the cloud said to the steps, in one word. */
export type Kind = "accepted" | "passing" | "refused" | "no call";

export interface Verdict {
  readonly kind: Kind;
  readonly disagreements: readonly Disagreement[];
}

/** Rules for which no cloud answers a code, and why that is right. */
const withoutCloud: Readonly<Record<string, string>> = {
  "declared-region": "Zenlayer finds ids in any region: the declared one is compared by the provider alone.",
  "subnet-of-other-region":
    "Zenlayer's create names no region: the provider alone compares the declared one.",
  "already-attached": "`ifAlreadyAttached` is the program's own condition.",
};

/**
 * What is on its way out when preview looks may be gone when `up` does: that is told in the words of what is unknown.
 */
const goneMeanwhile: Readonly<Record<string, readonly string[]>> = {
  "interface-deleting": ["The interface is not in "],
  "instance-lost": ["is not in region"],
};

/** A reason once the instance that it names has come to where it was going. */
function whenSettled(reason: string): string {
  return reason.replace(/\bSTOPPING\b/, "STOPPED").replace(/\b(Pending|Starting)\b/, "Running");
}

/** A reason once the interface that it names has an id. */
function whenMade(reason: string): string {
  return reason.replace(/^The new interface "[^"]*"/, "");
}

/** The look itself is refused with what the call would be: preview quotes the code, and so does `up`. */
function isRefusedAlike({ preview, answers, up }: Evidence): boolean {
  const codes = answers.flatMap(({ now }) => (now === "accepted" ? [] : [now.code]));
  const saysSo = (text: string | undefined) => codes.some((code) => text?.includes(`with ${code}:`));
  return up !== "done" && saysSo(preview.unchecked) && saysSo(up.refused);
}

export function judge(evidence: Evidence): Verdict {
  const { preview, answers, limited } = evidence;
  if (limited?.key === "blind") return { kind: "refused", disagreements: judgeBlind(evidence, limited) };
  if (isRefusedAlike(evidence)) return { kind: "refused", disagreements: [] };
  const disagreements = [
    ...(preview.unchecked === undefined ? [] : [say("unchecked", withoutIds(preview.unchecked))]),
    ...needlessSteps(evidence),
    ...answers.flatMap((answer) => judgeStep(answer, evidence)),
    ...judgeUp(evidence),
    ...(limited ? judgeReader(evidence, limited) : []),
  ];
  return { kind: kindOf(answers), disagreements };
}

/** A key that may only describe: preview tells all that it would, and `up` names what it may not do. */
function judgeReader({ preview, up }: Evidence, { codes, told }: LimitedEvidence): readonly Disagreement[] {
  const isSame = JSON.stringify(preview) === JSON.stringify(told);
  const isDenied = up !== "done" && codes.some((code) => up.refused.includes(code));
  const isNamed = up === "done" || !isDenied || saysPermission(up.refused, codes);
  return [
    ...(isSame ? [] : [say("told-otherwise", "reader")]),
    ...(isNamed ? [] : [say("permission-unsaid", `up: ${withoutIds(up.refused)}`)]),
  ];
}

/**
 * A key that may not describe: neither preview nor `up` concludes anything, and both say why. The cloud looks whether
 * something exists before it looks at the permission. So they may learn what is not there.
 */
function judgeBlind(
  evidence: Evidence,
  { codes, told, isUntouched }: LimitedEvidence,
): readonly Disagreement[] {
  const { preview, up, steps, isGoalShown } = evidence;
  const isMissing = lacksSomething(evidence, told);
  const isRight = (text: string | undefined) =>
    text !== undefined &&
    (saysPermission(text, codes) || (isMissing && /\.NotFound|is not in region/.test(text)));
  const isUpRight = up === "done" ? isMissing && steps.length === 0 && isGoalShown : isRight(up.refused);
  return [
    ...(isRight(preview.unchecked)
      ? []
      : [say("permission-unsaid", `preview: ${withoutIds(preview.unchecked ?? "nothing")}`)]),
    ...(preview.findings.length === 0 ? [] : [say("told-otherwise", "blind")]),
    ...(isUpRight ? [] : [say("permission-unsaid", `up: ${up === "done" ? up : withoutIds(up.refused)}`)]),
    ...(isUntouched ? [] : [say("taken-in-vain", steps.map(({ step }) => step).join(", "))]),
  ];
}

/** What is asked for is not there, by what preview tells with every permission, or by what no describe tells it. */
function lacksSomething({ steps, hiddenObstacles }: Evidence, told: Preview): boolean {
  return (
    steps.length === 0 ||
    told.unchecked !== undefined ||
    // What is said to be in another VPC is declared in one that may not be there.
    told.findings.some(({ rule }) => rule.startsWith("unknown-") || rule === "subnet-of-other-vpc") ||
    hiddenObstacles.some(({ words }) => words?.includes("is not in region"))
  );
}

const saysPermission = (text: string, codes: readonly string[]) =>
  text.includes("permission") && codes.some((code) => text.includes(`with ${code}:`));

const say = (kind: DisagreementKind, about: string): Disagreement => ({ kind, about });

/** Messages of one cause differ by what they quote. */
const withoutIds = (text: string) =>
  text
    .replace(/\b(eni|i|ins|vpc)-[0-9a-z]+\b|\b16[12]\d{16}\b/g, "…")
    .replace(/ \(request id [^)]*\)/g, "")
    .slice(0, 140);

function kindOf(answers: readonly StepAnswer[]): Kind {
  if (answers.length === 0) return "no call";
  if (answers.every(({ now }) => now === "accepted")) return "accepted";
  const isPassing = answers.every(
    ({ now, later }) => now === "accepted" || later === "accepted" || later === "reached",
  );
  return isPassing ? "passing" : "refused";
}

function needlessSteps({ preview, steps }: Evidence): readonly Disagreement[] {
  const taken = new Set<string>(["adopt", ...steps.map(({ step }) => step)]);
  return preview.findings
    .filter(({ step, lasting }) => lasting !== "note" && !taken.has(step))
    .map(({ rule, step }) => say("needless-step", `${step}: ${rule}`));
}

/** What preview reports about a step, if the cloud decides about it, too. */
export function findingsOf(step: WireStep["step"], preview: Preview): readonly Finding[] {
  return preview.findings.filter(
    (finding) => finding.step === step && finding.lasting !== "note" && !(finding.rule in withoutCloud),
  );
}

/** Whether all obstacles of a step end by themselves, as far as preview reports them or they are known to be hidden. */
export function isPassing(
  step: WireStep["step"],
  preview: Preview,
  hiddenObstacles: readonly HiddenObstacle[],
): boolean {
  const told = findingsOf(step, preview);
  const hidden = hiddenObstacles.filter((row) => row.step === step);
  return (
    told.length + hidden.length > 0 &&
    told.every(({ lasting }) => lasting === "passing") &&
    hidden.every(({ passes }) => passes)
  );
}

/** Whether preview says that the step can never be taken. */
export function isForEver(step: WireStep["step"], preview: Preview): boolean {
  return findingsOf(step, preview).some(({ lasting }) => lasting === "never");
}

function judgeStep(
  { step, now, later }: StepAnswer,
  { preview, hiddenObstacles }: Evidence,
): readonly Disagreement[] {
  const told = findingsOf(step.step, preview);
  const hidden = hiddenObstacles.filter((row) => row.step === step.step);
  const rules = told
    .map(({ rule }) => rule)
    .sort()
    .join(", ");
  if (told.length + hidden.length === 0)
    return now === "accepted" ? [] : [say("silent", `${step.step}: ${now.code}`)];
  const passing = isPassing(step.step, preview, hiddenObstacles);
  if (now === "accepted")
    return [
      say(
        passing ? "passes-already" : "too-strict",
        `${step.step}: ${rules || hidden.map(({ why }) => why).join(", ")}`,
      ),
    ];
  const codes = [...told, ...hidden].flatMap((row) => row.codes);
  if (!codes.includes(now.code))
    return [
      say(
        told.length === 0 ? "silent" : "other-code",
        `${step.step}: ${now.code}${told.length === 0 ? "" : `, not of ${rules}`}`,
      ),
    ];
  if (!passing || later === "accepted" || later === "reached") return [];
  return [
    say("does-not-pass", `${step.step}: ${rules}, then ${later === undefined ? "nothing" : later.code}`),
  ];
}

function judgeUp({
  preview,
  hiddenObstacles,
  relents,
  steps,
  up,
  isGoalShown,
  isLeft,
  limited,
}: Evidence): readonly Disagreement[] {
  const taken = new Set(steps.map(({ step }) => step));
  const told = preview.findings.filter(({ lasting }) => lasting === "never" || lasting === "until changed");
  const hidden = hiddenObstacles.filter(({ step, passes }) => taken.has(step) && !passes);
  const rules = told
    .map(({ rule }) => rule)
    .sort()
    .join(", ");
  if (up === "done") {
    // A goal that came by itself needed no permission.
    const needed = isGoalShown && limited ? hidden.filter(({ codes }) => codes !== limited.codes) : hidden;
    const isRefused = told.some(({ rule }) => !relents.includes(rule)) || needed.length > 0;
    return [
      ...(isRefused ? [say("up-succeeds", rules || needed.map(({ why }) => why).join(", "))] : []),
      ...(isGoalShown ? [] : [say("not-done", rules)]),
    ];
  }
  if (told.length + hidden.length === 0) return [say("up-fails", withoutIds(up.refused))];
  const isSaid = ({ reason, remedy }: Finding) =>
    up.refused.includes(remedy) &&
    [reason, whenSettled(reason), whenMade(reason)].some((text) => up.refused.includes(text));
  const isTold =
    told.some(isSaid) ||
    told.some(({ rule }) => goneMeanwhile[rule]?.some((words) => up.refused.includes(words))) ||
    hidden.some(({ codes, words }) =>
      [...codes, ...(words === undefined ? [] : [words])].some((text) => up.refused.includes(text)),
    );
  return [
    ...(isTold ? [] : [say("other-words", `${rules}: ${withoutIds(up.refused)}`)]),
    ...(isLeft || hidden.length > 0 ? [] : [say("taken-in-vain", rules)]),
  ];
}
