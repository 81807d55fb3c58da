import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPulumi } from "../../scripts/pulumi-build";
import { ensurePulumi } from "../../scripts/pulumi-cli";
import { fakeExecutable, fakeGo, writesExecutable } from "../support/fake-go";

const root = mkdtempSync(join(tmpdir(), "pulumi-eni-cli-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const tools = join(root, "tools");
mkdirSync(tools);
for (const name of ["sh", "mkdir", "dirname"]) symlinkSync(join("/usr/bin", name), join(tools, name));

/** A folder with an executable that says it is this version, and a language host beside it. */
function fakePulumi(folder: string, script: string): string {
  fakeExecutable(folder, "pulumi-language-nodejs", "exit 0");
  return fakeExecutable(folder, "pulumi", script);
}

let count = 0;
function freshHome(): string {
  count += 1;
  return join(root, `home-${count}`);
}

describe("getting a Pulumi CLI", () => {
  it("takes the one on PATH when it runs and is new enough", async () => {
    const bin = fakePulumi(join(root, "good"), "echo v3.220.1");
    const env = { PATH: `${bin}:${tools}`, PULUMI_HOME: freshHome() };
    expect(await ensurePulumi(() => {}, env)).toEqual({ bin, version: "3.220.1" });
  });

  it.each([
    ["is too old", "echo v3.100.0", "older than 3.216.0"],
    ["does not run", "echo broken >&2; exit 1", "does not run (broken)"],
  ])(
    "does not use the one on PATH that %s, says so, and takes the newest one of earlier runs",
    async (name, script, said) => {
      const bin = fakePulumi(join(root, name), script);
      const home = freshHome();
      fakePulumi(join(home, "versions", "3.9.0", "bin"), "echo v3.9.0");
      fakePulumi(join(home, "versions", "3.230.0", "bin"), "echo v3.230.0");
      const newest = fakePulumi(join(home, "versions", "3.241.0", "bin"), "echo v3.241.0");
      const lines: string[] = [];
      const found = await ensurePulumi((line) => lines.push(line), {
        PATH: `${bin}:${tools}`,
        PULUMI_HOME: home,
      });
      expect(found).toEqual({ bin: newest, version: "3.241.0" });
      expect(lines.join("\n")).toContain(said);
    },
  );

  it("builds both parts with Go, moves them to the final name, and removes everything else", async () => {
    const target = join(freshHome(), "versions", "3.259.0");
    const go = goThat(writesExecutable);
    const obstacle = await buildPulumi({
      target,
      version: "3.259.0",
      say: () => {},
      env: { PATH: `${go}:${tools}` },
    });
    expect(obstacle).toBeUndefined();
    expect(readdirSync(join(target, "bin")).sort()).toEqual([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
    expect(readdirSync(join(target, ".."))).toEqual(["3.259.0"]);
  });

  it("removes everything when the build fails, and says why", async () => {
    const target = join(freshHome(), "versions", "3.259.0");
    const go = goThat("echo no space left >&2; exit 1");
    const obstacle = await buildPulumi({
      target,
      version: "3.259.0",
      say: () => {},
      env: { PATH: `${go}:${tools}` },
    });
    expect(obstacle).toBe("go build failed for pulumi (no space left)");
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });

  it("says that Go is missing when there is none", async () => {
    const target = join(freshHome(), "versions", "3.259.0");
    const obstacle = await buildPulumi({ target, version: "3.259.0", say: () => {}, env: { PATH: tools } });
    expect(obstacle).toContain("Go");
    expect(existsSync(target)).toBe(false);
  });
});

let goCount = 0;
function goThat(build: string): string {
  goCount += 1;
  return fakeGo(join(root, `go-${goCount}`), { build });
}
