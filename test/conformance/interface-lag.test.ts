import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** How long describes lag, in milliseconds. */
const lags = [8_000, 15_000];

/** Each intent makes one interface, however late the cloud shows it. In process, on a virtual clock. */
describe.each(interfaceCases)("describes that lag on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = () => world.beginFor(cloudCase);
  const inputs = (more: object = {}) => ({
    ...cloudCase.place,
    ...declared,
    __urn: "urn:pulumi:dev::interfaces::eni::data",
    ...more,
  });
  const made = () => world.made(cloud).map(({ id }) => id);
  const creates = () => world.emulator.journal.entries({ cloud, action: "CreateNetworkInterface" });
  const fault = (action: string, kind: FaultKind, times = Number.POSITIVE_INFINITY) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const lag = (ms: number, times?: number) =>
    fault("DescribeNetworkInterfaces", { kind: "stale-describe", ms }, times);

  it.each(lags)("make one interface at %i ms", async (ms) => {
    lag(ms);
    const { id } = await begin().interfaces().create(inputs());
    expect(made()).toEqual([id]);
    expect(creates()).toHaveLength(1);
  });

  it.each(lags)("make one interface at %i ms although the reply is lost", async (ms) => {
    lag(ms);
    fault("CreateNetworkInterface", { kind: "lost-reply" }, 1);
    const { id } = await begin().interfaces().create(inputs());
    expect(made()).toEqual([id]);
  });

  it("say what may have been made when no look is answered after a create whose reply is lost", async () => {
    fault("CreateNetworkInterface", { kind: "lost-reply" }, 1);
    const creating = failureOf(begin().interfaces().create(inputs()));
    while (creates().length === 0) await new Promise(setImmediate);
    fault("DescribeNetworkInterfaces", { kind: "http", status: 500, body: "down" });
    const { message } = await creating;
    expect(message).toMatch(/Done before: create sent 1 time, .*a run within (5|10) m finds and keeps it/);
    world.emulator.faults.clear();
    await begin().interfaces().create(inputs());
    expect(made()).toHaveLength(1);
  });

  it("make one interface when a late look misses what earlier ones showed", async () => {
    world.emulator.transitions.setDuration(40_000);
    world.emulator.faults.add({
      ...{ cloud, action: "DescribeNetworkInterfaces", skip: 30, times: 1 },
      ...{ kind: "stale-describe", ms: 3_600_000 },
    });
    const { id } = await begin().interfaces().create(inputs());
    expect(world.emulator.faults.list().every(({ left }) => left === 0)).toBe(interfaceCase.createsInTime);
    expect(made()).toEqual([id]);
  });

  it.each([
    { by: "an earlier run", inSameRun: false },
    { by: "this run", inSameRun: true },
  ])("do not bring back what $by deleted", async ({ inSameRun }) => {
    const first = await begin().interfaces().create(inputs());
    await world.clock.sleep(20_000);
    const run = begin().interfaces();
    await run.delete(first.id, first.outs);
    lag(2_500, 1);
    const next = inSameRun ? run : begin().interfaces();
    const { id } = await next.create(inputs());
    expect(id).not.toBe(first.id);
    expect(made()).toEqual([id]);
  });

  it("end in a failure that names every interface that may show later, a few at the most", async () => {
    lag(3_600_000);
    const error = await failureOf(begin().interfaces().create(inputs()));
    expect(made().length).toBeLessThanOrEqual(4);
    const named = interfaceCase.createNamesNothing ? [] : made();
    for (const id of named) expect(error.message).toContain(id);
    expect(error instanceof KeptFailure ? made() : []).toEqual(named);
  });
});

const repeating = interfaceCases.flatMap((interfaceCase) =>
  interfaceCase.createRepeats ? [{ ...interfaceCase, ...interfaceCase.createRepeats }] : [],
);

/** Where a create with an earlier token answers with what that one made, there or gone. */
describe.each(repeating)("a create that is answered with what does not show on $title", (interfaceCase) => {
  const { cloudCase, declared, refusedCode } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = () => world.beginFor(cloudCase);
  const inputs = () => ({ ...cloudCase.place, ...declared, __urn: "urn:pulumi:dev::interfaces::eni::data" });
  const made = () => world.made(cloud).map(({ id }) => id);
  const lag = (ms: number) =>
    world.emulator.faults.add({
      ...{ cloud, action: "DescribeNetworkInterfaces", times: Number.POSITIVE_INFINITY },
      ...{ kind: "stale-describe", ms },
    });

  it("takes the first that shows after all, and warns of the other", async () => {
    lag(25_000);
    const run = begin();
    const { id } = await run.interfaces().create(inputs());
    const [first, other, ...more] = made();
    expect(id).toBe(first);
    expect(more).toEqual([]);
    expect(run.reported("warn")).toContain(`A repeated create also made ${other}`);
  });

  it("keeps the interface in the state when the next create is refused", async () => {
    lag(3_600_000);
    world.emulator.faults.add({
      ...{ cloud, action: "CreateNetworkInterface", skip: 1, times: Number.POSITIVE_INFINITY },
      ...{ kind: "error", code: refusedCode },
    });
    const error = await begin()
      .interfaces()
      .create(inputs())
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    expect(error).toBeInstanceOf(KeptFailure);
    expect(made()).toEqual([(error as KeptFailure).id]);
  });

  it("passes by what earlier runs made and deleted, and by what this run deleted without a wait", async () => {
    const first = await begin().interfaces().create(inputs());
    await begin().interfaces().delete(first.id, first.outs);
    const second = await begin().interfaces().create(inputs());
    const run = begin().interfaces();
    await run.delete(second.id, second.outs);
    expect(made()).toEqual([]);
    const third = await run.create(inputs());
    expect(made()).toEqual([third.id]);
  });
});
