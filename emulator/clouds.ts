import { alibaba } from "./alibaba/cloud";
import { tencent } from "./tencent/cloud";
import type { EmulatedCloud } from "./wire";
import { zenlayer } from "./zenlayer/cloud";

/** The registry: a cloud is one folder beside this file and one name here. Its records have this name. */
const registry = { alibaba, tencent, zenlayer } satisfies Record<string, EmulatedCloud>;

/** The name of a registered cloud. */
export type KnownCloud = keyof typeof registry;

export const clouds: Readonly<Record<KnownCloud, EmulatedCloud>> = registry;
export const cloudNames = Object.keys(registry) as KnownCloud[];
