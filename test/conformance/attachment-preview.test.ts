import { unknownText } from "../../provider/adapters/stored-properties";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** A preview says what the cloud would refuse, once, and asks no more than it needs. */
describe.each(cloudCases)("the preview of an attachment on $title", (cloudCase: CloudCase) => {
  const { running, busy, stopped, starting, free, attached, primary, storeName: cloud } = cloudCase;
  const { act, attach, attaches, begin, calls, detaches, fault, holderOf, inputs, world } =
    attachmentFixture(cloudCase);

  it("asks nothing about an unchanged attachment or an instance without an id", async () => {
    const { outs } = await attach();
    world.emulator.journal.clear();
    const { attachments } = begin();
    await expect(attachments.check(outs, inputs(free(1), running))).resolves.toEqual([]);
    await expect(attachments.check({}, inputs(free(2), unknownText, { __urn: "urn:b" }))).resolves.toEqual(
      [],
    );
    expect(world.emulator.journal.entries()).toHaveLength(0);
  });

  it("refuses what will never work: a primary interface, another zone", async () => {
    const { attachments } = begin();
    const [first] = await attachments.check({}, inputs(primary, stopped));
    expect(first).toMatchObject({ property: "networkInterfaceId" });
    expect(first?.reason).toContain("primary");
    const [zone] = await attachments.check({}, inputs(free(2), cloudCase.otherZoneInstance));
    expect(zone?.reason).toContain(cloudCase.otherZoneInstance);
  });

  it("refuses a primary interface on its own instance and on another, with nothing said beside it", async () => {
    const owner = world.emulator.store.interface(cloud, primary)?.instanceId ?? "";
    for (const instance of [owner, busy]) {
      const run = begin();
      const failures = await run.attachments.check({}, inputs(primary, instance));
      expect(failures).toHaveLength(1);
      expect(failures[0]?.reason).toContain("primary");
      expect(run.reported("warn")).toBe("");
      const error = await failureOf(attach(primary, instance));
      expect(error.message).toContain("primary");
    }
    expect([...attaches(), ...detaches()]).toHaveLength(0);
  });

  it("warns of a holder, errs under strict, is silent when off and about what passes", async () => {
    const warned = begin();
    await expect(warned.attachments.check({}, inputs(attached, running))).resolves.toEqual([]);
    expect(warned.reported("warn")).toContain(busy);
    const strict = await begin().attachments.check({}, inputs(attached, running, { preflight: "strict" }));
    expect(strict[0]?.reason).toContain(busy);
    world.emulator.journal.clear();
    const off = begin();
    await off.attachments.check({}, inputs(attached, running, { preflight: "off" }));
    expect(world.emulator.journal.entries()).toHaveLength(0);
    const passing = begin();
    await expect(passing.attachments.check({}, inputs(free(3), starting))).resolves.toEqual([]);
    expect(passing.reported("warn")).toBe("");
  });

  it("holds a replacement's own old attachment for no obstacle, in both of its checks", async () => {
    const { outs } = await attach();
    const run = begin();
    await expect(run.attachments.check(outs, inputs(free(1), busy))).resolves.toEqual([]);
    await expect(run.attachments.check({}, inputs(free(1), busy))).resolves.toEqual([]);
    expect(run.reported("warn")).toBe("");
  });

  it("counts what is held and what is claimed against the instance's quota", async () => {
    const { room, quotaCode } = cloudCase;
    act("attach", free(12));
    const run = begin();
    for (let number = 1; number < room; number++) {
      await run.attachments.check({}, inputs(free(number), running, { __urn: `urn:${number}` }));
    }
    expect(run.reported("warn")).toBe("");
    await expect(
      run.attachments.check({}, inputs(free(room), running, { __urn: "urn:one" })),
    ).resolves.toEqual([]);
    expect(run.reported("warn")).toContain(quotaCode);
    expect(run.reported("warn")).toContain("is detached only at the end of `up`");
    // Without the interface of someone else, the program alone would attach too many.
    const failures = await run.attachments.check({}, inputs(free(room + 1), running, { __urn: "urn:two" }));
    expect(failures).toEqual([{ property: "instanceId", reason: expect.stringContaining(quotaCode) }]);
  });

  it("frees a place only for the replacement of the very resource that is checked", async () => {
    const { room, quotaCode } = cloudCase;
    for (let number = 1; number <= room; number++) act("attach", free(number));
    const old = inputs(free(1), running);
    const run = begin();
    await expect(run.attachments.check(old, inputs(free(room + 1), running))).resolves.toEqual([]);
    expect(run.reported("warn")).toBe("");
    await run.attachments.check({}, inputs(free(room + 2), running, { __urn: "urn:other" }));
    expect(run.reported("warn")).toContain(quotaCode);
  });

  it("accepts two replacements on a full instance, because each frees its own place", async () => {
    const { room, quotaCode } = cloudCase;
    for (let number = 1; number <= room; number++) act("attach", free(number));
    const run = begin();
    const [first, second] = ["urn:first", "urn:second"];
    const replace = (from: number, to: number, __urn: string) =>
      run.attachments.check(inputs(free(from), running, { __urn }), inputs(free(to), running, { __urn }));
    await expect(replace(1, room + 1, first)).resolves.toEqual([]);
    await expect(replace(2, room + 2, second)).resolves.toEqual([]);
    expect(run.reported("warn")).toBe("");
    await run.attachments.check({}, inputs(free(room + 3), running, { __urn: "urn:third" }));
    expect(run.reported("warn")).toContain(quotaCode);
  });

  if (cloudCase.showsTransitions) {
    const leavingTo = [
      ['where it was, with `ifAlreadyAttached: "fail"`', busy, { ifAlreadyAttached: "fail" }],
      ["elsewhere", running, {}],
      ["elsewhere, by moveFrom", running, { moveFrom: busy }],
      ["elsewhere, under strict", running, { preflight: "strict" }],
    ] as const;
    it.each(leavingTo)(
      "is silent of an interface that another hand detaches, and wanted %s",
      async (_, to, more) => {
        const set = { status: "detaching" } as const;
        world.emulator.act({ cloud, act: "set-interface", interfaceId: attached, set });
        const run = begin();
        await expect(run.attachments.check({}, inputs(attached, to, more))).resolves.toEqual([]);
        expect(run.reported("warn")).toBe("");
        act("detach", attached);
        await run.attachments.create(inputs(attached, to, more));
        expect(holderOf(attached)).toBe(to);
        expect(detaches()).toHaveLength(0);
      },
    );
  }

  it("judges all else when the quota cannot be looked up, and says so", async () => {
    const calls = { DescribeInstanceTypes: 1, DescribeNetworkInterfaceLimit: 1 };
    for (const action of Object.keys(calls)) fault(action, { kind: "http", status: 500, body: "no" }, 9);
    const run = begin();
    const [zone] = await run.attachments.check({}, inputs(free(2), cloudCase.otherZoneInstance));
    expect(zone?.reason).toContain(cloudCase.otherZoneInstance);
    if (Object.keys(calls).some((action) => world.emulator.journal.entries({ cloud, action }).length > 0)) {
      expect(run.reported("once")).toContain("not checked");
    }
  });

  it("reports nothing about its own attachment when only the profile changes, running or stopped, strict or not", async () => {
    await attach();
    for (const more of [{}, { preflight: "strict" }]) {
      const run = begin();
      const wanted = inputs(free(1), running, { profile: "prod", ...more });
      await expect(run.attachments.check(inputs(free(1), running), wanted)).resolves.toEqual([]);
      expect(run.reported("warn")).toBe("");
      world.emulator.act({ cloud, act: "stop", instanceId: running });
    }
  });

  it("warns, and does not err, when a replacement names what cannot be seen yet", async () => {
    await attach();
    const ghost = free(1).replace(/.{4}$/, "9999");
    const run = begin();
    await expect(run.attachments.check(inputs(free(1), running), inputs(ghost, running))).resolves.toEqual(
      [],
    );
    expect(run.reported("warn")).toContain(cloudCase.place.regionId);
  });

  it("says each warning once, though a replacement is checked twice", async () => {
    await attach();
    const run = begin();
    const ghost = free(1).replace(/.{4}$/, "9999");
    await run.attachments.check(inputs(free(1), running), inputs(ghost, running));
    await run.attachments.check({}, inputs(ghost, running));
    expect(run.messages.filter((line) => line.kind === "warn")).toHaveLength(1);
  });

  it("asks a place that does not answer once, not for every attachment", async () => {
    fault("DescribeNetworkInterfaces", { kind: "reset-before" }, 99);
    const run = begin();
    for (const number of [1, 2, 3]) {
      await run.attachments.check({}, inputs(free(number), running, { __urn: `urn:${number}` }));
    }
    expect(calls("DescribeNetworkInterfaces").length).toBeLessThan(6);
    expect(new Set(run.messages.map((line) => line.message)).size).toBe(1);
  });

  it("says once in a run that it could not look, and errs only under strict", async () => {
    const run = begin({ config: cloudCase.keys({ accessKeyId: "nobody", accessKeySecret: "nothing" }) });
    await expect(run.attachments.check({}, inputs(free(1), running))).resolves.toEqual([]);
    expect(run.reported("once")).toContain("not checked");
    const [strict] = await run.attachments.check({}, inputs(free(2), running, { preflight: "strict" }));
    expect(strict?.reason).toContain("not checked");
  });

  it("refuses a wrong eni:preflight in one failure, unless the argument replaces it", async () => {
    const keys = cloudCase.keys(world.emulator.credentials[cloud]);
    const { attachments } = begin({ config: { ...keys, preflight: "loud" } });
    const failures = await attachments.check({}, inputs(free(1), running));
    const reason = 'eni:preflight must be "on", "strict" or "off", not "loud"';
    expect(failures).toEqual([{ property: "preflight", reason }]);
    await expect(attachments.check({}, inputs(free(1), running, { preflight: "on" }))).resolves.toEqual([]);
  });

  it("names each wrong argument in words", async () => {
    const { attachments } = begin();
    const failures = await attachments.check(
      {},
      { ...cloudCase.place, networkInterfaceId: 7, timeouts: { create: "soon" }, netwrokCard: 1 },
    );
    const said = failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n");
    expect(said).toMatch(/networkInterfaceId: .*7/);
    expect(said).toContain("instanceId: instanceId is required");
    expect(said).toMatch(/timeouts: .*"5m"/);
    expect(said).toContain("netwrokCard: netwrokCard is not an argument of ");
  });

  it("refuses a region that is no word of a host name", async () => {
    for (const regionId of ["cn hangzhou", "cn-hangzhou.evil.example/", "-x", "a@b"]) {
      const [failure] = await begin().attachments.check({}, { ...inputs(free(1), running), regionId });
      expect(failure?.property).toBe("regionId");
      expect(failure?.reason).toContain("regionId must be the");
    }
  });
});
