import { manualClock } from "../../emulator";
import { Journal } from "../../emulator/journal";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { administer } from "./emulator-admin-caller";

const cloud = "alibaba" as const;

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

const admin = (method: string, path: string, input?: unknown) => administer(emulator, method, path, input);

describe("The journal", () => {
  const entry = {
    cloud,
    api: "v1",
    action: "A",
    regionId: null,
    accountId: null,
    httpStatus: 200,
    code: null,
  };
  const record = (journal: Journal, params: Record<string, unknown>, action = "A") =>
    journal.record({ ...entry, params, action, requestId: "", tookMs: 0 });

  it("keeps at most 64 MiB, and says how many of the oldest entries it dropped", async () => {
    const journal = new Journal(clock);
    const large = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`Name${index}`, "x".repeat(4000)]),
    );
    for (let count = 0; count < 3000; count += 1) record(journal, large);
    const held = journal.entries();
    expect(JSON.stringify(held).length).toBeLessThan(64 * 1024 * 1024);
    expect(held.length).toBeGreaterThan(500);
    expect(held.length + journal.dropped).toBe(3000);
    expect(held.at(-1)?.seq).toBe(3000);
    expect((await admin("GET", "journal")).body).toMatchObject({ dropped: 0 });
  });

  it("cuts long values and says how much is missing", async () => {
    const post = (body: string) =>
      fetch(`${emulator.url}/?Action=${"A".repeat(9000)}&Version=1`, {
        method: "POST",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    await post(`Long=${"x".repeat(500_000)}`);
    await post(Array.from({ length: 100_000 }, (_, index) => `N${index}=`).join("&"));
    const [long, many] = emulator.journal.entries();
    expect(long?.action).toBe(`${"A".repeat(4096)}… (4904 characters more)`);
    expect(long?.params.Long).toBe(`${"x".repeat(4096)}… (495904 characters more)`);
    expect(Object.keys(many?.params ?? {}).length).toBeLessThan(2000);
    expect(many?.params["…"]).toMatch(/^9\d{4} more$/);
  });

  it("contains no key and no signature at any depth", () => {
    const journal = new Journal(clock);
    const secrets = [
      "AccessKeyId",
      "accessKeySecret",
      "secretKey",
      "SecretId",
      "Signature",
      "SecurityToken",
      "Credential",
      "Authorization",
      "password",
      "Token",
    ];
    const given = Object.fromEntries(secrets.map((name) => [name, "hidden"]));
    const params = {
      ...given,
      Deep: [{ ...given, Deeper: { ...given, NextToken: "shown", ClientToken: "shown" } }],
    };
    const { params: kept } = record(journal, params);
    expect(kept).toEqual({ Deep: [{ Deeper: { NextToken: "shown", ClientToken: "shown" } }] });
  });

  it("counts actions of any name", () => {
    const journal = new Journal(clock);
    for (const action of ["constructor", "__proto__", "constructor", "toString"]) record(journal, {}, action);
    expect(Object.entries(journal.counts())).toEqual([
      ["constructor", 2],
      ["__proto__", 1],
      ["toString", 1],
    ]);
  });

  it("can be asked for one cloud, which must exist", async () => {
    const { status, body } = await admin("GET", "journal?cloud=foo");
    expect(status).toBe(400);
    expect(body.error).toMatch(/^cloud: /);
  });
});
