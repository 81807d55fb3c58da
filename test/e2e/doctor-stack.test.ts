import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

const main = join(packageRoot, "dist/cli/main.js");

describe("pulumi-eni doctor --stack", () => {
  const emulator = emulatorOfSuite();
  let program: PulumiProgram;

  const doctor = (args: readonly string[], environment: Record<string, string> = {}) =>
    runCommand(process.execPath, [main, "doctor", ...args], {
      cwd: program.folder,
      env: { ...program.environment, ...environment },
    });
  const set = (name: string, value: string, ...more: string[]) =>
    succeeds(program.run(["config", "set", `eni:${name}`, value, ...more]));

  beforeAll(async () => {
    program = await createPulumiProgram({ files: {}, modules: join(packageRoot, "node_modules") });
    const { accessKeyId, accessKeySecret } = emulator.credentials.zenlayer;
    await set("zenlayerRegionId", "asia-east-1");
    await set("zenlayerEndpoint", emulator.url);
    await set("zenlayerAccessKeyId", accessKeyId, "--secret");
    await set("zenlayerAccessKeyPassword", accessKeySecret, "--secret");
  }, 120_000);

  it("reads what the stack sets, but no secret, and says how to have them read", async () => {
    // A wrong passphrase would fail where something is decrypted.
    const { exitCode, stdout } = await doctor(["--stack", program.stack, "--cloud", "zenlayer"], {
      PULUMI_CONFIG_PASSPHRASE: "wrong",
    });
    expect(stdout).toContain("region: asia-east-1, from eni:zenlayerRegionId.");
    expect(stdout).toMatch(/^warning {6}keys: The stack has them as secrets .*--show-secrets/ms);
    expect(stdout).toMatch(/^not checked {2}endpoint, clock, credentials and permissions/m);
    expect(exitCode).toBe(0);
    expect(emulator.journal.entries({})).toEqual([]);
  });

  it("uses the secrets when it is asked to, and does not print them", async () => {
    const { exitCode, stdout } = await doctor(["--stack", program.stack, "--show-secrets", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    expect(stdout).toContain("From the stack's configuration (eni:zenlayerAccessKeyId)");
    expect(stdout).not.toContain(emulator.credentials.zenlayer.accessKeySecret);
    expect(exitCode).toBe(0);
  });

  it("says what Pulumi says about a stack that does not exist", async () => {
    const { exitCode, stdout, stderr } = await doctor(["--stack", "nowhere"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^`pulumi config` failed: .*nowhere/);
  });
});
