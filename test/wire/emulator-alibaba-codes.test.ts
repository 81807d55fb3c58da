import { readFileSync } from "node:fs";
import { join } from "node:path";
import type RPCClient from "@alicloud/pop-core";
import { type Code, codes } from "../../emulator/alibaba/codes";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { creation } from "./alibaba-refusals/creation";
import { requests } from "./alibaba-refusals/requests";
import { cloud, detach, type Params, pair, type Row } from "./alibaba-refusals/row";
import { states } from "./alibaba-refusals/states";
import { tagging } from "./alibaba-refusals/tags";
import { popClient, refusalOf, region } from "./emulator-alibaba-caller";

/** Each code that a request to the store provokes. Several rows have one code only where another check refuses. */
const rows: readonly Row[] = [...requests, ...states, ...creation, ...tagging];

/**
 * Codes that need more than a row: emulator-alibaba.test.ts and the files -gateway and -protocol beside it have a test
 * for each.
 */
const elsewhere = [
  "SignatureDoesNotMatch",
  "IncompleteSignature",
  "SignatureNonceUsed",
  "InvalidTimeStamp.Format",
  "InvalidTimeStamp.Expired",
  "InvalidAccessKeyId.NotFound",
  "InvalidAccessKeyId.Inactive",
  "MissingSecurityToken",
  "InvalidSecurityToken.Malformed",
  "InvalidSecurityToken.MismatchWithAccessKey",
  "MissingAction",
  "MissingVersion",
  "MissingAccessKeyId",
  "MissingTimestamp",
  "MissingSignatureNonce",
  "InvalidApi.NotFound",
  "UnsupportedHTTPMethod",
  "Forbidden.RAM",
  "IdempotentParameterMismatch",
  "InvalidIp.IpUnassigned",
  "Throttling.User",
];

/** What FACTS.md says about each code. */
const facts = [
  ...readFileSync(join(process.cwd(), "emulator/alibaba/FACTS.md"), "utf8").matchAll(
    /^\| `([\w.]+)` +\| (\d+) +\| (request|fault) +\|/gm,
  ),
].map(([, code = "", status, by]) => ({ code, status: Number(status), by }));

const emulator = emulatorOfSuite();

let client: RPCClient;
beforeEach(() => {
  emulator.seed({ instanceTypes: [{ cloud, id: "ecs.tiny", eniQuantity: 1 }] });
  client = popClient(emulator);
});

const call = (action: string, params: Params = {}) =>
  client.request(action, { ...region, ...params }, { method: "POST" });

describe("Alibaba's refusals", () => {
  it.each(rows as Row[])("%s (%i) is the answer to %s with %p", async (...row) => {
    const [code, status, action, params, seed] = row as unknown as Row;
    if (seed !== undefined) emulator.seed(seed);
    const before = JSON.stringify(emulator.store.interfaces(cloud));
    expect(await refusalOf(call(action, params))).toMatchObject({ code, status });
    expect(JSON.stringify(emulator.store.interfaces(cloud))).toBe(before);
  });

  it.each(facts.filter(({ by }) => by === "fault"))(
    "$code can be scripted with its status",
    async ({ code }) => {
      emulator.faults.add({ cloud, action: detach, kind: "error", code });
      const refusal = await refusalOf(call(detach, pair));
      const { httpStatus, message } = codes[code as Code];
      expect(refusal).toMatchObject({ code, status: httpStatus });
      expect(refusal.body.Message).toBe(message);
    },
  );

  it("are listed in FACTS.md with their status, and those marked as request are provoked here", () => {
    const listed = facts.map(({ code, status }) => [code, status]).sort();
    const inTable = Object.entries(codes).map(([code, { httpStatus }]) => [code, httpStatus]);
    expect(listed).toEqual(inTable.sort());
    const provokable = facts.filter(({ by }) => by === "request").map(({ code }) => code);
    const provoked = new Set([...rows.map(([code]) => code), ...elsewhere]);
    expect(provokable.sort()).toEqual([...provoked].sort());
  });
});
