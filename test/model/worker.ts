import { parentPort } from "node:worker_threads";
import { playAgain, search, tellFailure } from "./search";
import type { Share, ShareResult } from "./share";

/** Plays the shares that it is sent, one after another: as a thread, or as a process of its own. */
async function work(share: Share): Promise<void> {
  const { failure, ...figures } = share.again ? await playAgain(share, share.again) : await search(share);
  const result: ShareResult = { ...share, ...figures, story: failure && tellFailure(failure) };
  if (parentPort) parentPort.postMessage(result);
  else process.send?.(result);
}

process.on("disconnect", () => process.exit());

const parent = parentPort ?? process;
parent.on("message", (share: Share) => void work(share));
