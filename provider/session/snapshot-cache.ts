import type { Clock } from "../core/clock";
import type { Page } from "../core/pages";
import { type ListProgress, shouldLoadPage } from "./page-policy";

export interface Sources<T> {
  /** A fresh look at one id. */
  readonly look: (id: string) => Promise<T | undefined>;
  /** Undefined when the cloud has no list of all items in an area. */
  readonly list: AreaList<T> | undefined;
}

/** The list of all items in an area: a VPC, or what is nearest to it when the cloud cannot list by VPC. */
export interface AreaList<T> {
  readonly areaOf: (item: T) => string | undefined;
  readonly page: (area: string, page: string | undefined) => Promise<Page<T>>;
}

/** What a cache can hold. */
export interface Snapshot {
  readonly id: string;
}

interface Seen<T> {
  /** Undefined when the cloud does not know the id. */
  readonly item: T | undefined;
  readonly atMs: number;
}

interface Listing extends ListProgress {
  looks: number;
  pages: number;
  hasMore: boolean;
  next: string | undefined;
  /** Whether the pages showed everything in the area. */
  isComplete: boolean;
  readonly startedAtMs: number;
}

/** The largest age of what preview uses. The checks of a large program take this long. */
const previewAgeMs = 30_000;
/** The same for an unknown id. It can become visible at any moment, but many resources may name it at once. */
const unknownAgeMs = 1_000;

/** What was seen at most this long ago counts as seen now, where the cloud would refuse a write that it misled to. */
export const recentMs = 1_000;

/**
 * What the run has seen of one kind of item in a place, for callers that can use a state of a moment ago.
 *
 * The engine checks resources one after another, so a look for each would cost a round trip for each. So a look for an
 * id that is not in the cache may also load a page of the same area, in parallel; `page-policy.ts` decides when.
 */
export class SnapshotCache<T extends Snapshot> {
  private readonly seen = new Map<string, Seen<T>>();
  private readonly listings = new Map<string, Listing>();
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
    return this.snapshotWithin(id, ageMs)?.item;
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
      if (item && atMs < beforeMs && !this.lastWrites.has(id) && mayBeNext(item)) ids.push(id);
    }
    if (ids.length > 0) this.lookedAheadAtMs = this.clock.now();
    return ids;
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.seen.delete(id);
  }

  /** For preview: an item seen recently, else a fresh look. */
  async find(id: string): Promise<T | undefined> {
    const known = this.snapshotWithin(id, previewAgeMs);
    if (known?.item || this.snapshotWithin(id, unknownAgeMs)) return known?.item;
    const askedAtMs = this.clock.now();
    const [item] = await Promise.all([this.sources.look(id), this.listMore()]);
    this.seen.set(id, { item, atMs: askedAtMs });
    const area = item && this.sources.list?.areaOf(item);
    if (area !== undefined) this.countLook(area);
    return item;
  }

  /**
   * For preview: the items in an area for which the condition is true. The pages have the answer when they show the
   * whole area, and the run has not written since; else a fresh look has it.
   */
  async findAll(
    area: string | undefined,
    isWanted: (item: T) => boolean,
    look: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const known = area === undefined ? undefined : this.everythingIn(area);
    if (known) return known.filter(isWanted);
    const askedAtMs = this.clock.now();
    const [items] = await Promise.all([look(), this.listMore()]);
    this.note(items, askedAtMs);
    if (area !== undefined) this.countLook(area);
    return items.filter(isWanted);
  }

  private snapshotWithin(id: string, ageMs: number): Seen<T> | undefined {
    const seen = this.seen.get(id);
    if (!seen || this.clock.now() - seen.atMs > ageMs) return undefined;
    return seen.atMs > (this.lastWrites.get(id) ?? Number.NEGATIVE_INFINITY) ? seen : undefined;
  }

  private everythingIn(area: string): readonly T[] | undefined {
    const { isComplete, startedAtMs } = this.listingOf(area);
    const wroteSince = () => [...this.lastWrites.values()].some((atMs) => atMs >= startedAtMs);
    if (!isComplete || wroteSince()) return undefined;
    return [...this.seen.values()].flatMap(({ item, atMs }) =>
      item && atMs >= startedAtMs && this.sources.list?.areaOf(item) === area ? [item] : [],
    );
  }

  private countLook(area: string): void {
    this.listingOf(area).looks++;
  }

  /** Loads the next page of the area that has fewer pages than looks, if there is one. */
  private async listMore(): Promise<void> {
    const { list } = this.sources;
    const [area, listing] = this.listingToContinue() ?? [];
    if (!list || area === undefined || listing === undefined) return;
    const askedAtMs = this.clock.now();
    listing.pages++;
    listing.hasMore = false;
    try {
      const page = await list.page(area, listing.next);
      this.note(page.items, askedAtMs);
      // A gateway that ignores the position sends the same page again.
      listing.hasMore = page.next !== undefined && page.next !== listing.next;
      listing.isComplete = page.next === undefined;
      listing.next = page.next;
    } catch {
      // A page only saves calls. The single look has the answer.
    }
  }

  private listingToContinue(): readonly [string, Listing] | undefined {
    return [...this.listings].find(([, listing]) => this.isRecent(listing) && shouldLoadPage(listing));
  }

  private listingOf(area: string): Listing {
    const known = this.listings.get(area);
    if (known && this.isRecent(known)) return known;
    const fresh: Listing = {
      ...{ looks: 0, pages: 0, hasMore: true },
      ...{ next: undefined, isComplete: false, startedAtMs: this.clock.now() },
    };
    this.listings.set(area, fresh);
    return fresh;
  }

  private isRecent({ startedAtMs }: Listing): boolean {
    return this.clock.now() - startedAtMs <= previewAgeMs;
  }
}
