import type { InterfaceView } from "./observation";

type Tags = Readonly<Record<string, string>>;

/** What makes the tags of an interface the declared ones. */
export interface TagChange {
  /** New keys, and those that have another value. */
  readonly set: Tags;
  /** Keys that are on the interface and not declared. */
  readonly remove: readonly string[];
}

/** By what the interface carries now. The cloud's own tags and the marker are not among those shown, so they stay. */
export function tagChange({ tags: shown = {} }: Pick<InterfaceView, "tags">, declared: Tags): TagChange {
  const changed = Object.entries(declared).filter(
    ([key, value]) => !Object.hasOwn(shown, key) || shown[key] !== value,
  );
  return {
    set: Object.fromEntries(changed),
    remove: Object.keys(shown).filter((key) => !Object.hasOwn(declared, key)),
  };
}
