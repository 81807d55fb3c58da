import { createEmulator, manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { popClient, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const pair = { ...region, InstanceId: running, NetworkInterfaceId: free };

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

const call = <T = unknown>(action: string, params: object = pair): Promise<T> =>
  popClient(emulator).request<T>(action, params, { method: "POST", timeout: 400 });

describe("describeLagMs", () => {
  it("hides recent changes, but not what a scenario or a reset put there", async () => {
    const own = manualClock();
    const lagging = await createEmulator({ clock: own, describeLagMs: 2000 });
    const vSwitch = "vsw-bp1main0000000000001";
    const client = popClient(lagging);
    type Seen = { NetworkInterfaceSets: { NetworkInterfaceSet: { Status: string; Description: string }[] } };
    const seen = async (id: string) => {
      const asked = { ...region, NetworkInterfaceId: [id] };
      const { NetworkInterfaceSets } = await client.request<Seen>("DescribeNetworkInterfaces", asked);
      return NetworkInterfaceSets.NetworkInterfaceSet;
    };
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    expect(await client.request("DescribeInstances", region)).toMatchObject({ TotalCount: 9 });
    lagging.reset();
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    lagging.seed({ interfaces: [{ cloud, id: "eni-bp1new", subnetId: vSwitch }] });
    expect(await seen("eni-bp1new")).toMatchObject([{ Status: "Available" }]);
    lagging.seed({ interfaces: [{ cloud, id: "eni-bp1new", description: "changed" }] });
    expect(await seen("eni-bp1new")).toMatchObject([{ Description: "changed" }]);
    await client.request("AttachNetworkInterface", pair);
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    own.advance(2000);
    expect(await seen(free)).toMatchObject([{ Status: "InUse" }]);
    await lagging.close();
  });
});

describe("Transitions", () => {
  it("have a duration for each kind, and the same seed gives the same durations", async () => {
    const run = async (seed: number) => {
      const own = manualClock(Date.UTC(2026, 0, 1));
      const one = await createEmulator({
        clock: own,
        transitionMs: { attach: { min: 100, max: 900, seed }, detach: 50 },
      });
      const begun = own.now();
      await popClient(one).request("AttachNetworkInterface", pair);
      const steps: string[] = [];
      for (let step = 0; step < 10; step += 1) {
        own.advance(100);
        steps.push(one.store.interface(cloud, free)?.status ?? "");
      }
      const at = (one.store.interface(cloud, free)?.attachedAt ?? 0) - begun;
      await one.close();
      return { steps, at };
    };
    const [first, second] = [await run(7), await run(7)];
    expect(first).toEqual(second);
    expect((await run(8)).at).not.toBe(first.at);
    expect(first.at).toBeGreaterThanOrEqual(100);
    expect(first.at).toBeLessThanOrEqual(900);
    expect(first.steps.at(-1)).toBe("attached");
  });

  it("tell which of them are over, since when and from when on", async () => {
    const own = manualClock();
    const one = await createEmulator({ clock: own, transitionMs: { attach: 300, detach: 200 } });
    const since = own.now();
    await popClient(one).request("AttachNetworkInterface", pair);
    expect(one.transitions.ended()).toEqual([]);
    own.advance(1_000);
    const attach = { kind: "attach", cloud, interfaceId: free, since, at: since + 300 };
    expect(one.transitions.ended()).toEqual([attach]);
    await popClient(one).request("DetachNetworkInterface", pair);
    own.advance(200);
    const detach = { ...attach, kind: "detach", since: since + 1_000, at: since + 1_200 };
    expect(one.transitions.ended()).toEqual([attach, detach]);
    one.reset();
    expect(one.transitions.ended()).toEqual([]);
    await one.close();
  });

  it("give the lowest free device index", async () => {
    for (const number of [1, 2, 3]) {
      await call("AttachNetworkInterface", {
        ...pair,
        NetworkInterfaceId: `eni-bp1free000000000000${number}`,
      });
    }
    clock.advance(1000);
    await call("DetachNetworkInterface", { ...pair, NetworkInterfaceId: "eni-bp1free0000000000002" });
    clock.advance(1000);
    await call("AttachNetworkInterface", { ...pair, NetworkInterfaceId: "eni-bp1free0000000000009" });
    const held = emulator.store.attachmentsOf(running, cloud).map(({ deviceIndex }) => deviceIndex);
    expect(held).toEqual([0, 1, 2, 3]);
  });

  it("change an instance's status by themselves", () => {
    emulator.act({ cloud, act: "stop", instanceId: running, afterMs: 5000 });
    expect(emulator.store.instance(cloud, running)?.status).toBe("stopping");
    clock.advance(5000);
    expect(emulator.store.instance(cloud, running)?.status).toBe("stopped");
  });
});

describe("A large store", () => {
  it("describes a hundred of twelve thousand interfaces as fast as a hundred of two hundred", async () => {
    const subnetId = "vsw-bp1wide";
    const subnet = { vpcId: "vpc-bp1main0000000000001", zoneId: "cn-hangzhou-h", cidr: "10.0.0.0/16" };
    emulator.seed({ subnets: [{ cloud, id: subnetId, ...subnet }] });
    const bulk = (from: number, to: number) =>
      emulator.seed({
        interfaces: Array.from({ length: to - from }, (_, index) => {
          return { cloud, id: `eni-bulk${from + index}`, subnetId };
        }),
      });
    /** The fastest run: the others may have waited for a busy machine. */
    const best = async (ids: string[]) => {
      emulator.journal.clear();
      for (let time = 0; time < 25; time += 1) {
        await call("DescribeNetworkInterfaces", { ...region, NetworkInterfaceId: ids, MaxResults: 100 });
      }
      return Math.min(...emulator.journal.entries().map((entry) => entry.tookMs));
    };
    const every = (step: number) => Array.from({ length: 100 }, (_, index) => `eni-bulk${index * step}`);
    bulk(0, 200);
    const ofFew = await best(every(2));
    bulk(200, 12_000);
    // A search through all of them would take dozens of times as long.
    expect(await best(every(119))).toBeLessThan(4 * ofFew);
  });
});
