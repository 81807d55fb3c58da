import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

const withBindings = cloudCases.filter(({ cloud }) => cloud.name !== "alibaba");

/** An HAVIP on Tencent, a load balancer on Zenlayer: only calls of their own show these. */
describe.each(withBindings)("an interface that something else uses on $title", (cloudCase: CloudCase) => {
  const { storeName: cloud, place, running } = cloudCase;
  const world = worldForEachTest({ transitionMs: 0 });
  const what = cloud === "tencent" ? "HAVIP" : "load balancer";
  const describes = cloud === "tencent" ? "DescribeHaVips" : "DescribeBackends";

  const attached = () =>
    world.emulator.store
      .interfaces(cloud)
      .filter(
        ({ kind, status, regionId }) =>
          [kind, status, regionId].join() === `secondary,attached,${place.regionId}`,
      );
  const find = (isBound: boolean) => {
    const found = attached().find(
      ({ havip = false, loadBalancerId }) => isBound === (havip || loadBalancerId !== undefined),
    );
    if (!found) throw new Error("the scenario has no such interface");
    return { networkInterfaceId: found.id, instanceId: found.instanceId ?? "" };
  };
  const olds = (pair: ReturnType<typeof find>) => ({ ...place, ...pair, status: "attached" });

  it("may not be moved to another instance: preview says what to do first", async () => {
    const run = world.beginFor(cloudCase);
    const before = { ...place, ...find(true) };
    const failures = await run.attachments.check(before, {
      ...before,
      instanceId: running,
      __urn: "urn:data",
    });
    expect(failures.map(({ reason }) => reason).join()).toContain(what);
    expect(world.emulator.journal.entries({ action: describes })).toHaveLength(1);
  });

  it("is not confused with another one of the same instance", async () => {
    const run = world.beginFor(cloudCase);
    const before = { ...place, ...find(false) };
    const failures = await run.attachments.check(before, {
      ...before,
      instanceId: running,
      __urn: "urn:data",
    });
    expect(failures.map(({ reason }) => reason).join()).not.toContain(what);
  });

  it("is told by a refresh, which asks once for all interfaces", async () => {
    const run = world.beginFor(cloudCase);
    for (const pair of [find(true), find(false), find(true)])
      await run.attachments.read(`${pair.networkInterfaceId}:${pair.instanceId}`, olds(pair));
    expect(
      run
        .reported("info")
        .split("\n")
        .filter((line) => line.includes(what)),
    ).toHaveLength(2);
    expect(world.emulator.journal.entries({ action: describes })).toHaveLength(1);
  });

  it("is judged by everything else when this call is refused", async () => {
    const code =
      cloud === "tencent" ? "UnauthorizedOperation.CamNoAuth" : "AUTHFAILURE_UNAUTHORIZED_OPERATION";
    world.emulator.faults.add({ cloud, action: describes, kind: "error", code });
    const run = world.beginFor(cloudCase);
    const pair = find(true);
    const { id } = await run.attachments.read(`${pair.networkInterfaceId}:${pair.instanceId}`, olds(pair));
    expect(id).toBe(`${pair.networkInterfaceId}:${pair.instanceId}`);
    expect(run.reported("info")).not.toContain(what);
  });
});
