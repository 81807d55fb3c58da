import { fork } from "node:child_process";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Share, ShareResult } from "../../model/share";
import { fastClockEnvironment } from "../../support/fast-clock";
import { installedPackage } from "../../support/installed-package";

/** Plays the shares on so many workers; each gets its next share when it has played one. */
export async function playShares(
  shares: readonly Share[],
  workers: number,
  report: (result: ShareResult) => void,
): Promise<readonly ShareResult[]> {
  const waiting = [...shares];
  const results: ShareResult[] = [];
  const start = shares.some(({ level }) => level === 2) ? await processStarter() : startThread;
  const playOn = () =>
    new Promise<void>((resolve, reject) => {
      const worker = start();
      const next = () => {
        const share = waiting.shift();
        if (share) worker.send(share);
        else {
          worker.end();
          resolve();
        }
      };
      worker.onResult((result) => {
        results.push(result);
        report(result);
        next();
      });
      worker.onEnd(reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(workers, shares.length) }, playOn));
  return results;
}

interface Player {
  send(share: Share): void;
  onResult(listener: (result: ShareResult) => void): void;
  /** It has ended before it was told to. */
  onEnd(listener: (error: Error) => void): void;
  end(): void;
}

function startThread(): Player {
  // Most objects live as long as a request: with more room for new ones they are collected more cheaply.
  const worker = new Worker(join(__dirname, "../../model/worker.js"), {
    resourceLimits: { maxYoungGenerationSizeMb: 128 },
  });
  return {
    send: (share) => worker.postMessage(share),
    onResult: (listener) => void worker.on("message", listener),
    onEnd: (listener) => void worker.on("error", listener),
    end: () => void worker.terminate(),
  };
}

/** So fast that waits of a minute take seconds, and so slow that a busy machine is not late for a time-out. */
const speed = 10;

/** The time of a process cannot be changed after its start. */
async function processStarter(): Promise<() => Player> {
  const environment = {
    ...process.env,
    PULUMI_ENI_TEST_INSTALLED: await installedPackage(),
    ...fastClockEnvironment({ speed, sinceMs: Date.now() }),
  };
  return () => {
    const child = fork(join(__dirname, "worker.js"), { env: environment });
    return {
      send: (share) => child.send(share),
      onResult: (listener) => void child.on("message", (result: ShareResult) => listener(result)),
      onEnd: (listener) =>
        void child.on("exit", (code) => code === 0 || listener(new Error(`a worker ended with ${code}`))),
      end: () => child.disconnect(),
    };
  };
}
