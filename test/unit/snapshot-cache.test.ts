import fc from "fast-check";
import type { Page } from "../../provider/core/pages";
import { type AreaList, SnapshotCache } from "../../provider/session/snapshot-cache";

interface Thing {
  readonly id: string;
  readonly vpcId: string;
  readonly holder?: string;
}

interface Size {
  readonly vpcs?: number;
  readonly size: number;
  readonly pageSize: number;
}

/** A cloud with a number of items in each VPC. It counts its calls. */
function cloudOf({ vpcs = 1, size, pageSize }: Size) {
  const things: Thing[] = Array.from({ length: vpcs * size }, (_, index) => ({
    id: `eni-${index}`,
    vpcId: `vpc-${index % vpcs}`,
    holder: `i-${index % (2 * vpcs)}`,
  }));
  const calls = { looks: 0, pages: 0 };
  const look = (id: string) => {
    calls.looks++;
    return Promise.resolve(things.find((thing) => thing.id === id));
  };
  const heldBy = (holder: string) => () => {
    calls.looks++;
    return Promise.resolve(things.filter((thing) => thing.holder === holder));
  };
  const page = (vpcId: string, from: string | undefined): Promise<Page<Thing>> => {
    calls.pages++;
    const all = things.filter((thing) => thing.vpcId === vpcId);
    const start = Number(from ?? 0);
    const end = start + pageSize;
    return Promise.resolve({
      items: all.slice(start, end),
      next: end < all.length ? String(end) : undefined,
    });
  };
  return { things, calls, look, heldBy, list: listOf(page) };
}

function listOf(page: AreaList<Thing>["page"]): AreaList<Thing> {
  return { areaOf: ({ vpcId }) => vpcId, page };
}

function clockAt(time: { now: number }) {
  return { now: () => time.now, sleep: () => Promise.resolve() };
}

