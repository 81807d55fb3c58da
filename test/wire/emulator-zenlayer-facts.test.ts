import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { call } from "./emulator-zenlayer-caller";

const facts = readFileSync(join(__dirname, "../../../emulator/zenlayer/FACTS.md"), "utf8");
const rows = [...facts.matchAll(/^\| ([A-Z_]+) +\| (\d{3}) +\| (\d{3}) +\| (request|fault) +\|/gm)].map(
  ([, code = "", current, old]) => [code, Number(current), Number(old)] as const,
);

const emulator = emulatorOfSuite();

it("lists the codes of the common table and of every action", () => {
  expect(rows.length).toBeGreaterThanOrEqual(37);
  expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length);
});

it.each(rows)("gives %s the statuses that its page gives", async (code, current, old) => {
  for (const [version, status] of [
    ["2025-09-01", current],
    ["2024-04-01", old],
  ] as const) {
    emulator.faults.add({ cloud: "zenlayer", kind: "error", code });
    const answer = await call(emulator, "AttachNetworkInterface", {}, { version });
    expect([version, answer.status, answer.body.code]).toEqual([version, status, code]);
    expect(answer.body.message).not.toBe("The request is refused.");
  }
});
