import type { CloudName } from "../../emulator";
import type { BenchResources, Operation } from "./bench-row";

/** What the best possible run of an operation has to do. */
export interface BestCase {
  readonly cloud: CloudName;
  readonly operation: Operation;
  readonly resources: BenchResources;
  /** Over all stacks. */
  readonly size: number;
  /** How many operations run at the same time, over all stacks. */
  readonly inFlight: number;
  /** The duration of a transition. */
  readonly transitionMs: { readonly mean: number; readonly longest: number };
  readonly twinS: number;
  readonly forcedS: number;
}

/** How many interfaces the longest page of a cloud holds. */
const longestPage: Readonly<Record<CloudName, number>> = { alibaba: 500, tencent: 100, zenlayer: 1_000 };
/** How many interfaces a look can ask for by id; the same on all clouds. */
const idsOfLook = 100;

/** How often a slot of the engine takes up the next operation. */
export function waves({ size, inFlight }: Pick<BestCase, "size" | "inFlight">): number {
  return Math.ceil(size / inFlight);
}

/**
 * The calls that nobody could save:
 * - each write once: an attach or a detach, and the create or the delete of a pair's interface;
 * - a look at the end of each wave of transitions, because no answer to a write tells of the end;
 * - for a refresh, the pages that hold the interfaces.
 *
 * null for a preview of what is new: what it asks for is its own choice.
 */
export function bestCalls(of: BestCase): number | null {
  const { operation, size, cloud, resources } = of;
  if (operation === "preview-new") return null;
  if (operation === "preview") return 0;
  if (operation === "refresh") return Math.ceil(size / longestPage[cloud]);
  const writes = resources === "pairs" ? 2 * size : size;
  const looksOfWave = Math.ceil(Math.min(size, of.inFlight) / idsOfLook);
  return writes + waves(of) * looksOfWave;
}

/** The twin's time with the transitions of all waves, or what the quota forces, whichever takes longer. */
export function bestSeconds(of: BestCase): number {
  const hasTransitions = of.operation === "up" || of.operation === "destroy";
  const { mean, longest } = of.transitionMs;
  // With many waves, each slot of the engine has long ones and short ones.
  const transitionsMs = waves(of) === 1 ? longest : waves(of) * mean;
  return Math.max(of.twinS + (hasTransitions ? transitionsMs / 1_000 : 0), of.forcedS);
}
