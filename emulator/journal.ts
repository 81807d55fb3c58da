import type { EmulatorClock } from "./clock";

/** One request as a wire saw it, or one act of a foreign hand. Holds no secret, signature or token. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: number;
  readonly cloud: string;
  /** Which of the cloud's wires: "v1", "v3", …; "foreign" for an act over the admin API. */
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

/** The oldest entries are dropped beyond this, so that a long run does not grow without bound. */
const CAPACITY = 200_000;

const SECRET = /secret|signature|token$|^authorization$|password/i;
const NOT_SECRET = /^(NextToken|ClientToken|SignatureMethod|SignatureVersion|SignatureNonce)$/i;

/** Parameters without what nobody should read in a log. */
export function withoutSecrets(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).filter(([name]) => NOT_SECRET.test(name) || !SECRET.test(name)),
  );
}

export class Journal {
  readonly #clock: EmulatorClock;
  #entries: JournalEntry[] = [];
  #seq = 0;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  record(entry: Omit<JournalEntry, "seq" | "at">): JournalEntry {
    this.#seq += 1;
    const kept: JournalEntry = { seq: this.#seq, at: this.#clock.now(), ...entry };
    this.#entries.push(kept);
    if (this.#entries.length > CAPACITY) this.#entries = this.#entries.slice(CAPACITY / 10);
    return kept;
  }

  entries(filter: JournalFilter = {}): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (filter.cloud === undefined || entry.cloud === filter.cloud) &&
        (filter.action === undefined || entry.action === filter.action) &&
        (filter.foreign === undefined || (entry.foreign ?? false) === filter.foreign),
    );
  }

  /** How often each action was called, foreign hands not counted. */
  counts(filter: JournalFilter = {}): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const entry of this.entries({ foreign: false, ...filter })) {
      counts[entry.action] = (counts[entry.action] ?? 0) + 1;
    }
    return counts;
  }

  clear(): void {
    this.#entries = [];
  }
}
