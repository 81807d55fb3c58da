import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { version } from "../../provider/version";
import { runCommand } from "../../scripts/run-command";
import { installedPackage } from "../support/installed-package";
import { createPulumiProgram } from "../support/pulumi-program";

const launcher = "pulumi-resource-eni";

/** Runs the command of the package as npm installs it. */
async function plugin(command: string, env: NodeJS.ProcessEnv) {
  const main = join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "cli", "main.js");
  return runCommand(process.execPath, [main, "plugin", command], { env, timeoutMs: 60_000 });
}

describe("pulumi-eni plugin", () => {
  it("installs the plugin where Pulumi finds it, again and again, without a network", async () => {
    const program = await createPulumiProgram({ files: {} });
    // Nothing listens there, so that a call of the network fails.
    const nowhere = "http://127.0.0.1:9";
    const environment = { ...program.environment, HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere };
    for (const _ of ["first", "again"]) {
      const { exitCode, stdout, stderr } = await plugin("install", environment);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringContaining("warning") });
      expect(stdout).toContain(`The provider plugin eni ${version} is installed for this user.`);
    }
    const listed = await program.run(["plugin", "ls", "--json"]);
    expect(JSON.parse(listed.stdout)).toEqual([
      expect.objectContaining({ name: "eni", kind: "resource", version }),
    ]);
    const { PULUMI_HOME = "" } = program.environment;
    const folder = join(PULUMI_HOME, "plugins", `resource-eni-v${version}`);
    const source = join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "plugin");
    expect(readdirSync(folder).sort()).toEqual(readdirSync(source).sort());
    expect(statSync(join(folder, launcher)).mode & 0o111).toBe(0o111);
  });

  it("prints the folder that a Pulumi.yaml can name", async () => {
    const { exitCode, stdout } = await plugin("path", process.env);
    expect(exitCode).toBe(0);
    expect(statSync(join(stdout.trim(), launcher)).mode & 0o111).toBe(0o111);
  });

  it("says what to install and what works anyway, where there is no Pulumi", async () => {
    const { exitCode, stderr } = await plugin("install", { PATH: dirname(process.execPath) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("pulumi (ENOENT). Install it (https://www.pulumi.com/docs/install/)");
    expect(stderr).toMatch(
      /Add this to Pulumi\.yaml:\nplugins:\n {2}providers:\n {4}- name: eni\n {6}path: "\/.*"/,
    );
  });

  it("says that Pulumi refused, and what works anyway", async () => {
    const program = await createPulumiProgram({ files: {} });
    // A file where the folder of the plugins has to be.
    program.write(join("..", "home", ".pulumi", "plugins"), "");
    const { exitCode, stderr } = await plugin("install", program.environment);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/`pulumi plugin install resource eni .*` ended with \d+\./);
    expect(stderr).toContain("Add this to Pulumi.yaml:");
  });
});
