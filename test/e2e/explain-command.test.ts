import { join } from "node:path";
import { runCommand } from "../../scripts/run-command";

const main = join(process.cwd(), "dist/cli/main.js");
const run = (...args: readonly string[]) =>
  runCommand(process.execPath, [main, "explain", ...args], { cwd: process.cwd() });

describe("pulumi-eni explain", () => {
  it("explains a code in lines of at most 100 characters where there is no terminal", async () => {
    const { exitCode, stdout, stderr } = await run("invalid-eni-state");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Alibaba Cloud\n\nInvalidOperation\.InvalidEniState: /);
    const longest = Math.max(...stdout.split("\n").map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(100);
    expect(longest).toBeGreaterThan(80);
  });

  it("prints JSON that a program reads", async () => {
    const { stdout } = await run("4400", "--json");
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ cloud: "tencent", api: "v2", code: "4400", kind: "throttled" }),
    ]);
  });

  it("lists the codes of a cloud, also as JSON", async () => {
    const { stdout } = await run("--list", "--cloud", "zenlayer");
    const { stdout: json } = await run("--list", "--cloud", "zenlayer", "--json");
    expect(stdout.trimEnd().split("\n")).toHaveLength((JSON.parse(json) as object[]).length);
  });

  it("says in one line of the error output what it does not know, and fails", async () => {
    const { exitCode, stdout, stderr } = await run("InvalidEniStat", "--json");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^no cloud documents .+ Did you mean InvalidOperation\.InvalidEniState\?.+\n$/);
  });
});
