import { limits } from "../../provider/clouds/alibaba/limits";
import { rules } from "../../provider/clouds/alibaba/rules";
import type { InstanceView, InterfaceView } from "../../provider/contract/observation";
import { CloudError } from "../../provider/core/errors";
import { decide } from "../../provider/reconcile/decide";
import type { Decision, DecisionInput } from "../../provider/reconcile/decision";
import type { AttachedGoal } from "../../provider/reconcile/goal";
import type { Progress, WriteProgress } from "../../provider/reconcile/progress";

export const { timing } = limits;
export const now = 1_000_000;

export const free: InterfaceView = {
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "Available",
  addresses: [],
  ipv6Addresses: [],
  vpcId: "vpc-1",
  zoneId: "zone-1",
  managedByService: false,
  coldPlugOnly: false,
};
export const on = (holder: string, status: InterfaceView["status"] = "attached"): InterfaceView => ({
  ...free,
  status,
  cloudStatus: status,
  holder,
});
export const running: InstanceView = {
  id: "i-1",
  status: "running",
  cloudStatus: "Running",
  vpcId: "vpc-1",
  zoneId: "zone-1",
};
export const starting: InstanceView = { ...running, status: "starting", cloudStatus: "Starting" };

export const listsNothing: InstanceView = { ...running, interfaceIds: [] };
export const listsIt: InstanceView = { ...running, interfaceIds: ["eni-1"] };

export const attached: AttachedGoal = {
  state: "attached",
  instanceId: "i-1",
  moveFrom: [],
  ifAlreadyAttached: "adopt",
  ours: false,
};
export const ours = { ...attached, ours: true };
export const moving = { ...attached, moveFrom: ["i-2"] };
export const detached = { state: "detached", instanceId: "i-1" } as const;

export const error = new CloudError(
  { cloudTitle: "A cloud", action: "DoIt", code: "NotNow" },
  { kind: "settle", meaning: "not now.", remedy: "Wait." },
);
/** A write that was sent so long ago. */
export const sent = (agoMs: number, more: Partial<WriteProgress> = {}): WriteProgress => ({
  times: 1,
  tries: 1,
  refusals: more.reply === "refused" ? 1 : 0,
  mayBeDone: more.reply !== "refused",
  sentAtMs: now - agoMs,
  reply: "accepted",
  transitionSeen: false,
  ...more,
});
export const started = (agoMs: number, more: Partial<Progress> = {}): Progress => ({
  startedAtMs: now - agoMs,
  unchangedSinceMs: now - agoMs,
  ...more,
});

export type Row = readonly [
  why: string,
  goal: DecisionInput["goal"],
  seen: InterfaceView | undefined,
  does: Decision["do"] | string,
  more?: {
    readonly instance?: InstanceView | undefined;
    readonly progress?: Progress;
    readonly holder?: InstanceView;
  },
];

/** A decision in a few words: what it does, and the word that distinguishes it from others of its kind. */
function inWords(decision: Decision): string {
  switch (decision.do) {
    case "done":
      return `done ${decision.outcome}`;
    case "detach":
      return `detach ${decision.from}`;
    case "refuse":
      return `refuse ${decision.finding.rule.name}`;
    default:
      return decision.do;
  }
}

/** What is decided when the interface is seen so, by the rules of Alibaba Cloud. */
export function decideOn(
  goal: DecisionInput["goal"],
  networkInterface: InterfaceView | undefined,
  more: Row[4] = {},
): Decision {
  return decide({
    goal,
    networkInterfaceId: "eni-1",
    observation: {
      networkInterface,
      instance: "instance" in more ? more.instance : running,
      holder: more.holder ?? "not looked at",
      trunk: "not looked at",
    },
    progress: more.progress ?? started(0),
    nowMs: now,
    rules,
    timing,
    regionId: "region-1",
  });
}

/** A test for each row of a table. */
export function decides(table: readonly Row[]): void {
  it.each(table.map(([why, ...row]) => ({ why, row })))(
    "$why",
    ({ row: [goal, networkInterface, does, more] }) => {
      expect(inWords(decideOn(goal, networkInterface, more))).toBe(does);
    },
  );
}
