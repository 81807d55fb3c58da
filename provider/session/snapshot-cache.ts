import type { Clock } from "../core/clock";
import type { Page } from "../core/pages";

export interface Sources<T> {
  /** A fresh look at one id. */
  readonly look: (id: string) => Promise<T | undefined>;
  /** A page of all items in a VPC. Undefined when the cloud has no such list. */
  readonly list: ((vpcId: string, page: string | undefined) => Promise<Page<T>>) | undefined;
}

/** What a cache can hold. */
export interface Snapshot {
  readonly id: string;
  readonly vpcId?: string | undefined;
}

interface Seen<T> {
  readonly item: T;
  readonly atMs: number;
}

interface Listing {
  next: string | undefined;
  isComplete: boolean;
  startedAtMs: number;
}

/** The largest age of what preview uses. The checks of a large program take this long. */
const previewAgeMs = 30_000;

/** What was seen at most this long ago counts as seen now, where the cloud would refuse a write that it misled to. */
export const recentMs = 1_000;

/**
 * What the run has seen of one kind of item in a place, for callers that can use a state of a moment ago.
 *
 * The engine checks resources one after another, so a look for each would cost a round trip for each. From the second
 * look on, each look for an id that is not in the cache also loads a page of the same VPC, in parallel. So there are
 * never more pages than looks, and none once the whole VPC is known. The number of calls is at most twice the smaller
 * of both: only looks, or only pages.
 */
export class SnapshotCache<T extends Snapshot> {
  private readonly seen = new Map<string, Seen<T>>();
  private readonly listings = new Map<string, Listing>();
  private vpcId: string | undefined;
  private lookedAheadAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly sources: Sources<T>,
    /** When the run last wrote to an id, in any session. What was seen before that is outdated. */
    private readonly lastWrites: ReadonlyMap<string, number>,
  ) {}

  /**
   * Stores the result of any look of the run. Its age counts from the request, because a write may have followed that.
   */
  note(items: readonly T[], atMs: number): void {
    for (const item of items) this.seen.set(item.id, { item, atMs });
  }

  /** The item, if it was seen within this time and after the run's last write to it. */
  within(id: string, ageMs: number): T | undefined {
    const seen = this.seen.get(id);
    if (!seen || this.clock.now() - seen.atMs > ageMs) return undefined;
    return seen.atMs > (this.lastWrites.get(id) ?? Number.NEGATIVE_INFINITY) ? seen.item : undefined;
  }

  /**
   * Some ids that operations of the run may look at next: those that the run has seen, but not in the last moment, and
   * has not written to. Empty when this was asked a moment ago.
   */
  outdated(count: number, mayBeNext: (item: T) => boolean): string[] {
    const beforeMs = this.clock.now() - recentMs / 2;
    if (this.lookedAheadAtMs > beforeMs) return [];
    const ids: string[] = [];
    for (const [id, { item, atMs }] of this.seen) {
      if (ids.length >= count) break;
      if (atMs < beforeMs && !this.lastWrites.has(id) && mayBeNext(item)) ids.push(id);
    }
    if (ids.length > 0) this.lookedAheadAtMs = this.clock.now();
    return ids;
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.seen.delete(id);
  }

  /** For preview: an item seen recently, else a fresh look. */
  async find(id: string): Promise<T | undefined> {
    const known = this.within(id, previewAgeMs);
    if (known) return known;
    const askedAtMs = this.clock.now();
    const [item] = await Promise.all([this.sources.look(id), this.listMore()]);
    if (item) this.note([item], askedAtMs);
    this.vpcId = item?.vpcId ?? this.vpcId;
    return item;
  }

  /** Loads the next page of the VPC of the latest look, if there is one. */
  private async listMore(): Promise<void> {
    const { list } = this.sources;
    if (!list || this.vpcId === undefined) return;
    const listing = this.listingOf(this.vpcId);
    if (listing.isComplete) return;
    const { vpcId } = this;
    const askedAtMs = this.clock.now();
    try {
      const page = await list(vpcId, listing.next);
      this.note(page.items, askedAtMs);
      listing.isComplete = page.next === undefined || page.next === listing.next;
      listing.next = page.next;
    } catch {
      // A page only saves calls. The single look has the answer.
      listing.isComplete = true;
    }
  }

  private listingOf(vpcId: string): Listing {
    const now = this.clock.now();
    const known = this.listings.get(vpcId);
    if (known && now - known.startedAtMs <= previewAgeMs) return known;
    const fresh: Listing = { next: undefined, isComplete: false, startedAtMs: now };
    this.listings.set(vpcId, fresh);
    return fresh;
  }
}
