import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, refusal, type Variation } from "./emulator-zenlayer-caller";

const emulator = emulatorOfSuite({ clock: manualClock() });

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

describe("the envelope", () => {
  it("has the request id twice, a T and a UUID in capitals", async () => {
    const { body, response } = await zec("DescribeInstances");
    expect(body.requestId).toMatch(/^T[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(response.requestId).toBe(body.requestId);
  });

  it("has no response when it refuses", async () => {
    const { body } = await zec("DetachNetworkInterface", {});
    expect(Object.keys(body).sort()).toEqual(["code", "message", "requestId"]);
    expect(body).toMatchObject({ code: "MISSING_PARAMETER", message: expect.stringContaining("nicId") });
  });

  it.each([
    ["an unknown action", "DescribeNothing", {}],
    ["an unknown version", "DescribeInstances", { version: "2022-11-20" }],
    ["another service", "DescribeInstances", { path: "/api/v2/bmc" }],
    ["another service in the header", "DescribeInstances", { headers: { "x-zc-service": "bmc" } }],
    ["a GET", "DescribeInstances", { method: "GET", body: "" }],
  ])("does not know %s", async (_what, action, variation) => {
    expect(refusal(await zec(action, {}, variation))).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });

  it("throttles with 429", async () => {
    emulator.throttles.add({ cloud: "zenlayer", ratePerSecond: 1, burst: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await zec("DescribeInstances")).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(emulator.journal.entries({ cloud: "zenlayer" })[2]).toMatchObject({
      code: "REQUEST_LIMIT_EXCEEDED",
    });
  });

  it("says after how many whole seconds to call again, if the fault does", async () => {
    emulator.faults.add({ kind: "throttle", retryAfterMs: 1500 });
    const answer = await zec("DescribeInstances");
    expect(refusal(answer)).toEqual([429, "REQUEST_LIMIT_EXCEEDED"]);
    expect(answer.headers["retry-after"]).toBe("2");
  });

  it.each([
    ["2025-09-01", "DeleteNetworkInterface", "INVALID_NIC_ATTACHED", 400],
    ["2024-04-01", "DeleteNetworkInterface", "INVALID_NIC_ATTACHED", 404],
  ])("gives a scripted error the status of its action: %s %s %s", async (version, action, code, status) => {
    emulator.faults.add({ cloud: "zenlayer", kind: "error", code });
    expect(refusal(await zec(action, {}, { version }))).toEqual([status, code]);
  });

  it("can answer with HTML as a proxy in front would", async () => {
    emulator.faults.add({ kind: "http", status: 403, headers: { "cf-mitigated": "challenge" } });
    const answer = await zec("DescribeInstances");
    expect([answer.status, answer.headers["content-type"]]).toEqual([403, "text/html"]);
    expect(answer.text).toMatch(/^<html>/);
  });
});
