import {
  asDetached,
  type InstanceView,
  type InterfaceView,
  type Observation,
  type Seen,
  unknownInterface,
  viewOf,
} from "../contract/observation";
import { type Finding, findFindings, type Rule, type Situation, sortFindings } from "../contract/rules";
import type { Goal } from "./goal";
import type { Step } from "./plan";

/** A finding about one step of a plan. */
export interface StepFinding extends Finding {
  readonly step: Step;
}

export interface Question {
  readonly goal: Goal;
  readonly steps: readonly Step[];
  readonly observation: Observation;
  /** Undefined when it must be created. */
  readonly networkInterfaceId: string | undefined;
  readonly rules: readonly Rule[];
  readonly regionId: string;
  readonly vpcId?: string | undefined;
}

/** The obstacles of each step, for the interface as it will be at that step; the most lasting first. */
export function judge(question: Question): readonly StepFinding[] {
  const { networkInterface } = question.observation;
  let current = networkInterface ?? unknownInterface(question.networkInterfaceId ?? "the new interface");
  const findings: StepFinding[] = [];
  for (const step of question.steps) {
    if (step.underWay) continue;
    findings.push(...judgeStep(question, step, current).map((finding) => ({ ...finding, step })));
    if (step.do === "detach") current = asDetached(current);
  }
  return sortFindings(findings);
}

function judgeStep(question: Question, step: Step, current: InterfaceView): readonly Finding[] {
  const { rules } = question;
  const situation = situationOf(question, step, current);
  if (step.do !== "adopt") return findFindings(rules, step.do, situation);
  const [never] = neverDetached(rules, situation);
  return never ? [never] : findFindings(rules, "adopt", situation);
}

/**
 * What prevents the adoption of an existing attachment: it could never be detached, so a destroy would fail. Or an
 * attachment like it could never have been made.
 */
function neverDetached(rules: readonly Rule[], situation: Situation): readonly Finding[] {
  const elsewhere = { ...situation, declared: undefined, unknown: [] };
  return [
    ...findFindings(rules, "detach", elsewhere),
    ...findFindings(rules, "attach", {
      ...elsewhere,
      networkInterface: asDetached(situation.networkInterface),
    }),
  ].filter(({ rule }) => rule.lasting === "never");
}

function situationOf(question: Question, step: Step, networkInterface: InterfaceView): Situation {
  const { goal, observation, regionId, vpcId } = question;
  const isAttach = step.do === "attach" || step.do === "adopt";
  return {
    networkInterface,
    instance: viewOf(instanceOf(question, step)),
    regionId,
    vpcId,
    declared: isAttach && goal.state === "attached" ? goal : undefined,
    trunk: isAttach ? viewOf(observation.trunk) : undefined,
    unknown: isAttach ? unknownOf(observation) : [],
    claimedBy: goal.state === "deleted" ? goal.claimedBy : undefined,
  };
}

/** The instance of a step. */
function instanceOf({ goal, observation }: Question, step: Step): Seen<InstanceView> {
  const named = "instanceId" in goal ? goal.instanceId : undefined;
  const isHolders = step.do === "delete" || (step.do === "detach" && step.from !== named);
  return isHolders ? observation.holder : observation.instance;
}

function unknownOf({ networkInterface, instance, trunk }: Observation): Situation["unknown"] {
  return [
    ...(networkInterface === undefined ? (["networkInterface"] as const) : []),
    ...(instance === undefined ? (["instance"] as const) : []),
    ...(trunk === undefined ? (["trunk"] as const) : []),
  ];
}
