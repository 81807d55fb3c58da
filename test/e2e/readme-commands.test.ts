import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { readPage } from "../support/markdown-pages";
import { createEmulatedStack, type EmulatedStack, free, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const { text } = readPage("README.md");

/** The one match of a pattern in README.md. */
function inReadme(pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`README.md has no ${pattern}`);
  return found;
}

/** Runs commands as a person at a terminal who says yes to each question. */
async function runShell({ program }: EmulatedStack, commands: string, cwd: string): Promise<string> {
  const environment = { PULUMI_SKIP_CONFIRMATIONS: "true" };
  const ran = await program.execute("bash", ["-ec", commands], { cwd, environment });
  if (ran.exitCode !== 0) throw new Error(ran.stdout + ran.stderr);
  return ran.stdout;
}

/** Longer than the download of the SDK and its dependencies. */
const installTimeoutMs = 300_000;

describe("the commands of README.md, in a checkout", () => {
  it("to try it by hand: make the attachments, then an interface, and end with nothing", async () => {
    const stack = await createEmulatedStack({});
    const interfaces = () => stack.emulator.store.interfaces("alibaba").map(({ id }) => id);
    const before = interfaces();
    const commands = inReadme(/^```sh\n(export PULUMI_BACKEND_URL=.*?)^```$/ms);
    await runShell(stack, commands, packageRoot);
    const { AttachNetworkInterface, CreateNetworkInterface } = stack.emulator.journal.counts();
    expect(AttachNetworkInterface).toBeGreaterThan(1);
    expect(CreateNetworkInterface).toBe(1);
    expect(interfaces()).toEqual(before);
    expect(existsSync(join(packageRoot, "Pulumi.try.yaml"))).toBe(false);
  });

  it(
    "to use it in a program before the first release: install the checkout, attach, detach",
    async () => {
      const stack = await createEmulatedStack(javaScriptProgram, { modules: "" });
      const command = inReadme(/until the first release: (npm install .*)$/m);
      const { folder } = stack.program;
      await runShell(stack, command.replace("<path of a checkout>", packageRoot), folder);
      expect(existsSync(join(folder, "node_modules", "pulumi-eni", "package.json"))).toBe(true);
      await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
      await runShell(stack, "pulumi up", folder);
      expect(stack.holderOf(free(1))).toBe(running);
      await runShell(stack, "pulumi destroy", folder);
      expect(stack.holderOf(free(1))).toBeUndefined();
    },
    installTimeoutMs,
  );
});
