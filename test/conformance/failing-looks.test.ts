import type { FaultKind } from "../../emulator";
import { unknownText } from "../../provider/adapters/stored-properties";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** Looks that are refused, empty or late: what they do not show is neither gone nor free, and stops nothing else. */
describe.each(cloudCases)("looks that fail or show too little on $title", (cloudCase: CloudCase) => {
  const { running, busy, stopped, free, primary, storeName: cloud, empty } = cloudCase;
  const { world, begin, inputs, statusOf } = attachmentFixture(cloudCase);

  const describe = "DescribeNetworkInterfaces";
  const fault = (action: string, kind: FaultKind, times = Number.POSITIVE_INFINITY) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const messageOf = async (work: Promise<unknown>) => (await failureOf(work)).message;

  if (empty) {
    const answering = (body: object) => ({ kind: "http", status: 200, body: JSON.stringify(body) }) as const;

    it("keeps what the instance still lists, though the interface is not shown at all", async () => {
      const { id, outs } = await begin().attachments.create(inputs(free(1), running));
      fault(describe, answering(empty.interfaces));
      for (const told of [
        messageOf(begin().attachments.read(id, outs)),
        messageOf(begin().attachments.delete(id, outs)),
      ]) {
        expect(await told).toMatch(new RegExp(`${free(1)}.*is not listed, but instance ${running} lists it`));
      }
      expect(statusOf(free(1))).toBe("attached");
    });

    it("sends a refused detach again though the instance is not shown", async () => {
      const { id, outs } = await begin().attachments.create(inputs(free(1), running));
      fault("DescribeInstances", answering(empty.instances));
      fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 2);
      await begin().attachments.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
    });

    it("detaches what one late look shows as free, and the instance does not", async () => {
      const { id, outs } = await begin().attachments.create(inputs(free(1), running));
      fault(describe, { kind: "stale-describe", ms: 5_000 }, 3);
      await begin().attachments.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
    });
  }

  for (const code of cloudCase.unknownIdCodes ?? []) {
    it(`takes ${code} for what it says of an interface that is gone, and of no other`, async () => {
      const { id, outs } = await begin().attachments.create(inputs(free(1), running));
      const gone = { cloud, act: "delete", interfaceId: free(1) } as const;
      fault(describe, { kind: "error", code });
      if (empty) {
        await expect(begin().attachments.delete(id, outs)).rejects.toThrow(/lists it/);
        expect(statusOf(free(1))).toBe("attached");
      }
      world.emulator.act(gone);
      expect((await begin().attachments.read(id, outs)).id).toBe("");
      await begin().attachments.delete(id, outs);
    });
  }

  it("goes on to its own deadline where every look is refused for its rate, and says so", async () => {
    const { id, outs } = await begin().attachments.create(inputs(free(1), running));
    fault(describe, { kind: "throttle" });
    const began = world.clock.now();
    const told = await messageOf(begin().attachments.delete(id, { ...outs, timeouts: { delete: "2m" } }));
    expect(told).toContain("`timeouts.delete`");
    expect(told).toContain(cloudCase.throttleCode);
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(120_000);
    expect(world.clock.now() - began).toBeLessThan(130_000);
    const created = await messageOf(
      begin().attachments.create(inputs(free(2), running, { timeouts: { create: "2m" } })),
    );
    expect(created).toContain("`timeouts.create`");
  });

  if (cloudCase.hasCallerIdentity) {
    it("asks whose the keys are no longer than the operation may take", async () => {
      fault("GetCallerIdentity", { kind: "throttle" });
      const began = world.clock.now();
      await messageOf(begin().attachments.create(inputs(free(1), running, { timeouts: { create: "2s" } })));
      expect(world.clock.now() - began).toBeLessThan(8_000);
      expect(statusOf(free(1))).toBe("available");
    });
  }

  it("judges the others when the cloud refuses to show one", async () => {
    const run = begin();
    fault(describe, { kind: "error", code: cloudCase.malformedCode }, 1);
    await expect(run.attachments.check({}, inputs(free(1), running, { __urn: "urn:1" }))).resolves.toEqual(
      [],
    );
    expect(run.reported("once")).toContain("not checked");
    const [second] = await run.attachments.check({}, inputs(primary, running, { __urn: "urn:2" }));
    expect(second?.property).toBe("networkInterfaceId");
  });

  it("says in preview which refusal kept it from looking, when the time is over", async () => {
    const run = begin();
    fault(describe, { kind: "throttle" });
    await expect(run.attachments.check({}, inputs(free(1), running))).resolves.toEqual([]);
    expect(run.reported("once")).toMatch(
      new RegExp(`not checked: .* ${describe} with ${cloudCase.throttleCode}`),
    );
  });

  it("asks few times and says once what the cloud refuses for every interface", async () => {
    const run = begin();
    fault(describe, { kind: "error", code: cloudCase.malformedCode });
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const news = inputs(free(number), running, { __urn: `urn:${number}` });
      await expect(run.attachments.check({}, news)).resolves.toEqual([]);
    }
    expect(world.emulator.journal.entries({ cloud, action: describe }).length).toBeLessThanOrEqual(2);
    expect(new Set(run.reported("once").split("\n")).size).toBe(1);
  });

  it("reports drift also without permission to look at instances", async () => {
    const { id, outs } = await begin().attachments.create(inputs(free(1), running));
    world.emulator.act({ cloud, act: "detach", interfaceId: free(1) });
    fault("DescribeInstances", { kind: "error", code: cloudCase.deniedCode });
    const run = begin();
    const { props } = await run.attachments.read(id, outs);
    expect(props.status).toBe("available");
    expect(run.reported("warn")).not.toBe("");
  });

  it("only warns when the replaced attachment no longer exists", async () => {
    const { outs } = await begin().attachments.create(inputs(free(1), running));
    world.emulator.act({ cloud, act: "detach", interfaceId: free(1) });
    world.emulator.act({ cloud, act: "attach", interfaceId: free(1), instanceId: busy });
    const run = begin();
    await expect(run.attachments.check(outs, inputs(free(1), stopped))).resolves.toEqual([]);
    expect(run.reported("warn")).toContain(`is attached to ${busy}`);
  });

  it("judges only the detach when the new instance does not exist yet", async () => {
    const { outs } = await begin().attachments.create(inputs(free(1), running));
    const looks = () => world.emulator.journal.entries({ cloud, action: describe }).length;
    const before = looks();
    await expect(begin().attachments.check(outs, inputs(free(1), unknownText))).resolves.toEqual([]);
    expect(looks()).toBe(before + 1);
    const [refusal] = await begin().attachments.check(inputs(primary, running), inputs(primary, unknownText));
    expect(refusal?.reason).toContain(cloudCase.primaryCode);
  });
});
