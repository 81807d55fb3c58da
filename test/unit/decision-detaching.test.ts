import {
  decides,
  detached,
  free,
  listsIt,
  listsNothing,
  now,
  on,
  type Row,
  sent,
  started,
  starting,
  timing,
} from "./decision-table";

const rows: readonly Row[] = [
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
    "done unchanged",
    { progress: started(timing.notFoundMs) },
  ],
  ["free, and its instance does not list it", detached, free, "done unchanged", { instance: listsNothing }],
  ["free, and its instance no longer exists", detached, free, "done unchanged", { instance: undefined }],
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
    "done unchanged",
    { progress: started(0, { attach: sent(1_000, { task: { state: "failed", sinceMs: now } }) }) },
  ],
  [
    "free, long after an attach of an earlier run",
    detached,
    free,
    "done unchanged",
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
    "done changed",
    { progress: started(9_000, { detach: sent(3_000, { from: "i-1" }) }) },
  ],
  ["in a status of which nothing is known", detached, { ...on("i-1"), status: "unknown" }, "wait"],
];

describe("the decision to detach", () => {
  decides(rows);
});
