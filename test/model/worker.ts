import { parentPort } from "node:worker_threads";
import { search, tellFailure } from "./search";

/** A share of a deep search: so many histories on one API, from one seed. */
export interface Share {
  readonly api: string;
  readonly runs: number;
  readonly seed: number;
}

/** What a worker posts for each share. */
export interface ShareResult extends Share {
  readonly histories: number;
  readonly engineRuns: number;
  readonly requests: number;
  /** The story of the failure; undefined when there was none. */
  readonly story: string | undefined;
}

/** Plays the shares that it is sent, one after another. */
async function work(share: Share): Promise<void> {
  const { failure, ...figures } = await search(share);
  const story = failure && tellFailure(failure);
  parentPort?.postMessage({ ...share, ...figures, story } satisfies ShareResult);
}

parentPort?.on("message", (share: Share) => void work(share));
