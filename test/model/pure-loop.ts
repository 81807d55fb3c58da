import { limits } from "../../provider/clouds/alibaba/limits";
import { rules } from "../../provider/clouds/alibaba/rules";
import type { InstanceView, Observation } from "../../provider/contract/observation";
import { CloudError } from "../../provider/core/errors";
import { decide } from "../../provider/reconcile/decide";
import type { Decision } from "../../provider/reconcile/decision";
import type { AttachedGoal, DeletedGoal, DetachedGoal } from "../../provider/reconcile/goal";
import { apply, beginOperation, type Operation } from "../../provider/reconcile/operation";
import { type SmallCloud, settled, viewOfCloud, type Write, written } from "./small-cloud";

export type PlayedGoal = AttachedGoal | DetachedGoal | DeletedGoal;

/** What happens around one operation. Each list is used from its front; when it is empty, all goes well. */
export interface Circumstances {
  readonly goal: PlayedGoal;
  readonly start: SmallCloud;
  /** How old each look is. */
  readonly lagsMs: readonly number[];
  /** What becomes of each write. */
  readonly fates: readonly ("answered" | "lost after" | "lost before" | "refused")[];
  readonly tookMs: number;
}

/** A write that was sent, and the state of the cloud just then. */
export interface SentWrite {
  readonly write: Write;
  readonly at: SmallCloud;
}

export interface Played {
  readonly end: Extract<Decision, { do: "done" | "refuse" | "fail" }> | { readonly do: "too late" };
  readonly sent: readonly SentWrite[];
  /** The state of the cloud at the end, after everything that was under way. */
  readonly cloud: SmallCloud;
}

const timeoutMs = 10 * 60_000;
const msPerLook = 500;

/** Plays observe, decide, act, wait without a provider around it: a look every half second, until the end. */
export function playLoop({ goal, start, lagsMs, fates, tookMs }: Circumstances): Played {
  const waiting = { lagsMs: [...lagsMs], fates: [...fates] };
  const past: { atMs: number; cloud: SmallCloud }[] = [{ atMs: 0, cloud: start }];
  const sent: SentWrite[] = [];
  let operation = beginOperation("eni-1", 0, undefined);
  let cloud = start;
  for (let nowMs = 0; nowMs <= timeoutMs; nowMs += msPerLook) {
    cloud = settled(cloud, nowMs);
    past.push({ atMs: nowMs, cloud });
    const seenAtMs = nowMs - (waiting.lagsMs.shift() ?? 0);
    const shown = past.findLast(({ atMs }) => atMs <= seenAtMs)?.cloud ?? start;
    const observation = observationOf(goal, shown);
    const seen = observation.networkInterface;
    operation = apply(operation, { type: "looked", seen, askedAtMs: nowMs, atMs: nowMs, isRecent: false });
    const decision = decideNow(goal, operation, observation, nowMs);
    if (isEnd(decision)) return { end: decision, sent, cloud: settled(cloud, nowMs + tookMs) };
    const write = writeOf(goal, decision);
    if (!write) continue;
    sent.push({ write, at: cloud });
    const fate = waiting.fates.shift() ?? "answered";
    const next =
      fate === "answered" || fate === "lost after" ? written(cloud, write, nowMs + tookMs) : undefined;
    const reply = fate.startsWith("lost") ? "unanswered" : next ? "accepted" : "refused";
    cloud = next ?? cloud;
    operation = afterWrite(operation, write, reply, nowMs);
  }
  return { end: { do: "too late" }, sent, cloud };
}

function decideNow(
  goal: PlayedGoal,
  operation: Operation,
  observation: Observation,
  nowMs: number,
): Decision {
  const { progress } = operation;
  return decide({
    ...{ goal, observation, progress, nowMs, rules },
    networkInterfaceId: "eni-1",
    timing: limits.timing,
    regionId: "cn-hangzhou",
  });
}

function observationOf(goal: PlayedGoal, shown: SmallCloud): Observation {
  const networkInterface = viewOfCloud(shown);
  const named = goal.state === "deleted" ? undefined : goal.instanceId;
  const { holder } = shown;
  return {
    networkInterface,
    instance: named === undefined ? "not looked at" : instance(named, shown),
    holder: holder === undefined || holder === named ? "not looked at" : instance(holder, shown),
    trunk: "not looked at",
  };
}

function instance(id: string, { holder }: SmallCloud): InstanceView {
  const interfaceIds = holder === id ? ["eni-0", "eni-1"] : ["eni-0"];
  return { id, status: "running", cloudStatus: "Running", vpcId: "vpc-1", zoneId: "zone-1", interfaceIds };
}

function isEnd(decision: Decision): decision is Extract<Decision, { do: "done" | "refuse" | "fail" }> {
  return ["done", "refuse", "fail"].includes(decision.do);
}

function writeOf(goal: PlayedGoal, decision: Decision): Write | undefined {
  if (decision.do === "attach" && goal.state === "attached") return { do: "attach", to: goal.instanceId };
  if (decision.do === "detach") return { do: "detach", from: decision.from };
  return decision.do === "delete" ? { do: "delete" } : undefined;
}

function afterWrite(
  operation: Operation,
  write: Write,
  reply: "accepted" | "unanswered" | "refused",
  atMs: number,
): Operation {
  const from = write.do === "detach" ? write.from : undefined;
  const sending = apply(operation, { type: "sending", write: write.do, key: write.do, token: "t" });
  return apply(sending, {
    ...{ type: "answered", write: write.do, from, reply, atMs },
    error: reply === "refused" ? notNow : undefined,
  });
}

const notNow = new CloudError(
  { cloudTitle: "A cloud", action: "DoIt", code: "NotNow" },
  { kind: "settle", meaning: "not now.", remedy: "Wait." },
);
