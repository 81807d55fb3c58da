import { alibaba } from "./alibaba/cloud";
import type { Sample } from "./sample";
import { tencent } from "./tencent/cloud";
import type { EmulatedCloud } from "./wire";
import { zenlayer } from "./zenlayer/cloud";

/** The registry: a cloud is one folder beside this file and one name here. Its records have this name. */
const registry = { alibaba, tencent, zenlayer } satisfies Record<string, EmulatedCloud>;

/** The name of a registered cloud. */
export type KnownCloud = keyof typeof registry;

export const clouds: Readonly<Record<KnownCloud, EmulatedCloud>> = registry;
export const cloudNames = Object.keys(registry) as KnownCloud[];

/** A sample, and the cloud whose records it is about. */
export interface CloudSample extends Sample {
  readonly cloud: KnownCloud;
}

/** What a first program can declare, for each cloud and generation of its API. */
export const samples: readonly CloudSample[] = cloudNames.flatMap((cloud) =>
  clouds[cloud].samples.map((sample) => ({ ...sample, cloud })),
);
