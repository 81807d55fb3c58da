import type { InterfaceView } from "./observation";

type Tags = Readonly<Record<string, string>>;

/** The change that gives an interface the declared tags. */
export interface TagChange {
  /** New keys, and keys with a new value. */
  readonly set: Tags;
  /** Keys on the interface that are not declared. */
  readonly remove: readonly string[];
}

/**
 * Compares with the tags that the interface has now. These do not include the cloud's own tags and the marker, so both
 * stay.
 */
export function tagChange({ tags: shown = {} }: Pick<InterfaceView, "tags">, declared: Tags): TagChange {
  const changed = Object.entries(declared).filter(
    ([key, value]) => !Object.hasOwn(shown, key) || shown[key] !== value,
  );
  return {
    set: Object.fromEntries(changed),
    remove: Object.keys(shown).filter((key) => !Object.hasOwn(declared, key)),
  };
}
