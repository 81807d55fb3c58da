import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { emptyFolder } from "../support/program-folder";

const main = join(packageRoot, "dist/cli/main.js");

describe("pulumi-eni preflight of ids", () => {
  const emulator = emulatorOfSuite();
  const home = emptyFolder();

  const run = async (args: readonly string[], environment: Record<string, string> = {}) => {
    const ran = await runCommand(process.execPath, [main, "preflight", ...args], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, ...emulator.environment(), ...environment },
    });
    return { exitCode: ran.exitCode, text: ran.stdout.replaceAll(/\s+/g, " "), errors: ran.stderr };
  };
  const at = ({ storeName, place }: CloudCase): string[] => {
    const { regionId, api, vpcId } = place;
    return [
      ...["--cloud", storeName, "--region", regionId],
      ...(typeof api === "string" ? ["--api", api] : []),
      ...(typeof vpcId === "string" ? ["--vpc", vpcId] : []),
    ];
  };
  const asked = () =>
    emulator.journal
      .entries({ foreign: false })
      .map(({ action }) => action)
      .filter((action) => !/^(Describe|Get)/.test(action));

  describe.each(cloudCases)("on $title", (cloudCase: CloudCase) => {
    const { free, running, busy, attached, primary } = cloudCase;
    const of = (id: string) => [...at(cloudCase), "--interface", id];

    it.each([
      ["a free one is attached", [...of(free(1)), "--instance", running, "--operation", "attach"], 0, "ok"],
      [
        "a held one is not attached elsewhere",
        [...of(attached), "--instance", running, "--operation", "attach"],
        1,
        "refused",
      ],
      ["a held one is detached", [...of(attached), "--instance", busy], 0, "ok"],
      ["a primary one is not detached", [...of(primary), "--instance", running], 1, "refused"],
      ["a free one is deleted", of(free(1)), 0, "ok"],
      ["a held one is not deleted", of(attached), 1, "refused"],
    ])("%s", async (_, args, exitCode, verdict) => {
      const told = await run(args);
      expect(told).toMatchObject({ exitCode, errors: "" });
      expect(told.text).toMatch(new RegExp(` ${verdict} (attachment|interface) `));
      expect(asked()).toEqual([]);
    });

    it("an unknown one is not checked, because its id may be wrong", async () => {
      const [unknown] = [
        free(1)
          .replace(/1$/, "9")
          .replace(/0(?=.{3}$)/, "7"),
      ];
      const told = await run(of(unknown));
      expect(told.exitCode).toBe(2);
      expect(told.text).toContain("not checked interface");
      expect(told.text).toContain("Check the id");
    });
  });

  const place = ["--cloud", "alibaba", "--region", "cn-hangzhou"];
  const one = [...place, "--interface", "eni-bp1free0000000000001"];
  const instance = ["--instance", "i-bp1running0000000001"];

  it("is read by programs, and leaves out what nobody asked for", async () => {
    const { stdout } = await runCommand(process.execPath, [main, "preflight", ...one, "--json"], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, ...emulator.environment() },
    });
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      exitCode: 0,
      operation: "delete",
      resources: [
        {
          kind: "interface",
          id: "eni-bp1free0000000000001",
          cloud: "alibaba",
          title: "Alibaba Cloud",
          regionId: "cn-hangzhou",
          verdict: "ok",
          message: "It is deleted.",
          findings: [],
          waits: [],
        },
      ],
    });
  });

  it("without keys it checks nothing, and says where it searched", async () => {
    const { exitCode, stdout } = await runCommand(process.execPath, [main, "preflight", ...one], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" },
    });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^not checked {2}interface eni-bp1free0000000000001: /m);
    expect(stdout).toContain("ALIBABA_CLOUD_ACCESS_KEY_ID");
  });

  it.each([
    ["no such option", ["--nothing"], /unknown option/],
    ["a place without an interface", place, /--cloud needs --interface/],
    ["an interface without a place", ["--interface", "eni-1"], /--interface needs --cloud/],
    ["no such cloud", ["--interface", "eni-1", "--cloud", "nimbus"], /--cloud must be one of/],
    ["no region", ["--interface", "eni-1", "--cloud", "alibaba"], /needs --region/],
    ["an id of another form", [...place, "--interface", "x y"], /^--interface: networkInterfaceId must be/],
    ["no such operation", [...one, "--operation", "move"], /attach, detach or delete, not "move"/],
    ["an attach without an instance", [...one, "--operation", "attach"], /needs --instance/],
    ["a deletion with an instance", [...one, ...instance, "--operation", "delete"], /does not belong/],
    ["secrets without a stack", ["--show-secrets"], /needs --stack/],
    ["a file that is not there", ["nothing.json"], /cannot be read \(ENOENT\)/],
    ["a file and an interface", ["nothing.json", ...one], /either a file or --interface/],
    ["an empty input", [], /not what `pulumi stack export` prints/],
  ])("ends with 2 for wrong input: %s", async (_, args, problem) => {
    const told = await run(args);
    expect(told).toMatchObject({ exitCode: 2, text: "" });
    expect(told.errors).toMatch(problem);
    expect(emulator.journal.entries({})).toEqual([]);
  });
});
