import type { Attempt } from "../../cli/doctor/attempt";
import { concludeClock } from "../../cli/doctor/clock";
import { concludeCredentials } from "../../cli/doctor/credentials";
import { concludeEndpoints } from "../../cli/doctor/endpoints";
import { concludePermissions } from "../../cli/doctor/permissions";
import { asText } from "../../cli/doctor/report";
import type { UsedAction } from "../../provider/contract/access";
import { CloudError, type FailureKind } from "../../provider/core/errors";

const noon = Date.UTC(2026, 10, 29, 12);
const maxSkewMs = 5 * 60_000;
const service = "https://service.example";
const identity = "https://identity.example";

const used = (action: string, more: Partial<UsedAction> = {}): UsedAction => ({
  service: "service",
  action,
  purpose: "look",
  source: "a test",
  ...more,
});
const caller = used("GetCallerIdentity", { namesAccount: true });
const error = (kind: FailureKind, code?: string) =>
  new CloudError(
    { cloudTitle: "Nimbus", action: "Describe", code },
    { kind, meaning: "it is so.", remedy: "Do that." },
  );
const accepted = (action: UsedAction, endpoint: string, aheadMs = 0): Attempt => ({
  used: action,
  endpoint,
  kind: "accepted",
  account: "1001",
  answer: {
    head: { status: 200, serverTimeMs: noon, receivedAtMs: noon + aheadMs },
    tookMs: 7,
  },
});
const refused = (action: UsedAction, endpoint: string, kind: FailureKind, code?: string): Attempt => ({
  used: action,
  endpoint,
  kind: "refused",
  error: error(kind, code),
  answer: { head: undefined, tookMs: 7 },
});
const route = () => "without a proxy";

describe("what the doctor concludes", () => {
  it.each([
    [0, "ok", /less than a minute/],
    [59_000, "ok", /less than a minute/],
    [-60_000, "warning", /is 1 minute behind\. .*would refuse every call if it were more than 5 minutes/],
    [299_000, "warning", /is 5 minutes ahead/],
    [301_000, "failed", /refuses every call when it is more than 5 minutes off\. Set it/],
    [-7_200_000, "failed", /is 120 minutes behind/],
  ])("about a clock that is %d ms ahead: %s", (aheadMs, status, message) => {
    const check = concludeClock([accepted(used("Describe"), service, aheadMs)], maxSkewMs);
    expect(check).toEqual({ name: "clock", status, message: expect.stringMatching(message) });
  });

  it("about the clock nothing, when only a proxy answered", () => {
    const check = concludeClock([refused(used("Describe"), service, "uncertain")], maxSkewMs);
    expect(check.status).toBe("not checked");
  });

  it("about an identity service out of reach: a warning, because the provider does without it", () => {
    const attempts = [refused(caller, identity, "uncertain"), accepted(used("Describe"), service)];
    expect(concludeEndpoints(attempts, route).map(({ name, status }) => [name, status])).toEqual([
      [`endpoint ${identity}`, "warning"],
      [`endpoint ${service}`, "ok"],
    ]);
    const clock = concludeClock(attempts, maxSkewMs);
    expect(concludeCredentials(attempts, clock, [])).toMatchObject({
      status: "warning",
      message: expect.stringMatching(/^Accepted\. The account is not known: /),
    });
  });

  it("about the same failure at the endpoint of all calls: it failed", () => {
    const attempts: readonly Attempt[] = [
      refused(caller, service, "uncertain"),
      { used: used("Describe"), endpoint: service, kind: "pointless" },
    ];
    expect(concludeEndpoints(attempts, route).map(({ status }) => status)).toEqual(["failed"]);
    expect(concludePermissions(attempts)).toEqual([
      expect.objectContaining({ name: "permissions", status: "not checked" }),
    ]);
  });

  it("about an endpoint to which only writes go: nothing", () => {
    const attempts: readonly Attempt[] = [
      { used: used("Modify"), endpoint: service, kind: "no harmless call" },
    ];
    expect(concludeEndpoints(attempts, route)[0]?.status).toBe("not checked");
  });

  it.each([
    ["permission", "Denied", "failed"],
    ["throttled", "Throttling", "warning"],
    ["refused", "WrongRegion", "warning"],
    ["refused", "UnknownId", "not checked"],
    ["unknown", "Invented", "warning"],
    ["uncertain", undefined, "warning"],
  ] as const)("about the permission, from an answer of the kind %s with %s: %s", (kind, code, status) => {
    const probed = used("Limit", { probe: { parameters: () => ({}), refusedIds: ["UnknownId"] } });
    const attempts = [accepted(used("Describe"), service), refused(probed, service, kind, code)];
    expect(concludePermissions(attempts).map((check) => check.status)).toEqual(["ok", status]);
  });
});

describe("the doctor's report", () => {
  it("keeps a word whole that is longer than a line", () => {
    const long = `https://${"x".repeat(120)}.example`;
    const text = asText({
      examined: [
        {
          cloud: "nimbus",
          title: "Nimbus",
          api: undefined,
          regionId: "r-1",
          checks: [{ name: "endpoint", status: "failed", message: `It is ${long} and more.` }],
        },
      ],
      leftOut: [],
    });
    expect(text).toContain(
      `failed       endpoint: It is\n${" ".repeat(13)}${long}\n${" ".repeat(13)}and more.`,
    );
    expect(text).toContain("Of 1 checks 1 failed");
  });
});
