import {
  asDetached,
  type InstanceView,
  type InterfaceView,
  type LookResult,
  type Observation,
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

export interface JudgeInput {
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
export function judge(input: JudgeInput): readonly StepFinding[] {
  const { networkInterface } = input.observation;
  let current = networkInterface ?? unknownInterface(input.networkInterfaceId ?? "the new interface");
  const findings: StepFinding[] = [];
  for (const step of input.steps) {
    if (step.inProgress) continue;
    findings.push(...judgeStep(input, step, current).map((finding) => ({ ...finding, step })));
    if (step.do === "detach") current = asDetached(current);
  }
  return sortFindings(findings);
}

function judgeStep(input: JudgeInput, step: Step, current: InterfaceView): readonly Finding[] {
  const { rules } = input;
  const situation = situationOf(input, step, current);
  if (step.do !== "adopt") return findFindings(rules, step.do, situation);
  const [never] = findAdoptionObstacles(rules, situation);
  return never ? [never] : findFindings(rules, "adopt", situation);
}

/**
 * What prevents the adoption of an existing attachment: it could never be detached, so a destroy would fail. Or an
 * attachment like it could never have been made.
 */
function findAdoptionObstacles(rules: readonly Rule[], situation: Situation): readonly Finding[] {
  const withoutDeclaration = { ...situation, declared: undefined, unknown: [] };
  return [
    ...findFindings(rules, "detach", withoutDeclaration),
    ...findFindings(rules, "attach", {
      ...withoutDeclaration,
      networkInterface: asDetached(situation.networkInterface),
    }),
  ].filter(({ rule }) => rule.lasting === "never");
}

function situationOf(input: JudgeInput, step: Step, networkInterface: InterfaceView): Situation {
  const { goal, observation, regionId, vpcId } = input;
  const isAttach = step.do === "attach" || step.do === "adopt";
  return {
    networkInterface,
    instance: viewOf(instanceOf(input, step)),
    regionId,
    vpcId,
    declared: isAttach && goal.state === "attached" ? goal : undefined,
    trunk: isAttach ? viewOf(observation.trunk) : undefined,
    unknown: isAttach ? unknownOf(observation) : [],
    claimedBy: goal.state === "deleted" ? goal.claimedBy : undefined,
  };
}

/** The instance of a step. */
function instanceOf({ goal, observation }: JudgeInput, step: Step): LookResult<InstanceView> {
  const named = "instanceId" in goal ? goal.instanceId : undefined;
  const concernsHolder = step.do === "delete" || (step.do === "detach" && step.from !== named);
  return concernsHolder ? observation.holder : observation.instance;
}

function unknownOf({ networkInterface, instance, trunk }: Observation): Situation["unknown"] {
  return [
    ...(networkInterface === undefined ? (["networkInterface"] as const) : []),
    ...(instance === undefined ? (["instance"] as const) : []),
    ...(trunk === undefined ? (["trunk"] as const) : []),
  ];
}
