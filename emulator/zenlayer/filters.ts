import type { Parameters } from "./parameters";

const TAG_LIMIT = 20;

interface Described {
  readonly tags: Readonly<Record<string, string>>;
  readonly resourceGroupId: string;
}

/** The filters of one describe: a record must match all that the call gives. */
export class Filters<T extends Described> {
  readonly #parameters: Parameters;
  readonly #tests: ((record: T) => boolean)[] = [];

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
    this.equal("resourceGroupId", (record) => record.resourceGroupId);
    const keys = parameters.list("tagKeys", TAG_LIMIT);
    for (const key of keys) this.#tests.push(({ tags }) => Object.hasOwn(tags, key));
    for (const { key, value } of parameters.tags("tags", TAG_LIMIT)) {
      this.#tests.push(({ tags }) => Object.hasOwn(tags, key) && tags[key] === value);
    }
  }

  equal(name: string, read: (record: T) => string | null): void {
    const wanted = this.#parameters.optional(name);
    if (wanted !== undefined) this.#tests.push((record) => read(record) === wanted);
  }

  /** A filter whose value must be one of the documented words. */
  oneOf(name: string, known: readonly string[], read: (record: T) => string): void {
    const wanted = this.#parameters.oneOf(name, known);
    if (wanted !== undefined) this.#tests.push((record) => read(record) === wanted);
  }

  /** A filter that matches any part of the text; the documentation calls it fuzzy. */
  fuzzy(name: string, read: (record: T) => string): void {
    const wanted = this.#parameters.optional(name);
    if (wanted !== undefined) this.#tests.push((record) => read(record).includes(wanted));
  }

  includes(name: string, read: (record: T) => readonly string[]): void {
    const wanted = this.#parameters.optional(name);
    if (wanted !== undefined) this.#tests.push((record) => read(record).includes(wanted));
  }

  pass(record: T): boolean {
    return this.#tests.every((test) => test(record));
  }
}
