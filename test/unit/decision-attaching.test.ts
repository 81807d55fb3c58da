import {
  attached,
  decideOn,
  decides,
  error,
  free,
  moving,
  now,
  on,
  ours,
  type Row,
  sent,
  started,
  starting,
  timing,
} from "./decision-table";

const undisturbed: readonly Row[] = [
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
  ["attached as wanted: adopted", attached, on("i-1"), "done unchanged"],
  [
    "attached as wanted, not to be adopted",
    { ...attached, ifAlreadyAttached: "fail" },
    on("i-1"),
    "refuse already-attached",
  ],
  ["attached as wanted, ours", { ...ours, ifAlreadyAttached: "fail" }, on("i-1"), "done unchanged"],
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
    "done unchanged",
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
    "done unchanged",
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
  [
    "stuck in the detach of an earlier run from its own instance",
    ours,
    on("i-1", "detaching"),
    "detach i-1",
    { progress: started(timing.stuckDetachMs) },
  ],
  [
    "stuck in a detach from an instance of moveFrom",
    moving,
    on("i-2", "detaching"),
    "detach i-2",
    { progress: started(timing.stuckDetachMs) },
  ],
  [
    "stuck in a detach from an instance that nothing names",
    moving,
    on("i-3", "detaching"),
    "wait",
    { progress: started(600_000) },
  ],
  ["being created", attached, { ...free, status: "creating" }, "wait"],
  ["being deleted", attached, { ...free, status: "deleting" }, "refuse interface-deleting"],
  ["broken", attached, { ...free, status: "failed" }, "refuse interface-failed"],
  ["in a status of which nothing is known", attached, { ...free, status: "unknown" }, "wait"],
];

const moves: readonly Row[] = [
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
];

const sentBefore: readonly Row[] = [
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
    "done unchanged",
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
];

describe("the decision to attach, before anything was sent", () => {
  decides(undisturbed);
});

describe("the decision to move", () => {
  decides(moves);
});

describe("the decision after an attach was sent", () => {
  decides(sentBefore);

  it("says what it saw and what was done when it fails", () => {
    const attach = sent(5_000, { transitionSeen: true, requestId: "REQUEST-7" });
    const decision = decideOn(attached, free, { progress: started(9_000, { attach }) });
    expect(decision).toMatchObject({ do: "fail" });
    expect(JSON.stringify(decision)).toMatch(/eni-1.*i-1.*REQUEST-7.*Available/);
  });
});