describe("the snapshots that preview works with", () => {
  const vpcsAndLooks = fc.record({
    vpcs: fc.integer({ min: 1, max: 3 }),
    size: fc.integer({ min: 1, max: 200 }),
    pageSize: fc.integer({ min: 10, max: 100 }),
    asked: fc.array(fc.record({ index: fc.nat({ max: 599 }), isHolder: fc.boolean() }), { maxLength: 200 }),
  });

  it("costs at most twice the better of single looks and whole pages, whatever is asked in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(vpcsAndLooks, async ({ vpcs, size, pageSize, asked }) => {
        const { things, calls, look, heldBy, list } = cloudOf({ vpcs, size, pageSize });
        const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list }, new Map());
        const holders = new Set<string>();
        const wanted = asked.map(({ index, isHolder }) => ({
          ...(things[index % things.length] as Thing),
          isHolder,
        }));
        for (const { id, vpcId, holder = "", isHolder } of wanted) {
          if (!isHolder) expect((await snapshots.find(id))?.id).toBe(id);
          // A session asks once for each instance.
          if (!isHolder || holders.has(holder)) continue;
          holders.add(holder);
          const held = await snapshots.findAll(vpcId, (thing) => thing.holder === holder, heldBy(holder));
          expect(new Set(held)).toEqual(new Set(things.filter((thing) => thing.holder === holder)));
        }
        const ids = wanted.filter(({ isHolder }) => !isHolder).map(({ id }) => id);
        const singles = new Set(ids).size + holders.size;
        // In each VPC one look comes before the first page: it is what shows the VPC.
        const pages = new Set(wanted.map(({ vpcId }) => vpcId)).size * (1 + Math.ceil(size / pageSize));
        expect(calls.looks + calls.pages).toBeLessThanOrEqual(2 * Math.min(singles, pages));
      }),
    );
  });

  it("takes what an instance holds from the pages only while the run has not written since", async () => {
    const time = { now: 0 };
    const { calls, look, heldBy, list } = cloudOf({ size: 4, pageSize: 10 });
    const writes = new Map<string, number>();
    const snapshots = new SnapshotCache<Thing>(clockAt(time), { look, list }, writes);
    const holding = (holder: string) =>
      snapshots.findAll("vpc-0", (thing) => thing.holder === holder, heldBy(holder));
    await holding("i-0");
    await snapshots.find("eni-9");
    expect(calls).toEqual({ looks: 2, pages: 1 });
    expect((await holding("i-1")).map(({ id }) => id)).toEqual(["eni-1", "eni-3"]);
    expect(calls).toEqual({ looks: 2, pages: 1 });
    time.now = 10;
    writes.set("eni-3", time.now);
    await holding("i-1");
    expect(calls.looks).toBe(3);
  });

  it("never asks for pages of VPCs other than those of what is looked for", async () => {
    const asked = new Set<string>();
    const { things, look } = cloudOf({ vpcs: 3, size: 100, pageSize: 10 });
    const list = listOf((vpcId) => {
      asked.add(vpcId);
      return Promise.resolve({ items: [], next: undefined });
    });
    const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list }, new Map());
    for (const { id } of things.filter(({ vpcId }) => vpcId === "vpc-1").slice(0, 5))
      await snapshots.find(id);
    expect([...asked]).toEqual(["vpc-1"]);
  });

  it("looks for an unknown id once for many resources, but again a second later", async () => {
    const time = { now: 0 };
    const { calls, look, list } = cloudOf({ size: 3, pageSize: 10 });
    const snapshots = new SnapshotCache<Thing>(clockAt(time), { look, list }, new Map());
    for (let resource = 0; resource < 10; resource++)
      expect(await snapshots.find("eni-typo")).toBeUndefined();
    expect(calls.looks).toBe(1);
    time.now = 1_001;
    await snapshots.find("eni-typo");
    expect(calls.looks).toBe(2);
  });

  it("asks for no page for a single look, and for none where the cloud does not list", async () => {
    const single = cloudOf({ size: 500, pageSize: 100 });
    await new SnapshotCache<Thing>(clockAt({ now: 0 }), single, new Map()).find("eni-1");
    expect(single.calls).toEqual({ looks: 1, pages: 0 });
    const { calls, look } = cloudOf({ size: 500, pageSize: 100 });
    const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list: undefined }, new Map());
    for (const id of ["eni-1", "eni-2", "eni-3"]) await snapshots.find(id);
    expect(calls).toEqual({ looks: 3, pages: 0 });
  });

  it("forgets what a write touches and what is old", async () => {
    const time = { now: 0 };
    const { calls, look } = cloudOf({ size: 3, pageSize: 10 });
    const writes = new Map<string, number>();
    const snapshots = new SnapshotCache<Thing>(clockAt(time), { look, list: undefined }, writes);
    await snapshots.find("eni-1");
    time.now = 900;
    expect(snapshots.within("eni-1", 1_000)?.id).toBe("eni-1");
    time.now = 1_100;
    expect(snapshots.within("eni-1", 1_000)).toBeUndefined();
    writes.set("eni-1", time.now);
    await snapshots.find("eni-1");
    expect(calls.looks).toBe(2);
    expect(snapshots.within("eni-1", 1_000)).toBeUndefined();
    time.now = 60_000;
    await snapshots.find("eni-1");
    expect(calls.looks).toBe(3);
  });

  it("does not take for later than a write what was asked for before it", async () => {
    const time = { now: 0 };
    const { things, look } = cloudOf({ size: 20, pageSize: 10 });
    const writes = new Map<string, number>();
    // The page is on its way while something is written.
    const list = listOf(() => {
      time.now = 500;
      writes.set("eni-2", time.now);
      time.now = 600;
      return Promise.resolve({ items: things, next: undefined });
    });
    const snapshots = new SnapshotCache<Thing>(clockAt(time), { look, list }, writes);
    await snapshots.find("eni-0");
    await snapshots.find("eni-1");
    expect(snapshots.within("eni-3", 1_000)?.id).toBe("eni-3");
    expect(snapshots.within("eni-2", 1_000)).toBeUndefined();
  });

  it("answers by single looks when pages cannot be had", async () => {
    const { calls, look } = cloudOf({ size: 30, pageSize: 10 });
    const list = listOf(() => Promise.reject(new Error("no permission")));
    const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list }, new Map());
    for (const id of ["eni-1", "eni-2", "eni-3"]) expect((await snapshots.find(id))?.id).toBe(id);
    expect(calls.looks).toBe(3);
  });
});
