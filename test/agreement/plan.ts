import { agreementClouds } from "./clouds";
import {
  type AgreementCloud,
  type Combination,
  enumerate,
  type OperationName,
  operations,
} from "./combination";
import type { Impossible } from "./dimensions";

/** Which combinations a run tries. */
export interface Selection {
  readonly cloud?: string | undefined;
  readonly operation?: string | undefined;
  /** One combination by its identifier. */
  readonly only?: string | undefined;
  /** So many of them, by a seed; without it all. */
  readonly sample?: number | undefined;
  readonly seed?: number | undefined;
}

export interface Trying {
  readonly cloud: AgreementCloud;
  readonly combination: Combination;
}

/** What was left out of one operation on one API, by the reason. */
export interface LeftOut {
  readonly api: string;
  readonly operation: OperationName;
  readonly impossible: ReadonlyMap<Impossible, number>;
}

export interface Plan {
  readonly tryings: readonly Trying[];
  readonly leftOut: readonly LeftOut[];
}

export function planOf(selection: Selection): Plan {
  const tryings: Trying[] = [];
  const leftOut: LeftOut[] = [];
  for (const cloud of agreementClouds) {
    for (const operation of operations) {
      const isWanted = isSelected(selection, cloud.api, operation);
      if (!isWanted) continue;
      const { combinations, impossible } = enumerate(cloud, operation);
      for (const combination of combinations) {
        if (selection.only === undefined || combination.id === selection.only)
          tryings.push({ cloud, combination });
      }
      leftOut.push({ api: cloud.api, operation, impossible });
    }
  }
  const { sample, seed = 1 } = selection;
  return { tryings: sample === undefined ? tryings : sampleOf(tryings, sample, seed), leftOut };
}

function isSelected({ cloud, operation, only }: Selection, api: string, name: OperationName): boolean {
  if (only !== undefined) return only.startsWith(`${api}/${name}/`);
  return (cloud === undefined || cloud === api) && (operation === undefined || operation === name);
}

/** So many of them without order, always the same for a seed: a shuffle by a linear congruential generator. */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const shuffled = [...all];
  let random = seed >>> 0;
  for (let last = shuffled.length - 1; last > 0; last--) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((random / 2 ** 32) * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled.slice(0, count);
}
