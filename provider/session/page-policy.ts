/** What is known of the list of all items in an area, such as a VPC. */
export interface ListProgress {
  /** How many single looks showed the area. */
  readonly looks: number;
  /** How many pages were asked for. */
  readonly pages: number;
  /** Whether another page would show something new, as far as it is known. */
  readonly hasMore: boolean;
}

/**
 * Whether the next look, wherever it is, should also load a page of this area.
 *
 * The engine checks resources one after another, so nobody knows how many looks follow. A page for each earlier look
 * costs at most as much again as the looks alone, and the looks end when the pages have shown everything. So the number
 * of calls is at most twice the smaller of both: only looks, or one look for each area and then only pages.
 */
export function shouldLoadPage({ looks, pages, hasMore }: ListProgress): boolean {
  return hasMore && pages < looks;
}
