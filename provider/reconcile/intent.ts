import { createHash, randomUUID } from "node:crypto";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";

/**
 * What one create must make. After a lost reply or a killed run, the interface is found by what stays the same when the
 * engine runs the create again. The engine gives a create no seed, so that is the resource's URN and its arguments.
 */
export interface Intent {
  /** It is on the interface, in a tag if the cloud has tags. */
  readonly marker: string;
  /** An older interface with the marker belongs to another run and is left alone. */
  readonly maxAgeMs: number;
  /** The interfaces that the state already has for the resource. A replacement must create another one. */
  readonly recorded: ReadonlySet<string>;
  /** The idempotency token of the create. Another salt gives the token after one whose interface is gone. */
  readonly tokenOf: (salt: number) => string;
}

/**
 * Creates within one such period have the same token. So a killed run and the next one share it for as long as looks
 * can be late. But after each interface that was created and deleted within a period, the next create must wait.
 */
const tokenPeriodMs = 60_000;

/** The intents of one run. Each has its own marker, whatever the names of the resources are. */
export class Intents {
  private readonly counts = new Map<string, number>();
  private readonly recorded = new Map<string, Set<string>>();

  /** Notes the interface that the state has for a resource. */
  noteRecorded(urn: string | undefined, networkInterfaceId: string): void {
    if (urn === undefined) return;
    const ids = this.recorded.get(urn) ?? new Set();
    this.recorded.set(urn, ids.add(networkInterfaceId));
  }

  /** The interfaces that the state has for a resource. */
  recordedOf(urn: string | undefined): ReadonlySet<string> {
    return this.recorded.get(urn ?? "") ?? new Set();
  }

  /**
   * @param urn undefined when the resource has no name; then no other run can find its interface
   * @param createArguments the arguments that decide what is created
   */
  begin(urn: string | undefined, createArguments: Properties, maxAgeMs: number, nowMs: number): Intent {
    const parts = [urn ?? randomUUID(), canonical(createArguments)];
    const key = JSON.stringify(parts);
    const before = this.counts.get(key) ?? 0;
    this.counts.set(key, before + 1);
    const recorded = this.recordedOf(urn);
    // Two resources with the same name and arguments must not share an interface.
    return intentOf(before === 0 ? parts : [...parts, before], { maxAgeMs, recorded }, nowMs);
  }
}

function intentOf(
  parts: readonly unknown[],
  limits: Pick<Intent, "maxAgeMs" | "recorded">,
  nowMs: number,
): Intent {
  const marker = digest(parts, 32);
  const period = Math.floor(nowMs / tokenPeriodMs);
  return { ...limits, marker, tokenOf: (salt) => digest([marker, period, salt], 48) };
}

/**
 * The interface of an intent, among those with its marker. Two stacks with the same name can have the same intents. So
 * only a free and young interface counts, and after a create was sent, only one that did not exist before.
 */
export function findOwnInterface(
  found: readonly InterfaceView[],
  options: {
    readonly intent: Intent;
    readonly nowMs: number;
    readonly before: ReadonlySet<string> | undefined;
  },
): InterfaceView | undefined {
  const { intent, nowMs, before } = options;
  return found
    .filter(({ id }) => !intent.recorded.has(id))
    .filter(({ status, holder }) => holder === undefined && isUsable[status] === true)
    .filter(({ id, createdAtMs }) =>
      before ? !before.has(id) : createdAtMs !== undefined && nowMs - createdAtMs < intent.maxAgeMs,
    )
    .sort((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0) || a.id.localeCompare(b.id))[0];
}

const isUsable: Readonly<Partial<Record<InterfaceView["status"], boolean>>> = {
  creating: true,
  available: true,
  // One whose creation failed counts, too: it must be reported and deleted.
  failed: true,
};

function digest(parts: readonly unknown[], length: number): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, length);
}

/** A text that is the same for the same arguments in any order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
