import type { HiddenObstacle } from "./combination";
import type { Finding, Outcome } from "./provider-port";
import { type Evidence, judge, type StepAnswer } from "./verdict";
import type { WireStep } from "./wire-step";

const step: WireStep = { step: "attach", networkInterfaceId: "eni-1", instanceId: "i-1" };
const zone: Finding = {
  rule: "zone",
  lasting: "never",
  codes: ["ZoneMismatch"],
  reason: "eni-1 is in another zone.",
  remedy: "Name another.",
  step: "attach",
};
const starting: Finding = { ...zone, rule: "starting", lasting: "passing", codes: ["InvalidState"] };
const hidden: HiddenObstacle = { step: "attach", why: "nothing tells it", codes: ["Linked"], passes: false };
const told: Outcome = { refused: "eni-1: eni-1 is in another zone. Name another. (ZoneMismatch)" };

function kindsOf(
  findings: readonly Finding[],
  now: StepAnswer["now"],
  up: Outcome,
  more: Partial<Evidence> & { readonly later?: StepAnswer["later"] } = {},
): string[] {
  const { later, ...rest } = more;
  const evidence: Evidence = {
    preview: { findings },
    hiddenObstacles: [],
    relents: [],
    steps: [step],
    answers: [{ step, now, later }],
    up,
    isGoalShown: up === "done",
    isLeft: true,
    ...rest,
  };
  return judge(evidence).disagreements.map(({ kind }) => kind);
}

describe("the verdict on a combination", () => {
  it.each<[string, string[], string[]]>([
    ["silence, accepted and done", kindsOf([], "accepted", "done"), []],
    [
      "silence and a refusal",
      kindsOf([], { code: "ZoneMismatch" }, { refused: "ZoneMismatch" }),
      ["silent", "up-fails"],
    ],
    ["silence, accepted, and `up` fails", kindsOf([], "accepted", { refused: "no" }), ["up-fails"]],
    [
      "silence, and done without an effect",
      kindsOf([], "accepted", "done", { isGoalShown: false }),
      ["not-done"],
    ],
    ["a rule and its code, told in the same words", kindsOf([zone], { code: "ZoneMismatch" }, told), []],
    ["a rule, and the cloud accepts", kindsOf([zone], "accepted", "done"), ["too-strict", "up-succeeds"]],
    ["a rule and another code", kindsOf([zone], { code: "VpcMismatch" }, told), ["other-code"]],
    [
      "a rule, told in other words",
      kindsOf([zone], { code: "ZoneMismatch" }, { refused: "no" }),
      ["other-words"],
    ],
    [
      "a rule, and the holder loses the interface all the same",
      kindsOf([zone], { code: "ZoneMismatch" }, told, { isLeft: false }),
      ["taken-in-vain"],
    ],
    [
      "what passes, and does",
      kindsOf([starting], { code: "InvalidState" }, "done", { later: "accepted" }),
      [],
    ],
    [
      "what passes and makes the call needless",
      kindsOf([starting], { code: "InvalidState" }, "done", { later: "reached" }),
      [],
    ],
    ["what passes, and is accepted at once", kindsOf([starting], "accepted", "done"), ["passes-already"]],
    [
      "what passes, and does not",
      kindsOf([starting], { code: "InvalidState" }, "done", { later: { code: "InvalidState" } }),
      ["does-not-pass"],
    ],
    [
      "what passes beside what does not: either code is right",
      kindsOf([starting, zone], { code: "InvalidState" }, told),
      [],
    ],
    [
      "what no describe tells, and `up` tells by the code",
      kindsOf([], { code: "Linked" }, { refused: "answered Linked" }, { hiddenObstacles: [hidden] }),
      [],
    ],
    [
      "what no describe tells, with another code",
      kindsOf([], { code: "Other" }, { refused: "answered Linked" }, { hiddenObstacles: [hidden] }),
      ["silent"],
    ],
    [
      "what may end unseen before `up` comes to it",
      kindsOf([{ ...zone, rule: "quota" }], { code: "ZoneMismatch" }, "done", { relents: ["quota"] }),
      [],
    ],
    ["a note", kindsOf([{ ...zone, lasting: "note" }], "accepted", "done"), []],
    [
      "a rule of a step that is not taken",
      kindsOf([{ ...zone, step: "detach" }], "accepted", told),
      ["needless-step"],
    ],
    [
      "a look that failed",
      kindsOf([], "accepted", "done", { preview: { findings: [], unchecked: "no network" } }),
      ["unchecked"],
    ],
  ])("of %s", (_what, kinds, expected) => {
    expect(kinds).toEqual(expected);
  });
});

describe("the verdict on a key that may not do everything", () => {
  const codes = ["Forbidden"];
  const limited = (key: "reader" | "blind", findings: readonly Finding[] = [], isUntouched = true) => ({
    limited: { key, codes, told: { findings }, isUntouched },
  });
  const denied: HiddenObstacle = { step: "attach", why: "nothing tells it", codes, passes: false };
  const unsaid: Outcome = { refused: "the cloud answered Attach with Forbidden: no." };
  const said: Outcome = { refused: "the cloud answered Attach with Forbidden: the permission is missing." };
  const reader = (findings: readonly Finding[], up: Outcome, more: Partial<Evidence> = {}) =>
    kindsOf(findings, { code: "Forbidden" }, up, {
      ...limited("reader", findings),
      hiddenObstacles: [denied],
      ...more,
    });
  const blind = (unchecked: string | undefined, up: Outcome, more: Partial<Evidence> = {}) =>
    kindsOf([], "accepted", up, { ...limited("blind"), preview: { findings: [], unchecked }, ...more });
  const look = "the cloud answered Describe with Forbidden: the permission is missing.";

  it.each<[string, string[], string[]]>([
    ["a reader's `up` that names the permission", reader([], said), []],
    ["a reader's `up` that does not", reader([], unsaid), ["permission-unsaid"]],
    [
      "a reader's `up` that succeeds without an effect",
      reader([], "done", { isGoalShown: false }),
      ["up-succeeds", "not-done"],
    ],
    ["a reader's `up` whose goal comes by itself", reader([], "done"), []],
    ["a reader's preview that tells less", reader([], said, limited("reader", [zone])), ["told-otherwise"]],
    ["a blind key, said on both sides", blind(look, { refused: look }), []],
    ["a blind key, and preview says nothing", blind(undefined, { refused: look }), ["permission-unsaid"]],
    ["a blind key, and `up` succeeds", blind(look, "done"), ["permission-unsaid"]],
    [
      "a blind key, and something is changed",
      blind(look, { refused: look }, limited("blind", [], false)),
      ["taken-in-vain"],
    ],
    ["a blind key, and what is not there is gone", blind(look, "done", { steps: [] }), []],
    [
      "a blind key, and a reason that it cannot know",
      blind(look, { refused: "the instance is not in region cn-1" }),
      ["permission-unsaid"],
    ],
  ])("of %s", (_what, kinds, expected) => {
    expect(kinds).toEqual(expected);
  });
});
