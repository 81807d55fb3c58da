import type { PulumiResult, RunOptions } from "../../scripts/pulumi-program";

/** Starts a command and waits until it is time; rejects with what the command said when it ends before. */
export async function runUntil(
  isTime: () => boolean,
  start: (options: RunOptions) => Promise<PulumiResult>,
): Promise<{ processId: number; result: Promise<PulumiResult> }> {
  let processId = 0;
  const result = start({
    onStart: (started) => {
      processId = started;
    },
  });
  const ended = result.then(() => true);
  const pause = () => new Promise<false>((resolve) => setTimeout(resolve, 5, false));
  while (!isTime()) {
    if (await Promise.race([ended, pause()])) {
      throw new Error(`the command ended too early: ${(await result).text}`);
    }
  }
  return { processId, result };
}
