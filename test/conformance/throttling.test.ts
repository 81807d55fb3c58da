import { type JournalEntry, samples, type Throttle } from "../../emulator";
import { benchScenario } from "../../scripts/bench/bench-scenario";
import { forcedSeconds, type Quota, throttlesOf } from "../../scripts/bench/quota";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";
import { type VirtualRun, VirtualWorld } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** The engine's `--parallel`, and how often it begins an operation. */
const inFlight = 100;
const beginEveryMs = 10;

interface Crowd {
  readonly throttles: readonly Throttle[];
  /** How many runs share the account, and how many interfaces each of them attaches. */
  readonly runs: number;
  readonly size: number;
}

/** Runs that attach many interfaces at the same time. */
async function attachAll(cloudCase: CloudCase, { throttles, runs, size }: Crowd) {
  const sample = samples.find(({ name }) => name === cloudCase.title.replace(" ", "-"));
  if (!sample) throw new Error(`${cloudCase.title} has no sample`);
  // One interface on each instance, because not every cloud has room for more on all of its instances.
  const { scenario, attachments } = benchScenario(sample, {
    interfaces: runs * size,
    instances: runs * size,
  });
  const world = await VirtualWorld.create({ scenario: { ...scenario, throttles: [...throttles] } });
  const inputs = Object.values(attachments);
  const attach = async (run: VirtualRun, first: number) => {
    let next = first;
    let beginsAtMs = world.clock.now();
    const lane = async () => {
      while (next < first + size) {
        const declared = inputs[next++];
        beginsAtMs += beginEveryMs;
        await world.clock.sleep(beginsAtMs - world.clock.now());
        await run.attachments.create({ ...declared });
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
  };
  try {
    await Promise.all(
      Array.from({ length: runs }, (_, index) => attach(world.beginFor(cloudCase), index * size)),
    );
    return { journal: world.emulator.journal.entries({ foreign: false }) };
  } finally {
    await world.close();
  }
}

const isThrottled = ({ code }: JournalEntry, cloudCase: CloudCase) => code === cloudCase.throttleCode;

function attachesIn(journal: readonly JournalEntry[]) {
  const sent = journal.filter(({ action }) => action === "AttachNetworkInterface");
  const accepted = sent.filter(({ code }) => code === null);
  const times = accepted.map(({ at }) => at);
  return { sent, accepted, tookS: (Math.max(...times) - Math.min(...times)) / 1_000 };
}

const second: Quota = { writes: 20, looks: 20, windowS: undefined };
const minute: Quota = { writes: 500, looks: 800, windowS: 60 };

// The API v2 asks for one interface with each call. So it needs more looks than attaches.
const inOneCall = cloudCases.filter(({ showsTransitions }) => showsTransitions);

describe.each(inOneCall)("a run at the rate limits of $title", (cloudCase: CloudCase) => {
  it.each<[string, number, Quota]>([
    ["20 writes and 20 looks a second", 300, second],
    ["500 writes and 800 looks in a minute", 700, minute],
  ])("attaches as fast as %s allow: %d interfaces", async (_, size, quota) => {
    const throttles = throttlesOf(cloudCase.storeName, quota);
    const { journal } = await attachAll(cloudCase, { throttles, runs: 1, size });
    const { accepted, sent, tookS } = attachesIn(journal);
    expect(accepted).toHaveLength(size);
    const forcedS = forcedSeconds(quota, { AttachNetworkInterface: size });
    expect(tookS).toBeLessThanOrEqual(Math.max(1.15 * forcedS, (size * beginEveryMs) / 1_000 + 1));
    expect(sent.filter((entry) => isThrottled(entry, cloudCase)).length).toBeLessThanOrEqual(0.05 * size);
    const throttled = journal.filter((entry) => isThrottled(entry, cloudCase)).length;
    expect(throttled).toBeLessThanOrEqual(0.05 * journal.length);
  });

  // How equal the three are follows from chance, which these runs do not have: the simulation of the limiter holds it.
  it("shares them with two other runs", async () => {
    const throttles = throttlesOf(cloudCase.storeName, second);
    const { journal } = await attachAll(cloudCase, { throttles, runs: 3, size: 150 });
    const { accepted, tookS } = attachesIn(journal);
    expect(accepted).toHaveLength(450);
    expect(tookS).toBeLessThanOrEqual(1.2 * forcedSeconds(second, { AttachNetworkInterface: 450 }));
  });
});

describe.each(cloudCases)("a call that waits for its turn on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, place, storeName: cloud, throttleCode } = cloudCase;
  const world = worldForEachTest({ transitionMs: 1_000 });
  const urn = "urn:pulumi:dev::p::eni::waits";
  const inputs = (number: number, more: object = {}) => ({
    ...place,
    networkInterfaceId: free(number),
    instanceId: number === 1 ? running : busy,
    ...more,
  });
  /** So many attaches pass in a minute. */
  const limit = (count: number) =>
    world.emulator.throttles.add({
      ...{ cloud, action: "AttachNetworkInterface", limit: count, windowMs: 60_000 },
    });
  const attaches = () => world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" });

  it("is shown on the line of its resource, with the action and the code", async () => {
    limit(1);
    const run = world.beginFor(cloudCase);
    await run.attachments.create(inputs(1));
    await run.attachments.create(inputs(2, { __urn: urn }));
    const lines = run.messages.filter(({ message }) => message.includes("waiting to send the attach"));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(20);
    expect(lines[0]).toEqual({
      ...{ kind: "status", urn },
      message: expect.stringMatching(
        `: waiting to send the attach, \\d+ s: the cloud limits AttachNetworkInterface \\(${throttleCode}\\)$`,
      ),
    });
    expect(world.emulator.store.interface(cloud, free(2))?.instanceId).toBe(busy);
  });

  it("is shown there also when it is a look", async () => {
    const action = "DescribeNetworkInterfaces";
    world.emulator.throttles.add({ ...{ cloud, action, limit: 1, windowMs: 20_000 } });
    const run = world.beginFor(cloudCase);
    await run.attachments.create(inputs(2, { __urn: urn }));
    const lines = run.messages.filter(({ message }) => message.includes("waiting to look"));
    expect(lines.length).toBeGreaterThan(2);
    expect(lines[0]).toEqual({
      ...{ kind: "status", urn },
      message: expect.stringMatching(
        `: waiting to look, \\d+ s: the cloud limits ${action} \\(${throttleCode}\\)$`,
      ),
    });
    expect(world.emulator.store.interface(cloud, free(2))?.instanceId).toBe(busy);
  });

  it("waits with all others of its action, and one of them tries for all", async () => {
    limit(1);
    const run = world.beginFor(cloudCase);
    await run.attachments.create(inputs(1));
    world.emulator.journal.clear();
    const began = world.clock.now();
    world.emulator.throttles.clear();
    world.emulator.throttles.add({
      ...{ cloud, action: "AttachNetworkInterface", limit: 0, windowMs: 60_000 },
    });
    const others = [2, 3, 4].map((number) => run.attachments.create(inputs(number)));
    await world.clock.sleep(30_000);
    const { length } = attaches();
    // Three at once, and then one try after 0.25, 0.5, 1, 2, 4 and each 5 seconds.
    expect(length).toBeLessThanOrEqual(3 + 10);
    world.emulator.throttles.clear();
    await Promise.all(others);
    expect(world.clock.now() - began).toBeLessThan(40_000);
    expect(attaches().filter(({ code }) => code === null)).toHaveLength(3);
  });

  it("fails before its time-out in words, and nothing is sent after it", async () => {
    limit(0);
    const run = world.beginFor(cloudCase);
    const began = world.clock.now();
    const failures = [1, 2].map((number) =>
      failureOf(run.attachments.create(inputs(number, { timeouts: { create: "20s" } }))),
    );
    for (const error of await Promise.all(failures)) {
      expect(error.message).toContain(throttleCode);
      expect(error.message).toMatch(/waited \d+ s for its turn, which does not come in time/);
    }
    expect(world.clock.now() - began).toBeLessThanOrEqual(20_001);
    const { length } = attaches();
    await world.clock.sleep(60_000);
    expect(attaches()).toHaveLength(length);
  });

  it("is not sent when the run is interrupted", async () => {
    limit(0);
    const run = world.beginFor(cloudCase);
    const failures = [1, 2].map((number) => failureOf(run.attachments.create(inputs(number))));
    while (attaches().length < 4) await new Promise(setImmediate);
    run.interrupt.abort();
    const messages = (await Promise.all(failures)).map(({ message }) => message);
    for (const message of messages) expect(message).toContain(throttleCode);
    // The other one may have been under way as a try.
    expect(messages.join()).toContain("for its turn, until the run was interrupted");
    const { length } = attaches();
    await world.clock.sleep(60_000);
    expect(attaches()).toHaveLength(length);
  });
});

// Tencent Cloud documents no header that asks for a pause.
describe.each(cloudCases.filter(({ storeName }) => storeName !== "tencent"))(
  "a pause that $title asks for",
  (cloudCase: CloudCase) => {
    const { running, free, place, storeName: cloud } = cloudCase;
    const world = worldForEachTest();

    it("holds all calls of the action for so long, and no call of another action", async () => {
      const run = world.beginFor(cloudCase);
      const inputs = (number: number) => ({
        ...place,
        networkInterfaceId: free(number),
        instanceId: running,
      });
      const attached = await run.attachments.create(inputs(1));
      world.emulator.journal.clear();
      world.emulator.throttles.add({
        ...{ cloud, action: "AttachNetworkInterface", limit: 0, windowMs: 1_000 },
        retryAfterMs: 20_000,
      });
      const creates = [2, 3].map((number) => run.attachments.create(inputs(number)));
      const attaches = () => world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" });
      while (attaches().length < 2) await new Promise(setImmediate);
      const refusedAtMs = world.clock.now();
      world.emulator.throttles.clear();
      await run.attachments.delete(attached.id, attached.outs);
      expect(world.clock.now() - refusedAtMs).toBeLessThan(5_000);
      await Promise.all(creates);
      const later = attaches().slice(2);
      expect(later).toHaveLength(2);
      for (const { at } of later) expect(at - refusedAtMs).toBeGreaterThanOrEqual(20_000);
      expect((later[1]?.at ?? 0) - refusedAtMs).toBeLessThan(21_000);
    });
  },
);
