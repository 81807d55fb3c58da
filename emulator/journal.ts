import type { EmulatorClock } from "./clock";

/** One request, or one change by someone else. Contains no secret, signature or token. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: number;
  readonly cloud: string;
  /** The cloud's protocol: "v1", "v3", …; "foreign" for an act over the admin API. */
  readonly api: string;
  readonly action: string;
  readonly regionId: string | null;
  readonly accountId: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly httpStatus: number;
  readonly code: string | null;
  readonly requestId: string;
  readonly tookMs: number;
  readonly fault?: string;
  readonly foreign?: boolean;
}

export interface JournalFilter {
  readonly cloud?: string | undefined;
  readonly action?: string | undefined;
  readonly foreign?: boolean | undefined;
}

/** Above these limits the oldest entries are dropped, so that a long run does not fill the memory. */
const MAX_ENTRIES = 200_000;
const MAX_BYTES = 64 * 1024 * 1024;
/** How full the journal is after dropping: 5 % become free, so that not every request drops some. */
const FILL_AFTER_DROP = 0.95;

/** Limits of one entry. Longer values are cut, with a note of how much is missing. */
const MAX_ENTRY_BYTES = 64 * 1024;
const MAX_TEXT = 4096;
const MAX_DEPTH = 32;

/** About how much memory a member needs in addition to its text. */
const MEMBER_BYTES = 48;

const SECRET = /secret|signature|access[-_.]?key|credential|authorization|password|token$/i;
const NOT_SECRET = /^(NextToken|ClientToken|SignatureMethod|SignatureVersion|SignatureNonce)$/i;

const isSecret = (name: string): boolean => SECRET.test(name) && !NOT_SECRET.test(name);

const cut = (text: string): string =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length - MAX_TEXT} characters more)`;

/** Copies values for the journal: without secrets, and within the limits of an entry. */
class Copier {
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  copy(value: unknown, depth = 0): unknown {
    this.#bytes += MEMBER_BYTES;
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth >= MAX_DEPTH) return "…";
    return Array.isArray(value) ? this.#list(value, depth) : this.#fields(value, depth);
  }

  #list(items: readonly unknown[], depth: number): unknown[] {
    const kept: unknown[] = [];
    for (const item of items) {
      if (this.#bytes > MAX_ENTRY_BYTES) return [...kept, `… (${items.length - kept.length} more)`];
      kept.push(this.copy(item, depth + 1));
    }
    return kept;
  }

  #fields(fields: object, depth: number): Record<string, unknown> {
    const all = Object.entries(fields).filter(([name]) => !isSecret(name));
    const kept: [string, unknown][] = [];
    for (const [name, value] of all) {
      if (this.#bytes > MAX_ENTRY_BYTES) {
        kept.push(["…", `${all.length - kept.length} more`]);
        break;
      }
      kept.push([this.#text(name), this.copy(value, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }

  #text(text: string): string {
    const short = cut(text);
    this.#bytes += 2 * short.length;
    return short;
  }
}

export class Journal {
  readonly #clock: EmulatorClock;
  #entries: JournalEntry[] = [];
  #sizes: number[] = [];
  #bytes = 0;
  #dropped = 0;
  #seq = 0;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** How many entries were dropped because of the limits. */
  get dropped(): number {
    return this.#dropped;
  }

  record(entry: Omit<JournalEntry, "seq" | "at">): JournalEntry {
    this.#seq += 1;
    const copier = new Copier();
    const copy = copier.copy(entry);
    // Serialised and parsed: in V8 a part of a string keeps the whole string in memory, here the request.
    const own = JSON.parse(JSON.stringify(copy)) as Omit<JournalEntry, "seq" | "at">;
    const kept: JournalEntry = { seq: this.#seq, at: this.#clock.now(), ...own };
    this.#entries.push(kept);
    this.#sizes.push(copier.bytes);
    this.#bytes += copier.bytes;
    if (this.#entries.length > MAX_ENTRIES || this.#bytes > MAX_BYTES) this.#dropOldest();
    return kept;
  }

  #dropOldest(): void {
    let count = 0;
    while (
      this.#entries.length - count > MAX_ENTRIES * FILL_AFTER_DROP ||
      this.#bytes > MAX_BYTES * FILL_AFTER_DROP
    ) {
      this.#bytes -= this.#sizes[count] ?? 0;
      count += 1;
    }
    this.#entries = this.#entries.slice(count);
    this.#sizes = this.#sizes.slice(count);
    this.#dropped += count;
  }

  entries(filter: JournalFilter = {}): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (filter.cloud === undefined || entry.cloud === filter.cloud) &&
        (filter.action === undefined || entry.action === filter.action) &&
        (filter.foreign === undefined || (entry.foreign ?? false) === filter.foreign),
    );
  }

  /** How often each action was called. Changes by someone else are not counted. */
  counts(filter: JournalFilter = {}): Record<string, number> {
    const counts = new Map<string, number>();
    for (const { action } of this.entries({ foreign: false, ...filter })) {
      counts.set(action, (counts.get(action) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
  }

  clear(): void {
    this.#entries = [];
    this.#sizes = [];
    this.#bytes = 0;
    this.#dropped = 0;
  }
}
