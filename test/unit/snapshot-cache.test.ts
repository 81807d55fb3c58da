import fc from "fast-check";
import type { Page } from "../../provider/core/pages";
import { SnapshotCache } from "../../provider/session/snapshot-cache";

interface Thing {
  readonly id: string;
  readonly vpcId: string;
}

/** A cloud with a number of items in a VPC. It counts its calls. */
function cloudOf(size: number, pageSize: number) {
  const things: Thing[] = Array.from({ length: size }, (_, index) => ({
    id: `eni-${index}`,
    vpcId: "vpc-1",
  }));
  const calls = { looks: 0, pages: 0 };
  const look = (id: string) => {
    calls.looks++;
    return Promise.resolve(things.find((thing) => thing.id === id));
  };
  const list = (_vpcId: string, page: string | undefined): Promise<Page<Thing>> => {
    calls.pages++;
    const start = Number(page ?? 0);
    const items = things.slice(start, start + pageSize);
    return Promise.resolve({ items, next: start + pageSize < size ? String(start + pageSize) : undefined });
  };
  return { things, calls, look, list };
}

function clockAt(time: { now: number }) {
  return { now: () => time.now, sleep: () => Promise.resolve() };
}

describe("the snapshots that preview works with", () => {
  it("costs at most twice the better of single looks and whole pages, whatever is asked in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 10, max: 100 }),
        fc.array(fc.nat({ max: 399 }), { maxLength: 200 }),
        async (size, pageSize, asked) => {
          const { calls, look, list } = cloudOf(size, pageSize);
          const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list }, new Map());
          const ids = asked.map((index) => `eni-${index % size}`);
          for (const id of ids) expect((await snapshots.find(id))?.id).toBe(id);
          const singles = new Set(ids).size;
          const pages = Math.ceil(size / pageSize);
          // One look comes before the first page: it is what shows the VPC.
          expect(calls.looks + calls.pages).toBeLessThanOrEqual(2 * Math.min(singles, pages + 1));
        },
      ),
    );
  });

  it("asks for no page for a single look, and for none where the cloud does not list", async () => {
    const single = cloudOf(500, 100);
    await new SnapshotCache<Thing>(clockAt({ now: 0 }), single, new Map()).find("eni-1");
    expect(single.calls).toEqual({ looks: 1, pages: 0 });
    const { calls, look } = cloudOf(500, 100);
    const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list: undefined }, new Map());
    for (const id of ["eni-1", "eni-2", "eni-3"]) await snapshots.find(id);
    expect(calls).toEqual({ looks: 3, pages: 0 });
  });

  it("forgets what a write touches and what is old", async () => {
    const time = { now: 0 };
    const { calls, look } = cloudOf(3, 10);
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
    const { things, look } = cloudOf(20, 10);
    const writes = new Map<string, number>();
    // The page is on its way while something is written.
    const list = () => {
      time.now = 500;
      writes.set("eni-2", time.now);
      time.now = 600;
      return Promise.resolve({ items: things, next: undefined });
    };
    const snapshots = new SnapshotCache<Thing>(clockAt(time), { look, list }, writes);
    await snapshots.find("eni-0");
    await snapshots.find("eni-1");
    expect(snapshots.within("eni-3", 1_000)?.id).toBe("eni-3");
    expect(snapshots.within("eni-2", 1_000)).toBeUndefined();
  });

  it("answers by single looks when pages cannot be had", async () => {
    const { calls, look } = cloudOf(30, 10);
    const list = () => Promise.reject(new Error("no permission"));
    const snapshots = new SnapshotCache<Thing>(clockAt({ now: 0 }), { look, list }, new Map());
    for (const id of ["eni-1", "eni-2", "eni-3"]) expect((await snapshots.find(id))?.id).toBe(id);
    expect(calls.looks).toBe(3);
  });
});
