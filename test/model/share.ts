import type { ProviderHost } from "../support/provider-host";
import type { StoryStep } from "./story";

/** What a history is played with. */
export interface Level {
  /** 1 (the default): the provider in this process, on a virtual clock. 2: real provider processes, over gRPC. */
  readonly level?: 1 | 2 | undefined;
  /** What starts the provider processes. */
  readonly host?: ProviderHost | undefined;
}

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
