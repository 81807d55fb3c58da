import type { Clock } from "../core/clock";
import type { Page } from "../core/pages";

export interface Sources<T> {
  /** A fresh look at one id. */
  readonly look: (id: string) => Promise<T | undefined>;
  /** A page of all things of a VPC; undefined where the cloud does not list so. */
  readonly list: ((vpcId: string, page: string | undefined) => Promise<Page<T>>) | undefined;
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

/** Preview works with what was seen this long ago at the most. Checks of a large program take that long. */
const previewAgeMs = 30_000;

/**
 * What the run has seen of one kind of thing in a place, for callers that may work with what was true a moment ago.
 *
 * The engine checks resources one after another, so a look for each costs a round trip for each. From the second look
 * on, each that the picture could not answer brings a page of the same VPC with it, in parallel: never more pages than
 * looks, and none once the VPC is known. So the calls are at most twice the better of single looks and pages.
 */
export class SnapshotCache<T extends { readonly id: string; readonly vpcId?: string | undefined }> {
  private readonly seen = new Map<string, Seen<T>>();
  private readonly listings = new Map<string, Listing>();
  private vpcId: string | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly sources: Sources<T>,
    /** When the run last wrote to an id, in whatever session: what was seen before says nothing any more. */
    private readonly lastWrites: ReadonlyMap<string, number>,
  ) {}

  /** Keeps what any look of the run has shown. It is as old as its question: a write may have come in between. */
  note(items: readonly T[], atMs: number): void {
    for (const item of items) this.seen.set(item.id, { item, atMs });
  }

  /** What was seen of the id, when that is not older, and later than the run's last write to it. */
  within(id: string, ageMs: number): T | undefined {
    const seen = this.seen.get(id);
    if (!seen || this.clock.now() - seen.atMs > ageMs) return undefined;
    return seen.atMs > (this.lastWrites.get(id) ?? Number.NEGATIVE_INFINITY) ? seen.item : undefined;
  }

  /** What preview works with: something seen lately, else a fresh look. */
  async find(id: string): Promise<T | undefined> {
    const known = this.within(id, previewAgeMs);
    if (known) return known;
    const askedAtMs = this.clock.now();
    const [item] = await Promise.all([this.sources.look(id), this.listMore()]);
    if (item) this.note([item], askedAtMs);
    this.vpcId = item?.vpcId ?? this.vpcId;
    return item;
  }

  /** The next page of the VPC that the latest look has shown, if any is left. */
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
      // A page only saves calls: the single look answers.
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
