import { describeFinding, type Finding, type Lasting } from "../../provider/contract/rules";

export const verdicts = ["ok", "would wait", "refused", "not checked"] as const;
export type Verdict = (typeof verdicts)[number];

/** What was asked about, for the report. */
export interface Subject {
  readonly kind: "attachment" | "interface";
  readonly id: string;
  readonly cloud: string;
  /** The cloud's name for people, with the generation of its API if it has several. */
  readonly title: string;
  readonly regionId: string | undefined;
  /** Undefined for ids that were given without a stack. */
  readonly urn?: string;
  readonly name?: string;
}

/** A rule that applies, in the words of preview and of a failed operation. */
export interface ToldFinding {
  readonly rule: string;
  readonly lasting: Lasting;
  readonly codes: readonly string[];
  readonly reason: string;
  readonly remedy: string;
  /** Reason, remedy and codes in one text. */
  readonly text: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What would happen, or why it was not checked: whole sentences. */
  readonly message: string;
  /** Obstacles and notes. */
  readonly findings: readonly ToldFinding[];
  /** What would be waited for besides the rules. */
  readonly waits: readonly string[];
}

export interface Judged extends Subject, Judgement {}

export function succeeds(message: string, more: Partial<Judgement> = {}): Judgement {
  const { findings = [], waits = [] } = more;
  const isObstacle = ({ lasting }: ToldFinding) => lasting === "never" || lasting === "until changed";
  if (findings.some(isObstacle)) return { verdict: "refused", message: "", findings, waits: [] };
  const isWait = waits.length > 0 || findings.some(({ lasting }) => lasting === "passing");
  return { verdict: isWait ? "would wait" : "ok", message, findings, waits };
}

export function refused(finding: Pick<ToldFinding, "rule" | "reason" | "remedy">): Judgement {
  const { reason, remedy } = finding;
  const text = [reason, remedy].filter(Boolean).join(" ");
  const told: ToldFinding = { ...finding, lasting: "until changed", codes: [], text };
  return { verdict: "refused", message: "", findings: [told], waits: [] };
}

export function notChecked(message: string): Judgement {
  return { verdict: "not checked", message, findings: [], waits: [] };
}

export function told(finding: Finding): ToldFinding {
  const { rule, reason, remedy } = finding;
  const { name, lasting, codes } = rule;
  return { rule: name, lasting, codes, reason, remedy, text: describeFinding(finding) };
}

/** 1 when something would be refused, else 2 when something was not checked, else 0. */
export function exitCodeOf(judged: readonly Judgement[]): number {
  if (judged.some(({ verdict }) => verdict === "refused")) return 1;
  return judged.some(({ verdict }) => verdict === "not checked") ? 2 : 0;
}
