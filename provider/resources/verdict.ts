import { describeFinding, type Finding } from "../contract/rules";
import type { Step } from "../reconcile/plan";
import type { Failure, PreflightLevel } from "./arguments";

/** A finding about what `up` would do. */
export interface PreviewFinding extends Finding {
  /** The step of an attachment's plan that it is about. */
  readonly step?: Step;
  /** Whether `up` would change something that works before it meets the obstacle. */
  readonly afterChange: boolean;
  /** Whether `up` would create an interface before it meets the obstacle. */
  readonly afterCreate?: boolean;
}

/** What preview found, and why a part was not checked, if so. */
export interface Preview {
  readonly findings: readonly PreviewFinding[];
  readonly unchecked: string | undefined;
}

export interface Verdict {
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
}

/**
 * Failures and warnings for the findings. An obstacle that never goes away is an error. One that someone may remove
 * before `up` is a warning for something new, and an error when `up` would first change something that works. A passing
 * one is not reported. A note is a warning.
 */
export function toVerdict(
  findings: readonly PreviewFinding[],
  level: Exclude<PreflightLevel, "off">,
): Verdict {
  const failures: Failure[] = [];
  const warnings: string[] = [];
  const reported = new Set<string>();
  // When it can never be attached, its present holder does not matter.
  const canNeverAttach = findings.some(({ rule, step }) => rule.lasting === "never" && step?.do === "attach");
  for (const finding of findings) {
    const text = describeFinding(finding);
    const isMoot = canNeverAttach && finding.rule.name === "interface-in-use";
    if (finding.rule.lasting === "passing" || isMoot || reported.has(text)) continue;
    reported.add(text);
    if (isFailure(finding, level)) failures.push({ property: finding.rule.argument, reason: text });
    else warnings.push(text);
  }
  return { failures, warnings };
}

function isFailure({ rule, afterChange, afterCreate }: PreviewFinding, level: "on" | "strict"): boolean {
  if (rule.lasting === "note") return level === "strict" && rule.errorUnderStrict === true;
  if (rule.lasting === "never" || level === "strict") return true;
  if (afterCreate && rule.errorBeforeCreate) return true;
  return afterChange && rule.softer === undefined;
}
