import type { ApiTables, Cloud } from "./cloud";

/** One API of a cloud: all there is, or one of its generations. */
export interface Api extends ApiTables {
  readonly cloud: Cloud;
  /** The value of the argument `api`. Undefined when the cloud has one generation only. */
  readonly generation: string | undefined;
  /** The name for people, such as "Tencent Cloud, API v3". */
  readonly title: string;
}

/** The APIs of a cloud, the default one first. */
export function apisOf(cloud: Cloud): readonly Api[] {
  const { title, rules, codes, generations } = cloud;
  if (!generations) return [{ cloud, generation: undefined, title, rules, codes }];
  return Object.entries(generations).map(([generation, tables]) => ({
    cloud,
    generation,
    title: `${title}, API ${generation}`,
    ...tables,
  }));
}
