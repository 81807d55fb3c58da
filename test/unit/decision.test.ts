import { limits } from "../../provider/clouds/alibaba/limits";
import { rules } from "../../provider/clouds/alibaba/rules";
import type { InstanceView, InterfaceView } from "../../provider/contract/observation";
import { CloudError } from "../../provider/core/errors";
import { decide } from "../../provider/reconcile/decide";
import type { Decision, DecisionInput } from "../../provider/reconcile/decision";
import type { AttachedGoal } from "../../provider/reconcile/goal";
import type { Progress, WriteProgress } from "../../provider/reconcile/progress";

const { timing } = limits;
const now = 1_000_000;

const free: InterfaceView = {
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
const on = (holder: string, status: InterfaceView["status"] = "attached"): InterfaceView => ({
  ...free,
  status,
  cloudStatus: status,
  holder,
});
const running: InstanceView = {
  id: "i-1",
  status: "running",
  cloudStatus: "Running",
  vpcId: "vpc-1",
  zoneId: "zone-1",
};
const starting: InstanceView = { ...running, status: "starting", cloudStatus: "Starting" };

const listsNothing: InstanceView = { ...running, interfaceIds: [] };
const listsIt: InstanceView = { ...running, interfaceIds: ["eni-1"] };

const attached: AttachedGoal = {
  state: "attached",
  instanceId: "i-1",
  moveFrom: [],
  ifAlreadyAttached: "adopt",
  ours: false,
};
const ours = { ...attached, ours: true };
const moving = { ...attached, moveFrom: ["i-2"] };
const detached = { state: "detached", instanceId: "i-1" } as const;

const error = new CloudError(
  { cloudTitle: "A cloud", action: "DoIt", code: "NotNow" },
  { kind: "settle", meaning: "not now.", remedy: "Wait." },
);
/** A write that was sent so long ago. */
const sent = (agoMs: number, more: Partial<WriteProgress> = {}): WriteProgress => ({
  times: 1,
  tries: 1,
  refusals: more.reply === "refused" ? 1 : 0,
  mayBeDone: more.reply !== "refused",
  sentAtMs: now - agoMs,
  reply: "accepted",
  transitionSeen: false,
  ...more,
});
const started = (agoMs: number, more: Partial<Progress> = {}): Progress => ({
  startedAtMs: now - agoMs,
  unchangedSinceMs: now - agoMs,
  ...more,
});

type Row = readonly [
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

const fresh = started(0);

const table: readonly Row[] = [
  // Attaching, nothing sent yet.
  ["a free interface and a running instance", attached, free, "attach"],
  ["an instance that is starting passes by itself", attached, free, "wait", { instance: starting }],
  ["an instance that nobody knows", attached, free, "refuse unknown-instance", { instance: undefined }],
  ["an interface that may have been made a moment ago", attached, undefined, "wait"],
  [
    "an interface that stays unknown",
    attached,
    undefined,
    "refuse unknown-interface",
    { progress: started(60_000) },
  ],
  ["another VPC", attached, { ...free, vpcId: "vpc-2" }, "refuse vpc"],
  ["another zone", attached, { ...free, zoneId: "zone-2" }, "refuse zone"],
  ["attached as wanted: adopted", attached, on("i-1"), "done as it was"],
  [
    "attached as wanted, not to be adopted",
    { ...attached, ifAlreadyAttached: "fail" },
    on("i-1"),
    "refuse already-attached",
  ],
  ["attached as wanted, ours", { ...ours, ifAlreadyAttached: "fail" }, on("i-1"), "done as it was"],
  [
    "attached on another card, not ours",
    { ...attached, networkCardIndex: 1 },
    { ...on("i-1"), networkCardIndex: 0 },
    "refuse attached-otherwise",
  ],
  [
    "attached on another card since the state was written, ours",
    { ...ours, networkCardIndex: 1 },
    { ...on("i-1"), networkCardIndex: 0 },
    "done as it was",
  ],
  [
    "attached on another card, ours, to be put right",
    { ...ours, networkCardIndex: 1, mayReattach: true },
    { ...on("i-1"), networkCardIndex: 0 },
    "detach i-1",
  ],
  [
    "attached through another trunk, ours, to be put right",
    { ...ours, trunkNetworkInstanceId: "eni-t", mayReattach: true },
    { ...on("i-1"), kind: "member", trunkInterfaceId: "eni-u" },
    "detach i-1",
  ],
  [
    "attached through a trunk where none is declared, not ours",
    attached,
    { ...on("i-1"), kind: "member", trunkInterfaceId: "eni-u" },
    "refuse attached-otherwise",
  ],
  [
    "attached plainly where a trunk is declared, not ours",
    { ...attached, trunkNetworkInstanceId: "eni-t" },
    on("i-1"),
    "refuse attached-otherwise",
  ],
  [
    "attached through a trunk that is not told: nothing is concluded",
    { ...ours, trunkNetworkInstanceId: "eni-t" },
    { ...on("i-1"), kind: "member" },
    "done as it was",
  ],
  [
    "attached by this operation, otherwise than declared, perhaps by a stale look",
    { ...ours, networkCardIndex: 1 },
    { ...on("i-1"), networkCardIndex: 0 },
    "wait",
    { progress: started(9_000, { detach: sent(5_000), attach: sent(1_000) }) },
  ],
  [
    "attached by this operation, otherwise than declared",
    { ...ours, networkCardIndex: 1 },
    { ...on("i-1"), networkCardIndex: 0 },
    "fail",
    { progress: started(99_000, { detach: sent(60_000), attach: sent(timing.startMs) }) },
  ],
  ["held by another", attached, on("i-2"), "refuse interface-in-use"],
  ["being attached to another", attached, on("i-2", "attaching"), "refuse interface-in-use"],
  ["being attached as wanted", attached, on("i-1", "attaching"), "wait"],
  ["being detached", attached, on("i-2", "detaching"), "wait"],
  ["being created", attached, { ...free, status: "creating" }, "wait"],
  ["being deleted", attached, { ...free, status: "deleting" }, "refuse interface-deleting"],
  ["broken", attached, { ...free, status: "failed" }, "refuse interface-failed"],
  ["in a status of which nothing is known", attached, { ...free, status: "unknown" }, "wait"],
  // Moving.
  ["held by one that moveFrom names", moving, on("i-2"), "detach i-2"],
  ["its target is starting: nothing is touched", moving, on("i-2"), "wait", { instance: starting }],
  [
    "its target is in another zone: nothing is touched",
    moving,
    { ...on("i-2"), zoneId: "zone-2" },
    "refuse zone",
  ],
  ["its holder is starting", moving, on("i-2"), "wait", { holder: { ...starting, id: "i-2" } }],
  ["held by one that moveFrom does not name", moving, on("i-3"), "refuse interface-in-use"],
  [
    "its detach has begun",
    moving,
    on("i-2", "detaching"),
    "wait",
    { progress: started(9_000, { detach: sent(5_000, { from: "i-2" }) }) },
  ],
  [
    "its detach is stuck",
    moving,
    on("i-2", "detaching"),
    "detach i-2",
    { progress: started(timing.stuckDetachMs, { detach: sent(timing.stuckDetachMs, { from: "i-2" }) }) },
  ],
  [
    "its detach is stuck, and the cloud shows no holder meanwhile",
    moving,
    { ...free, status: "detaching" },
    "detach i-2",
    { progress: started(timing.stuckDetachMs, { detach: sent(timing.stuckDetachMs, { from: "i-2" }) }) },
  ],
  [
    "another attached it elsewhere after its detach, and that one's detach is stuck: nobody named it",
    moving,
    on("i-3", "detaching"),
    "wait",
    { progress: started(timing.stuckDetachMs, { detach: sent(timing.stuckDetachMs, { from: "i-2" }) }) },
  ],
  [
    "another attached it elsewhere after its detach",
    moving,
    on("i-3"),
    "refuse interface-in-use",
    { progress: started(9_000, { detach: sent(5_000, { from: "i-2" }) }) },
  ],
  [
    "its detach from one that moveFrom names says nothing about another that it names",
    { ...moving, moveFrom: ["i-2", "i-3"] },
    on("i-3"),
    "detach i-3",
    { progress: started(2_000, { detach: sent(1_000, { from: "i-2", tries: timing.maxSends }) }) },
  ],
  ["its detach is over", moving, free, "attach", { progress: started(9_000, { detach: sent(5_000) }) }],
  // An attach was sent.
  ["accepted, not begun yet", attached, free, "wait", { progress: started(2_000, { attach: sent(1_000) }) }],
  [
    "accepted, never begun",
    attached,
    free,
    "fail",
    { progress: started(99_000, { attach: sent(timing.startMs) }) },
  ],
  [
    "accepted, begun, free again: given up silently",
    attached,
    free,
    "fail",
    { progress: started(9_000, { attach: sent(5_000, { transitionSeen: true }) }) },
  ],
  [
    "unanswered, a moment ago",
    attached,
    free,
    "wait",
    { progress: started(2_000, { attach: sent(100, { reply: "unanswered" }) }) },
  ],
  [
    "unanswered, and certainly not done",
    attached,
    free,
    "attach",
    { progress: started(9_000, { attach: sent(timing.unansweredMs, { reply: "unanswered" }) }) },
  ],
  [
    "refused a moment ago without a reason to be seen",
    attached,
    free,
    "wait",
    { progress: started(2_000, { attach: sent(100, { reply: "refused", error }) }) },
  ],
  [
    "refused a while ago",
    attached,
    free,
    "attach",
    { progress: started(9_000, { attach: sent(timing.refusedMs, { reply: "refused", error }) }) },
  ],
  [
    "refused too often",
    attached,
    free,
    "fail",
    {
      progress: started(99_000, {
        attach: sent(60_000, {
          reply: "refused",
          error,
          refusals: 9,
          refusedSinceMs: now - timing.refusedForMs,
        }),
      }),
    },
  ],
  [
    "refused, and it is there all the same",
    attached,
    on("i-1"),
    "done as it was",
    { progress: started(2_000, { attach: sent(100, { reply: "refused", error }) }) },
  ],
  [
    "its task failed",
    attached,
    free,
    "fail",
    {
      progress: started(2_000, {
        attach: sent(100, { task: { state: "failed", output: "no room", sinceMs: now } }),
      }),
    },
  ],
  [
    "its task is running",
    attached,
    free,
    "wait",
    { progress: started(99_000, { attach: sent(90_000, { task: { state: "running", sinceMs: now } }) }) },
  ],
  // Detaching.
  ["gone, as one look shows that may be late", detached, undefined, "wait"],
  [
    "gone, as looks go on to show",
    detached,
    undefined,
    "done gone",
    { progress: started(timing.notFoundMs) },
  ],
  ["gone, and its instance does not list it", detached, undefined, "done gone", { instance: listsNothing }],
  ["gone, and its instance lists it", detached, undefined, "wait", { instance: listsIt }],
  ["free, as one look shows that may be late", detached, free, "wait"],
  [
    "free, as looks go on to show",
    detached,
    free,
    "done as it was",
    { progress: started(timing.notFoundMs) },
  ],
  ["free, and its instance does not list it", detached, free, "done as it was", { instance: listsNothing }],
  ["free, and its instance is no more", detached, free, "done as it was", { instance: undefined }],
  [
    "free, after an attach of an earlier run that may still come",
    detached,
    free,
    "wait",
    {
      instance: listsNothing,
      progress: started(timing.notFoundMs, { attach: sent(timing.startMs - 1) }),
    },
  ],
  [
    "free, after an attach of an earlier run whose task is running",
    detached,
    free,
    "wait",
    {
      progress: started(99_000, {
        attach: sent(99_000, { task: { state: "running", sinceMs: now } }),
      }),
    },
  ],
  [
    "free, after an attach of an earlier run whose task failed",
    detached,
    free,
    "done as it was",
    { progress: started(0, { attach: sent(1_000, { task: { state: "failed", sinceMs: now } }) }) },
  ],
  [
    "free, long after an attach of an earlier run",
    detached,
    free,
    "done as it was",
    { progress: started(0, { attach: sent(timing.startMs) }) },
  ],
  ["held by another: never touched", detached, on("i-2"), "done held by another"],
  ["being detached from another", detached, on("i-2", "detaching"), "done held by another"],
  ["attached to the instance", detached, on("i-1"), "detach i-1"],
  ["the instance was released", detached, on("i-1"), "detach i-1", { instance: undefined }],
  ["the instance is starting", detached, on("i-1"), "wait", { instance: starting }],
  ["a primary one", detached, { ...on("i-1"), kind: "primary" }, "refuse primary-interface"],
  ["managed by a service", detached, { ...on("i-1"), managedByService: true }, "refuse service-managed"],
  ["an attach in progress ends first", detached, on("i-1", "attaching"), "wait"],
  [
    "being detached",
    detached,
    on("i-1", "detaching"),
    "wait",
    { progress: started(5_000, { detach: sent(4_000, { from: "i-1" }) }) },
  ],
  [
    "stuck in its detach",
    detached,
    on("i-1", "detaching"),
    "detach i-1",
    { progress: started(timing.stuckDetachMs, { detach: sent(timing.stuckDetachMs, { from: "i-1" }) }) },
  ],
  [
    "stuck in someone else's detach",
    detached,
    on("i-1", "detaching"),
    "detach i-1",
    { progress: started(timing.stuckDetachMs) },
  ],
  [
    "stuck for good",
    detached,
    on("i-1", "detaching"),
    "fail",
    {
      progress: started(600_000, {
        detach: sent(timing.stuckDetachMs, { tries: timing.maxSends, from: "i-1" }),
      }),
    },
  ],
  [
    "accepted, not begun yet",
    detached,
    on("i-1"),
    "wait",
    { progress: started(2_000, { detach: sent(1_000, { from: "i-1" }) }) },
  ],
  [
    "accepted, never begun: sent again",
    detached,
    on("i-1"),
    "detach i-1",
    { progress: started(99_000, { detach: sent(timing.startMs, { from: "i-1" }) }) },
  ],
  [
    "unanswered, and certainly not done",
    detached,
    on("i-1"),
    "detach i-1",
    {
      progress: started(9_000, { detach: sent(timing.unansweredMs, { reply: "unanswered", from: "i-1" }) }),
    },
  ],
  [
    "free after its detach",
    detached,
    free,
    "done acted",
    { progress: started(9_000, { detach: sent(3_000, { from: "i-1" }) }) },
  ],
  ["in a status of which nothing is known", detached, { ...on("i-1"), status: "unknown" }, "wait"],
];

/** A decision in a few words: what it does, and the word that tells it from its likes. */
function inWords(decision: Decision): string {
  switch (decision.do) {
    case "done":
      return `done ${decision.how}`;
    case "detach":
      return `detach ${decision.from}`;
    case "refuse":
      return `refuse ${decision.finding.rule.name}`;
    default:
      return decision.do;
  }
}

describe("the decision", () => {
  const rows = table.map(([why, goal, networkInterface, does, more = {}]) => ({
    why,
    goal,
    networkInterface,
    does,
    more,
  }));

  it.each(rows)("$why", ({ goal, networkInterface, does, more }) => {
    const instance = "instance" in more ? more.instance : running;
    const decision = decide({
      goal,
      networkInterfaceId: "eni-1",
      observation: {
        networkInterface,
        instance,
        holder: more.holder ?? "not looked at",
        trunk: "not looked at",
      },
      progress: more.progress ?? fresh,
      nowMs: now,
      rules,
      timing,
      regionId: "region-1",
    });
    expect(inWords(decision)).toBe(does);
  });

  it("says what it saw and what was done when it fails", () => {
    const decision = decide({
      goal: attached,
      networkInterfaceId: "eni-1",
      observation: {
        networkInterface: free,
        instance: running,
        holder: "not looked at",
        trunk: "not looked at",
      },
      progress: started(9_000, { attach: sent(5_000, { transitionSeen: true, requestId: "REQUEST-7" }) }),
      nowMs: now,
      rules,
      timing,
      regionId: "region-1",
    });
    expect(decision).toMatchObject({ do: "fail" });
    expect(JSON.stringify(decision)).toMatch(/eni-1.*i-1.*REQUEST-7.*Available/);
  });
});
