import fc from "fast-check";
import { limits } from "../../provider/clouds/alibaba/limits";
import { plan } from "../../provider/reconcile/plan";
import { type Circumstances, type PlayedGoal, playLoop } from "./pure-loop";
import { type SmallCloud, viewOfCloud } from "./small-cloud";

/** Operations without a request: the plan, the decision and what an operation knows. */
const runs = { numRuns: 1_500, seed: 20_261 };

const instance = fc.constantFrom("i-1", "i-2");
const tookMs = fc.integer({ min: 0, max: 9_000 });

const goal: fc.Arbitrary<PlayedGoal> = fc.oneof(
  fc.record({
    state: fc.constant("attached" as const),
    instanceId: fc.constant("i-1"),
    moveFrom: fc.constantFrom([], ["i-2"]),
    ifAlreadyAttached: fc.constantFrom("adopt" as const, "fail" as const),
    ours: fc.boolean(),
  }),
  fc.constant({ state: "detached" as const, instanceId: "i-1" }),
  fc.record({ state: fc.constant("deleted" as const), detachFirst: fc.boolean() }),
);

const start: fc.Arbitrary<SmallCloud> = fc
  .tuple(
    fc.constantFrom("available" as const, "attaching" as const, "attached" as const, "detaching" as const),
    instance,
    tookMs,
  )
  .map(([status, holder, endsAtMs]) => ({
    status,
    holder: status === "available" ? undefined : holder,
    endsAtMs: status === "attaching" || status === "detaching" ? endsAtMs : undefined,
  }));

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  goal,
  start,
  lagsMs: fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 30 }),
  fates: fc.array(
    fc.constantFrom("answered" as const, "lost after" as const, "lost before" as const, "refused" as const),
    { maxLength: 5 },
  ),
  tookMs,
});

/** The instances that lose the interface on the way to a goal. */
function mayLoseIt(wanted: PlayedGoal, holder: string | undefined): readonly (string | undefined)[] {
  switch (wanted.state) {
    case "attached":
      return wanted.moveFrom;
    case "detached":
      return [wanted.instanceId];
    case "deleted":
      return wanted.detachFirst ? [holder] : [];
    default:
      return wanted satisfies never;
  }
}

function isReached(wanted: PlayedGoal, cloud: SmallCloud): boolean {
  switch (wanted.state) {
    case "attached":
      return cloud.status === "attached" && cloud.holder === wanted.instanceId;
    case "detached":
      return cloud.holder !== wanted.instanceId;
    case "deleted":
      return cloud.status === "gone";
    default:
      return wanted satisfies never;
  }
}

describe("an operation without its surroundings", () => {
  it("detaches only from what its goal names", () => {
    const property = fc.property(circumstances, (each) => {
      for (const { write, at } of playLoop(each).sent) {
        if (write.do === "detach") expect(mayLoseIt(each.goal, at.holder)).toContain(write.from);
      }
    });
    fc.assert(property, runs);
  });

  it("says that it is done only when its goal is reached", () => {
    const property = fc.property(circumstances, (each) => {
      const { end, cloud } = playLoop(each);
      if (end.do === "done") expect(isReached(each.goal, cloud)).toBe(true);
    });
    fc.assert(property, runs);
  });

  it("never waits for ever for what ends by itself", () => {
    const property = fc.property(circumstances, (each) => playLoop(each).end.do !== "too late");
    fc.assert(property, runs);
  });

  it("sends a bounded number of requests", () => {
    const property = fc.property(circumstances, (each) => {
      // Each kind of write some times, and refusals in growing pauses.
      expect(playLoop(each).sent.length).toBeLessThanOrEqual(2 * (limits.timing.maxSends + 12));
    });
    fc.assert(property, runs);
  });

  it("sends nothing when a look shows its goal at the beginning", () => {
    const property = fc.property(circumstances, (each) => {
      fc.pre(each.start.endsAtMs === undefined && isReached(each.goal, each.start));
      expect(playLoop({ ...each, lagsMs: [] }).sent).toEqual([]);
    });
    fc.assert(property, runs);
  });

  it("takes the first step of the plan that preview shows, or none", () => {
    const property = fc.property(goal, start, (wanted, cloud) => {
      fc.pre(cloud.endsAtMs === undefined);
      const steps = plan(wanted, viewOfCloud(cloud));
      const [first] = playLoop({ goal: wanted, start: cloud, lagsMs: [], fates: [], tookMs: 0 }).sent;
      const expected = steps.find((step) => step.do !== "adopt" && !step.inProgress);
      if (first) expect(first.write.do).toBe(expected?.do);
    });
    fc.assert(property, runs);
  });
});
