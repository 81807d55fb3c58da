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
  /** The page that is being loaded. */
  loading: Promise<void> | undefined;
  readonly startedAtMs: number;
}

/** The largest age of what preview uses. The checks of a large program take this long. */
const previewAgeMs = 30_000;
/** The same for an unknown id. It can become visible at any moment, but many resources may name it at once. */
const unknownAgeMs = 1_000;

/** What was seen at most this long ago counts as seen now, where the cloud would refuse a write that it misled to. */
export const recentMs = 1_000;
/**
 * The same before a detach that names the instance. It goes only to the pair in the resource's id, so it cannot take the
 * interface from another instance.
 */
export const recentPairMs = 5_000;

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
   * has not written to. The longest unseen ones come first. Empty when this was asked a moment ago.
   */
  outdated(count: number, mayBeNext: (item: T) => boolean): string[] {
    const beforeMs = this.clock.now() - recentMs / 2;
    if (this.lookedAheadAtMs > beforeMs) return [];
    const ids = [...this.seen]
      .filter(
        ([id, { item, atMs }]) => item && atMs < beforeMs && !this.lastWrites.has(id) && mayBeNext(item),
      )
      .sort(([, a], [, b]) => a.atMs - b.atMs)
      .slice(0, count)
      .map(([id]) => id);
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
    const [item] = await Promise.all([this.sources.look(id), this.loadNextPage([...this.listings])]);
    return this.noteLook(id, item, askedAtMs);
  }

  private noteLook(id: string, item: T | undefined, atMs: number): T | undefined {
    this.seen.set(id, { item, atMs });
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
    const [items] = await Promise.all([look(), this.loadNextPage([...this.listings])]);
    this.note(items, askedAtMs);
    if (area !== undefined) this.countLook(area);
    return items.filter(isWanted);
  }

  /** For a refresh, which reads many items at a time: an item seen recently, else a fresh look. */
  async findIn(area: string | undefined, id: string): Promise<T | undefined> {
    return (await this.listed(area, id, previewAgeMs)) ?? this.lookAt(id);
  }

  /**
   * The item, if it was seen within this time. Waits for the pages of its area, as long as `page-policy.ts` allows one
   * more.
   *
   * @param area where the item is expected; undefined when that is not known
   */
  async listed(area: string | undefined, id: string, ageMs: number): Promise<T | undefined> {
    for (;;) {
      const known = this.within(id, ageMs);
      const page = known ? undefined : this.nextPageOf(area);
      if (!page) return known;
      await page;
    }
  }

  /** A fresh look at one id. */
  async lookAt(id: string): Promise<T | undefined> {
    const askedAtMs = this.clock.now();
    return this.noteLook(id, await this.sources.look(id), askedAtMs);
  }

  /** The page of the area that is being loaded, or the next one if it may be loaded. */
  private nextPageOf(area: string | undefined): Promise<void> | undefined {
    const listings = [...this.listings].filter(([key]) => area === undefined || area === key);
    const loading = listings.find(([, listing]) => listing.loading)?.[1].loading;
    return loading ?? this.loadNextPage(listings);
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

  /** Loads the next page of the listing that has fewer pages than looks, if there is one. */
  private loadNextPage(listings: readonly (readonly [string, Listing])[]): Promise<void> | undefined {
    const [area, listing] =
      listings.find(([, candidate]) => this.isRecent(candidate) && shouldLoadPage(candidate)) ?? [];
    return area === undefined || listing === undefined ? undefined : this.loadPage(area, listing);
  }

  private loadPage(area: string, listing: Listing): Promise<void> {
    listing.pages++;
    listing.hasMore = false;
    listing.loading = this.askPage(area, listing).finally(() => {
      listing.loading = undefined;
    });
    return listing.loading;
  }

  private async askPage(area: string, listing: Listing): Promise<void> {
    const { list } = this.sources;
    if (!list) return;
    const askedAtMs = this.clock.now();
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

  private listingOf(area: string): Listing {
    const known = this.listings.get(area);
    if (known && this.isRecent(known)) return known;
    const fresh: Listing = {
      ...{ looks: 0, pages: 0, hasMore: true },
      ...{ next: undefined, isComplete: false, loading: undefined, startedAtMs: this.clock.now() },
    };
    this.listings.set(area, fresh);
    return fresh;
  }

  private isRecent({ startedAtMs }: Listing): boolean {
    return this.clock.now() - startedAtMs <= previewAgeMs;
  }
}
