import { parentPort } from "node:worker_threads";
import { playShare } from "./play-share";
import type { Share } from "./share";

/** Plays the shares that it is sent, one after another. */
async function work(share: Share): Promise<void> {
  parentPort?.postMessage(await playShare(share));
}

parentPort?.on("message", (share: Share) => void work(share));
