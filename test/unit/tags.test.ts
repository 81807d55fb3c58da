import { limits } from "../../provider/clouds/alibaba/limits";
import type { InterfaceView } from "../../provider/contract/observation";
import { tagChange } from "../../provider/contract/tags";
import { decide } from "../../provider/reconcile/decide";
import type { PresentGoal } from "../../provider/reconcile/goal";
import type { Progress, WriteProgress } from "../../provider/reconcile/progress";

const { timing } = limits;
const now = 1_000_000;
const seen: InterfaceView = {
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "Available",
  addresses: [],
  ipv6Addresses: [],
  managedByService: false,
  coldPlugOnly: false,
  tags: { role: "data", tier: "1" },
};
const sent = (agoMs: number, more: Partial<WriteProgress> = {}): WriteProgress => ({
  times: 1,
  tries: 1,
  refusals: 0,
  mayBeDone: true,
  sentAtMs: now - agoMs,
  reply: "accepted",
  transitionSeen: false,
  ...more,
});
const goalOf = (differences: Record<string, unknown> | undefined): PresentGoal => ({
  state: "present",
  mayCreate: false,
  createRepeats: false,
  differences: () => differences,
});
const decideOn = (goal: PresentGoal, progress: Partial<Progress> = {}) =>
  decide({
    goal,
    networkInterfaceId: seen.id,
    observation: {
      networkInterface: seen,
      instance: "not looked at",
      holder: "not looked at",
      trunk: "not looked at",
    },
    progress: { startedAtMs: now - 60_000, unchangedSinceMs: now - 60_000, ...progress },
    nowMs: now,
    rules: [],
    timing,
    regionId: "region-1",
  });

describe("the change of tags", () => {
  it.each([
    ["a new key", { role: "data", tier: "1", team: "net" }, { team: "net" }, []],
    ["another value", { role: "other", tier: "1" }, { role: "other" }, []],
    ["a key that is gone", { role: "data" }, {}, ["tier"]],
    ["all of it", { team: "net" }, { team: "net" }, ["role", "tier"]],
    ["no tags", {}, {}, ["role", "tier"]],
    ["the same", { tier: "1", role: "data" }, {}, []],
    ["a key that every object has", { role: "data", tier: "1", constructor: "x" }, { constructor: "x" }, []],
  ])("is by key: %s", (_, declared: Record<string, string>, set, remove) => {
    expect(tagChange(seen, declared)).toEqual({ set, remove });
  });

  it("sets all of them where none are shown", () => {
    expect(tagChange({ tags: undefined }, { role: "data" })).toEqual({ set: { role: "data" }, remove: [] });
  });

  it("follows the attributes, which another call changes", () => {
    const both = goalOf({ name: "new", tags: { role: "data" } });
    expect(decideOn(both)).toEqual({ do: "modify", changes: { name: "new" } });
    expect(decideOn(both, { modify: sent(100) })).toMatchObject({ do: "wait" });
    const tagsAlone = goalOf({ tags: { role: "data" } });
    expect(decideOn(tagsAlone, { modify: sent(100) })).toEqual({
      do: "updateTags",
      change: { set: {}, remove: ["tier"] },
    });
  });

  it("is waited for, then sent again, a bounded number of times", () => {
    const goal = goalOf({ tags: { role: "data" } });
    expect(decideOn(goal, { updateTags: sent(timing.startMs - 1) })).toMatchObject({ do: "wait" });
    expect(decideOn(goal, { updateTags: sent(timing.startMs) })).toMatchObject({ do: "updateTags" });
    const unanswered = sent(timing.unansweredMs, { reply: "unanswered" });
    expect(decideOn(goal, { updateTags: unanswered })).toMatchObject({ do: "updateTags" });
    const often = sent(timing.startMs, { tries: timing.maxSends });
    expect(decideOn(goal, { updateTags: often })).toMatchObject({ do: "fail" });
    expect(decideOn(goalOf(undefined), { updateTags: sent(100) })).toEqual({
      do: "done",
      outcome: "changed",
    });
  });
});
