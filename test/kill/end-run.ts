import { descendantsOf, killTree } from "../../scripts/process-tree";
import type { PulumiResult } from "../../scripts/pulumi-program";
import type { InterfaceProgram } from "../e2e/interface-program";
import { runUntil } from "../support/run-until";
import { isReached, type Kill, type Point } from "./points";

/** As long as nothing was asked for so long, the provider has come to its end. */
const quietMs = 2_000;

/** Runs the command of a point and ends it there. */
export async function endRun(point: Point, kill: Kill, one: InterfaceProgram): Promise<PulumiResult> {
  const { processId, result } = await runUntil(
    () => isReached(point, one),
    (options) => one.program[point.verb]([], options),
  );
  if (point.freezes) {
    process.kill(processId, "SIGSTOP");
    await isQuiet(one);
  }
  switch (kill) {
    case "SIGKILL of the engine":
      killTree(processId);
      break;
    case "SIGKILL of the provider":
      process.kill(providerOf(processId), "SIGKILL");
      break;
    case "SIGINT of the engine":
      process.kill(processId, "SIGINT");
      break;
    default:
      kill satisfies never;
  }
  if (point.freezes && kill !== "SIGKILL of the engine") process.kill(processId, "SIGCONT");
  return result;
}

function providerOf(engineId: number): number {
  const found = descendantsOf(engineId).find(({ command }) => /dynamic-provider/.test(command));
  if (!found) throw new Error("the engine has no provider process");
  return found.processId;
}

/** Resolves when no cloud was asked anything for a while, and none still owes a reply. */
async function isQuiet({ clouds }: InterfaceProgram): Promise<void> {
  const asked = () => clouds.reduce((sum, { emulator }) => sum + emulator.journal.entries().length, 0);
  for (let before = -1; before !== asked(); ) {
    before = asked();
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
}
