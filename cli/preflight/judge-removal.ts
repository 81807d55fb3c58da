import { nameOf } from "../../provider/contract/observation";
import { UserError } from "../../provider/core/errors";
import {
  previewRemoval,
  type RemovalPreview,
  type RemovalQuestion,
} from "../../provider/resources/removal-preview";
import { type Judgement, notChecked, refused, succeeds, told } from "./judged";
import type { OpenPlace } from "./open-place";

export interface RemovalJudgement extends Judgement {
  /** Undefined when the cloud was not asked, or said nothing that counts. */
  readonly preview?: RemovalPreview;
}

/** Judges a detach or a deletion in one place, with the provider's own plan and rules. */
export async function judgeRemoval(
  question: RemovalQuestion,
  { session, looks }: OpenPlace,
): Promise<RemovalJudgement> {
  try {
    const preview = await previewRemoval(question, session, looks);
    const { findings, waits, refusal, unchecked } = preview;
    if (unchecked !== undefined) return notChecked(unchecked);
    if (refusal !== undefined) return refused({ rule: "state-kept", reason: refusal, remedy: "" });
    return { ...succeeds(describeEnd(question, preview), { findings: findings.map(told), waits }), preview };
  } catch (error) {
    if (error instanceof UserError) return notChecked(error.message);
    throw error;
  }
}

/** What would happen. */
function describeEnd({ goal, isDetachedBefore }: RemovalQuestion, { seen, steps }: RemovalPreview): string {
  if (!seen) return "The interface no longer exists.";
  const detach = steps.find((step) => step.do === "detach");
  const from = detach?.from === undefined ? "" : ` from ${detach.from}`;
  if (goal.state === "deleted") {
    const detached = detach ? `detached${from} and ` : isDetachedBefore ? "detached first and then " : "";
    return `It is ${detached}deleted.`;
  }
  if (detach) return `It is detached${from}.`;
  return seen.holder !== undefined && seen.holder !== goal.instanceId
    ? `It is not touched: ${seen.holder} holds ${nameOf(seen)} now, and it stays there.`
    : "It is already detached.";
}
