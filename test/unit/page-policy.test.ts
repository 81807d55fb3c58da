import fc from "fast-check";
import { shouldLoadPage } from "../../provider/session/page-policy";

interface Area {
  readonly items: number;
  readonly pageSize: number;
}

const pagesOf = ({ items, pageSize }: Area) => Math.ceil(items / pageSize);

/** Looks for items one after another, as the policy says, and counts the calls. */
function callsFor(areas: readonly Area[], wanted: readonly { area: number; item: number }[]) {
  const listings = areas.map(() => ({ looks: 0, pages: 0 }));
  const seen = new Set<string>();
  for (const { area, item } of wanted) {
    if (seen.has(`${area}/${item}`)) continue;
    const next = listings.findIndex(({ looks, pages }, index) =>
      shouldLoadPage({ looks, pages, hasMore: pages < pagesOf(areas[index] as Area) }),
    );
    const [listing, { pageSize }] = [listings[next], areas[next] ?? { pageSize: 0 }];
    if (listing) {
      const start = listing.pages++ * pageSize;
      for (let shown = start; shown < start + pageSize; shown++) seen.add(`${next}/${shown}`);
    }
    seen.add(`${area}/${item}`);
    (listings[area] as { looks: number }).looks++;
  }
  return listings;
}

describe("the policy for single looks and pages", () => {
  const area = fc.record({
    items: fc.integer({ min: 1, max: 200 }),
    pageSize: fc.integer({ min: 1, max: 50 }),
  });
  const program = fc.array(area, { minLength: 1, maxLength: 4 }).chain((areas) =>
    fc.tuple(
      fc.constant(areas),
      fc.array(
        fc
          .nat({ max: areas.length - 1 })
          .chain((index) =>
            fc.record({ area: fc.constant(index), item: fc.nat({ max: (areas[index] as Area).items - 1 }) }),
          ),
        { maxLength: 300 },
      ),
    ),
  );

  it("costs at most twice the better of only looks and only pages, known in hindsight", () => {
    fc.assert(
      fc.property(program, ([areas, wanted]) => {
        const listings = callsFor(areas, wanted);
        const calls = listings.reduce((sum, { looks, pages }) => sum + looks + pages, 0);
        const onlyLooks = new Set(wanted.map(({ area: index, item }) => `${index}/${item}`)).size;
        // Of each area, one look shows where the pages are.
        const used = [...new Set(wanted.map(({ area: index }) => index))];
        const onlyPages = used.reduce((sum, index) => sum + 1 + pagesOf(areas[index] as Area), 0);
        expect(calls).toBeLessThanOrEqual(2 * Math.min(onlyLooks, onlyPages));
      }),
      { numRuns: 1_000 },
    );
  });

  it("asks an area for no more pages than looks showed it", () => {
    fc.assert(
      fc.property(program, ([areas, wanted]) => {
        for (const { looks, pages } of callsFor(areas, wanted)) expect(pages).toBeLessThanOrEqual(looks);
      }),
    );
  });

  it.each([
    ["no page before the first look", { looks: 0, pages: 0, hasMore: true }, false],
    ["a page after the first look", { looks: 1, pages: 0, hasMore: true }, true],
    ["no page more than looks", { looks: 3, pages: 3, hasMore: true }, false],
    ["no page when all is known", { looks: 3, pages: 1, hasMore: false }, false],
  ])("loads %s", (_, progress, loads) => {
    expect(shouldLoadPage(progress)).toBe(loads);
  });
});
