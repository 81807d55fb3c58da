import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "../../scripts/bench/bench-row";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";

const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = join(packageRoot, "dist", "scripts", "bench.js");

async function bench(...args: string[]): Promise<{ rows: BenchRow[]; text: string }> {
  const json = join(folder, "rows.json");
  const { exitCode, stdout, stderr } = await runCommand(process.execPath, [main, ...args, "--json", json]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
  return { rows: JSON.parse(readFileSync(json, "utf8")).rows, text: stdout };
}

describe("npm run bench", () => {
  it("measures stacks at once, with calls, CPU, memory, lags and what is best", async () => {
    const args = ["--sizes", "2", "--stacks", "2", "--transition-ms", "700", "--operations", "up,destroy"];
    const { rows, text } = await bench("--host", "plugin", "--repeat", "1", ...args);
    expect(rows.map(({ operation, host, stacks }) => [operation, host, stacks])).toEqual([
      ["up", "plugin", 2],
      ["destroy", "plugin", 2],
    ]);
    for (const row of rows) {
      const { wallS = 0, bestS, calls, lagMs, stackWallS } = row;
      expect(bestS).toBeCloseTo((row.twinWallS ?? 0) + 0.7, 6);
      expect(stackWallS).toHaveLength(2);
      expect(Math.max(...(stackWallS ?? []))).toBe(wallS);
      expect(row.cpuS).toBeGreaterThan(0);
      expect(row.rssMb).toBeGreaterThan(row.twinRssMb ?? Number.POSITIVE_INFINITY);
      expect(lagMs?.max).toBeGreaterThanOrEqual(lagMs?.p50 ?? Number.POSITIVE_INFINITY);
      expect(row.looksPerS).toBeGreaterThan(0);
      expect(row).toMatchObject({ refused: 0, throttled: 0, forcedS: 0 });
      const write = row.operation === "up" ? "AttachNetworkInterface" : "DetachNetworkInterface";
      expect(calls).toMatchObject({ [write]: 4 });
    }
    expect(text).toContain("alibaba  plugin  2 stacks of 2  700 ms");
  });

  it("measures transitions that follow one another in the emulator's time", async () => {
    const { rows } = await bench("--one-by-one", "--sizes", "20", "--transition-ms", "500-20000");
    expect(rows.map(({ operation, size }) => [operation, size])).toEqual([
      ["up", 20],
      ["destroy", 20],
    ]);
    for (const { lagMs } of rows) expect(lagMs?.p95).toBeGreaterThan(0);
  });

  it("refuses options that do not go together", async () => {
    for (const args of [
      ["--start", "--host", "plugin"],
      ["--first-check", "--host", "plugin"],
    ]) {
      const { exitCode, stderr } = await runCommand(process.execPath, [main, ...args]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`option '${args[0]}' cannot be used with option '--host <name>'`);
    }
  });
});

it("npm run bench:report draws the page and its plots from the measured rows", async () => {
  const [docs, drawn] = [join(packageRoot, "docs"), join(folder, "docs")];
  mkdirSync(join(drawn, "benchmark"), { recursive: true });
  cpSync(join(docs, "benchmark", "rows.json"), join(drawn, "benchmark", "rows.json"));
  const report = join(packageRoot, "dist", "scripts", "bench-report.js");
  const { exitCode, stderr } = await runCommand(process.execPath, [report, "--draw", "--docs", drawn]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const files = readdirSync(join(docs, "benchmark")).map((name) => join("benchmark", name));
  expect(files.length).toBeGreaterThan(1);
  for (const file of ["costs.md", ...files])
    expect({ file, text: readFileSync(join(drawn, file), "utf8") }).toEqual({
      file,
      text: readFileSync(join(docs, file), "utf8"),
    });
});
