import { createHash, randomUUID } from "node:crypto";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";

/**
 * What one create is to make: found again, after a lost reply or a killed run, by what stays the same when the engine
 * runs it once more. It gives a create no seed, so that is the resource's URN and its arguments.
 */
export interface Intent {
  /** Stands on the interface, in a tag where the cloud has tags. */
  readonly marker: string;
  /** An interface with the marker that is older was made by another run and is left alone. */
  readonly maxAgeMs: number;
  /** The idempotency token of the create, and of those that follow when it stands for an interface that is gone. */
  readonly tokenOf: (salt: number) => string;
}

/**
 * A token stands for the creates of one such period. It joins a run that was killed to the next one, for as long as looks
 * may be late by; and each interface that was made and deleted within it costs the next create a wait.
 */
const tokenPeriodMs = 60_000;

/** The intents of one run: no two of them have the same marker, whatever names the resources. */
export class Intents {
  private readonly counts = new Map<string, number>();

  /**
   * @param urn undefined where nothing names the resource: then no other run can find what this one makes
   * @param made the arguments that decide what is made
   */
  begin(urn: string | undefined, made: Properties, maxAgeMs: number, nowMs: number): Intent {
    const parts = [urn ?? randomUUID(), canonical(made)];
    const key = JSON.stringify(parts);
    const before = this.counts.get(key) ?? 0;
    this.counts.set(key, before + 1);
    // Two resources of one name and the same arguments: what is made for the one is never given to the other.
    return intentOf(before === 0 ? parts : [...parts, before], maxAgeMs, nowMs);
  }
}

function intentOf(parts: readonly unknown[], maxAgeMs: number, nowMs: number): Intent {
  const marker = digest(parts, 32);
  const period = Math.floor(nowMs / tokenPeriodMs);
  return { marker, maxAgeMs, tokenOf: (salt) => digest([marker, period, salt], 48) };
}

/**
 * The interface that an intent made, among those that carry its marker. Two stacks of one name may have the same
 * intents: only a free and young one is believed, and after a create was sent only one that was not there before.
 */
export function believe(
  found: readonly InterfaceView[],
  how: { readonly intent: Intent; readonly nowMs: number; readonly before: ReadonlySet<string> | undefined },
): InterfaceView | undefined {
  const { intent, nowMs, before } = how;
  return found
    .filter(({ status, holder }) => holder === undefined && isUsable[status] === true)
    .filter(({ id, createdAtMs }) =>
      before ? !before.has(id) : createdAtMs !== undefined && nowMs - createdAtMs < intent.maxAgeMs,
    )
    .sort((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0) || a.id.localeCompare(b.id))[0];
}

const isUsable: Readonly<Partial<Record<InterfaceView["status"], boolean>>> = {
  creating: true,
  available: true,
  // One that could not be created is its intent's too: to be told, and cleared away.
  failed: true,
};

function digest(parts: readonly unknown[], length: number): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, length);
}

/** The same arguments in any order give the same text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
