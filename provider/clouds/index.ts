import type { Cloud } from "../contract/cloud";

/** What is loaded of a cloud's folder from outside, each at its first use only. */
interface CloudFolder {
  readonly cloud: () => Cloud;
}

/**
 * The registry: a cloud is one folder beside this file and one entry here. The program's process and the provider's read
 * it, so it loads nothing by itself; the paths are literal, so that a bundler can follow them. The namespaces that
 * programs import are made from it by `npm run tables`.
 */
const registry = {
  alibaba: {
    cloud: () => (require("./alibaba/cloud") as typeof import("./alibaba/cloud")).alibaba,
  },
  tencent: {
    cloud: () => (require("./tencent/cloud") as typeof import("./tencent/cloud")).tencent,
  },
  zenlayer: {
    cloud: () => (require("./zenlayer/cloud") as typeof import("./zenlayer/cloud")).zenlayer,
  },
} satisfies Record<string, CloudFolder>;

export type CloudName = keyof typeof registry;

export const cloudFolders: Readonly<Record<CloudName, CloudFolder>> = registry;

export const cloudNames = Object.keys(registry) as CloudName[];

/** A name may come from a state that someone wrote by hand. */
export function isCloudName(name: string): name is CloudName {
  return Object.hasOwn(registry, name);
}
