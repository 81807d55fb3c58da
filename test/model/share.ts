import type { Level } from "./open-world";
import type { StoryStep } from "./story";

/** A share of a deep search: so many histories on one API, from one seed. */
export interface Share extends Level {
  readonly api: string;
  readonly runs: number;
  readonly seed: number;
  /** The steps of the one history to play, instead of random ones. */
  readonly again?: readonly StoryStep[];
}

/** What a worker posts for each share. */
export interface ShareResult extends Share {
  readonly histories: number;
  readonly engineRuns: number;
  readonly requests: number;
  readonly kills: number;
  /** The story of the failure; undefined when there was none. */
  readonly story: string | undefined;
}
