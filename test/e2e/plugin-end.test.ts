import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { descendantsOf, type RunningProcess } from "../../scripts/process-tree";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { createPluginProgram, type PulumiProgram } from "../support/pulumi-program";
import { runUntil } from "../support/run-until";
import { succeeds } from "../support/succeeds";

const networkInterfaceId = "eni-bp1free0000000000001";
const instanceId = "i-bp1running0000000001";
const program = JSON.stringify({
  resources: {
    data: {
      type: "eni:alibaba:NetworkInterfaceAttachment",
      properties: { regionId: "cn-hangzhou", networkInterfaceId, instanceId },
    },
  },
});

/** An attach takes this long; a command that waits for it has not ended before. */
const transitionMs = 12_000;

/** A process that ended, and that nobody asked about its end, has no arguments any more. */
function isRunning({ processId }: RunningProcess): boolean {
  const { stdout } = spawnSync("ps", ["-o", "args=", "-p", String(processId)], { encoding: "utf8" });
  return stdout.includes("start.js");
}

describe("the end of a run with the provider plugin", () => {
  const emulator = emulatorOfSuite({ transitionMs });
  const attaches = () => emulator.journal.entries({ action: "AttachNetworkInterface" });
  let yaml: PulumiProgram;

  beforeEach(async () => {
    const files = { "Main.yaml": program };
    yaml = await createPluginProgram("yaml", { files, environment: emulator.environment() });
  });

  const upUntilAttachIsSent = () =>
    runUntil(
      () => attaches().length > 0,
      (options) => yaml.up([], options),
    );

  it("comes at once with Ctrl-C, and the next run goes on from what was begun", async () => {
    const { processId, result } = await upUntilAttachIsSent();
    const interruptedAt = performance.now();
    process.kill(processId, "SIGINT");
    const interrupted = await result;
    expect(performance.now() - interruptedAt).toBeLessThan(transitionMs / 2);
    expect(interrupted.exitCode).not.toBe(0);
    expect(interrupted.text).toContain(
      "Interrupted while waiting for the attach to end. Run again to go on.",
    );
    expect(yaml.resources()).toEqual([
      expect.objectContaining({
        id: `${networkInterfaceId}:${instanceId}`,
        initErrors: [expect.any(String)],
      }),
    ]);
    await succeeds(yaml.up());
    expect(emulator.store.interface("alibaba", networkInterfaceId)).toMatchObject({
      status: "attached",
      instanceId,
    });
    expect(attaches()).toHaveLength(1);
  });

  it("takes the plugin along when the engine is killed", async () => {
    const { processId, result } = await upUntilAttachIsSent();
    const plugins = descendantsOf(processId).filter(({ command }) => command.includes("start.js"));
    expect(plugins.length).toBeGreaterThan(0);
    process.kill(processId, "SIGKILL");
    await result;
    while (plugins.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 50));
    await succeeds(yaml.run(["cancel", "--yes"]));
    await succeeds(yaml.up());
    expect(attaches().filter(({ code }) => code === null)).toHaveLength(1);
  });

  it("comes with the words of the launcher where the machine has no Node", async () => {
    const bin = dirname(await pathOf("pulumi"));
    const refused = await yaml.preview([], { environment: { PATH: bin } });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain(
      'needs Node.js, and there is no "node" on PATH. Install Node.js 20 or later',
    );
  });

  async function pathOf(command: string): Promise<string> {
    const { stdout } = await yaml.execute("/bin/sh", ["-c", `command -v ${command}`]);
    return stdout.trim();
  }
});
