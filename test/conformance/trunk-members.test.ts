import { type CloudCase, cloudCases } from "../support/cloud-cases";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

type Trunks = NonNullable<CloudCase["trunks"]>;

const withTrunks = cloudCases.flatMap((cloudCase) =>
  cloudCase.trunks ? [{ title: cloudCase.title, cloudCase, trunks: cloudCase.trunks }] : [],
);

it("are under test wherever a trunk can be declared", () => {
  const declarable = cloudCases.filter(({ cloud }) => "trunkNetworkInstanceId" in cloud.attachmentArguments);
  expect(withTrunks.map(({ title }) => title)).toEqual(declarable.map(({ title }) => title));
});

/** An interface that is attached through a trunk interface, over the life of the attachment. */
describe.each(withTrunks)(
  "a member of a trunk on $title",
  ({ cloudCase, trunks }: { cloudCase: CloudCase; trunks: Trunks }) => {
    const { free, storeName: cloud } = cloudCase;
    const { instance, elsewhere, trunk, otherTrunk } = trunks;
    const member = free(1);
    const world = worldForEachTest({ transitionMs: 3_000 });
    beforeEach(() => {
      set(otherTrunk, { kind: "trunk" });
      for (const id of [trunk, otherTrunk]) act("attach", id);
      world.emulator.journal.clear();
    });

    const begin = (): VirtualRun => world.beginFor(cloudCase);
    const inputs = (trunkNetworkInstanceId: string | undefined, more: object = {}) => ({
      ...cloudCase.place,
      networkInterfaceId: member,
      instanceId: instance,
      ...(trunkNetworkInstanceId === undefined ? {} : { trunkNetworkInstanceId }),
      __urn: "urn:pulumi:dev::attachments::eni::data",
      ...more,
    });
    const set = (interfaceId: string, change: object) =>
      world.emulator.act({ cloud, act: "set-interface", interfaceId, set: change });
    const act = (name: "attach" | "detach", interfaceId: string, instanceId = instance) =>
      world.emulator.act(
        name === "attach" ? { cloud, act: name, interfaceId, instanceId } : { cloud, act: name, interfaceId },
      );
    const detaches = () => world.emulator.journal.entries({ cloud, action: "DetachNetworkInterface" });
    /** What is there, in the words of the store. */
    const seen = () => {
      const { status, instanceId, trunkInterfaceId } = world.emulator.store.interface(cloud, member) ?? {};
      return { status, instanceId, trunkInterfaceId };
    };
    const attachedThrough = (trunkInterfaceId: string | undefined) => ({
      status: "attached",
      instanceId: instance,
      trunkInterfaceId,
    });
    const gone = { status: "available", instanceId: null, trunkInterfaceId: undefined };
    const create = (through: string | undefined) => begin().attachments.create(inputs(through));

    it("is attached through it, reported, found unchanged and detached", async () => {
      const { id, outs } = await create(trunk);
      expect(seen()).toEqual(attachedThrough(trunk));
      expect(outs).toMatchObject({ attachedThrough: trunk, interfaceKind: "member" });
      const run = begin();
      const { props } = await run.attachments.read(id, outs);
      expect(props).toEqual(outs);
      expect(run.reported("warn")).toBe("");
      await expect(run.attachments.diff(id, props, inputs(trunk))).resolves.toMatchObject({ changes: false });
      await begin().attachments.delete(id, props);
      expect(seen()).toEqual(gone);
      expect(detaches().map(({ params }) => params.TrunkNetworkInstanceId)).toEqual([trunk]);
    });

    it.each([
      ["the cloud does not know", "eni-bp1unknown0000000001", "unknown-trunk", /not in region/],
      ["is none", free(5), "trunk-interface", /of kind secondary/],
    ])("is refused alike in preview and in up for a trunk that %s", async (_what, through, _rule, words) => {
      const run = begin();
      await expect(run.attachments.check({}, inputs(through))).resolves.toEqual([]);
      const warning = run.reported("warn");
      expect(warning).toMatch(words);
      world.emulator.journal.clear();
      const told = warning.slice(warning.indexOf(": ") + 2);
      await expect(create(through)).rejects.toThrow(told);
      const attaches = world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" });
      expect(attaches).toHaveLength(0);
    });

    it.each([
      ["another one", trunk, otherTrunk],
      ["one, where there was none", undefined, trunk],
      ["none any more", trunk, undefined],
    ])("is attached anew when the program names %s", async (_what, before, after) => {
      const { id, outs } = await create(before);
      const run = begin();
      await expect(run.attachments.check(outs, inputs(after))).resolves.toEqual([]);
      expect(run.reported("warn")).toBe("");
      await expect(run.attachments.diff(id, outs, inputs(after))).resolves.toMatchObject({
        changes: true,
        replaces: [],
      });
      const { outs: changed } = await run.attachments.update(id, outs, inputs(after));
      expect(seen()).toEqual(attachedThrough(after));
      expect(changed.attachedThrough).toBe(after);
      await begin().attachments.delete(id, changed);
      expect(seen()).toEqual(gone);
      expect(detaches().map(({ code }) => code)).toEqual([null, null]);
    });

    it.each([
      ["another trunk", { kind: "member", trunkInterfaceId: otherTrunk }, otherTrunk],
      ["no trunk", { kind: "secondary" }, undefined],
    ])(
      "has drifted when someone attached it through %s, which update heals",
      async (_what, change, through) => {
        const { id, outs } = await create(trunk);
        act("detach", member);
        act("attach", member);
        set(member, change);
        expect(seen()).toEqual(attachedThrough(through));
        const run = begin();
        const { props } = await run.attachments.read(id, outs);
        expect(run.reported("warn")).toContain(`not through trunk ${trunk}`);
        await expect(run.attachments.diff(id, props, inputs(trunk))).resolves.toMatchObject({
          changes: true,
        });
        await begin().attachments.update(id, props, inputs(trunk));
        expect(seen()).toEqual(attachedThrough(trunk));
      },
    );

    it("stays where it is when the trunk that is declared is not known to the cloud", async () => {
      const { id, outs } = await create(trunk);
      const wanted = inputs(`${trunk.slice(0, -3)}999`);
      await expect(begin().attachments.update(id, outs, wanted)).rejects.toThrow(
        /Check `trunkNetworkInstanceId`/,
      );
      expect(seen()).toEqual(attachedThrough(trunk));
      expect(detaches()).toHaveLength(0);
    });

    it("is detached from the trunk that it is attached through by now, not from the declared one", async () => {
      const { id, outs } = await create(trunk);
      set(member, { trunkInterfaceId: otherTrunk });
      await begin().attachments.delete(id, outs);
      expect(seen()).toEqual(gone);
      expect(detaches().map(({ params }) => params.TrunkNetworkInstanceId)).toEqual([otherTrunk]);
    });

    it.each([
      ["plainly", "through a trunk is declared", trunk, undefined],
      ["through a trunk", "none is declared", undefined, trunk],
    ])("is not adopted when it is attached %s though %s", async (_how, _declared, wanted, there) => {
      act("attach", member);
      if (there) set(member, { kind: "member", trunkInterfaceId: there });
      const run = begin();
      await run.attachments.check({}, inputs(wanted));
      expect(run.reported("warn")).toContain(`trunk ${trunk}`);
      await expect(run.attachments.create(inputs(wanted))).rejects.toThrow(/declare it as it is attached/);
      expect(seen()).toEqual(attachedThrough(there));
      expect(detaches()).toHaveLength(0);
    });

    it("is detached before its trunk, whichever of two deletions begins first", async () => {
      const ofTrunk = inputs(undefined, { networkInterfaceId: trunk, __urn: "urn:trunk" });
      const attachedTrunk = await begin().attachments.create(ofTrunk);
      const { id, outs } = await create(trunk);
      const { attachments } = begin();
      await Promise.all([
        attachments.delete(attachedTrunk.id, attachedTrunk.outs),
        attachments.delete(id, outs),
      ]);
      expect(seen()).toEqual(gone);
      expect(world.emulator.store.interface(cloud, trunk)).toMatchObject({ status: "available" });
    });

    it("that nobody detaches holds its trunk: after two minutes this counts as final, and is reported", async () => {
      await create(trunk);
      const pair = { networkInterfaceId: trunk, instanceId: instance };
      const state = inputs(undefined, pair);
      const began = world.clock.now();
      const deleting = begin().attachments.delete(`${trunk}:${instance}`, state);
      await expect(deleting).rejects.toThrow(/HasMemberEniAttached: member interfaces are still/);
      expect(world.clock.now() - began).toBeLessThanOrEqual(140_000);
      expect(detaches().length).toBeLessThan(20);
      expect(seen()).toEqual(attachedThrough(trunk));
    });

    it("is taken from an instance that moveFrom names, which knows nothing of the new trunk", async () => {
      act("attach", member, elsewhere);
      await begin().attachments.create(inputs(trunk, { moveFrom: elsewhere }));
      expect(seen()).toEqual(attachedThrough(trunk));
      expect(detaches().map(({ params }) => params.TrunkNetworkInstanceId)).toEqual([undefined]);
    });

    it("is not gone while the instance lists it, whatever a look at it says", async () => {
      const { id, outs } = await create(trunk);
      const body = JSON.stringify(cloudCase.empty?.interfaces);
      const action = "DescribeNetworkInterfaces";
      world.emulator.faults.add({ cloud, action, times: 99, kind: "http", status: 200, body });
      await expect(begin().attachments.read(id, outs)).rejects.toThrow(/lists it/);
      await expect(begin().attachments.delete(id, outs)).rejects.toThrow(/lists it/);
      expect(seen()).toEqual(attachedThrough(trunk));
    });

    it.each([
      ["free", () => act("detach", otherTrunk)],
      ["on another instance", () => act("attach", otherTrunk, elsewhere)],
      ["no trunk at all", () => set(otherTrunk, { kind: "secondary" })],
    ])("stays attached when the trunk that is named now is %s", async (_what, change) => {
      const { id, outs } = await create(trunk);
      change();
      const updating = begin().attachments.update(id, outs, inputs(otherTrunk));
      await expect(updating).rejects.toThrow(
        new RegExp(`${otherTrunk}.*not a trunk interface of ${instance}`),
      );
      expect(seen()).toEqual(attachedThrough(trunk));
      expect(detaches()).toHaveLength(0);
    });

    it("stays attached until the trunk that is named now is attached", async () => {
      const { id, outs } = await create(trunk);
      act("detach", otherTrunk);
      const arriving = { cloud, id: otherTrunk, instanceId: instance, status: "attaching" } as const;
      world.emulator.seed({ interfaces: [arriving] });
      await begin().attachments.update(id, outs, inputs(otherTrunk));
      expect(seen()).toEqual(attachedThrough(otherTrunk));
      const calls = world.emulator.journal.entries({ cloud });
      expect(calls.filter(({ code }) => code !== null)).toEqual([]);
    });

    it("is refused in preview on an instance whose type takes no trunks, and nothing is taken off for it", async () => {
      const plain = await begin().attachments.create(inputs(undefined, { instanceId: elsewhere }));
      const wanted = inputs(trunk, { instanceId: elsewhere });
      const [failure] = await begin().attachments.check(plain.outs, wanted);
      expect(failure).toMatchObject({ property: "trunkNetworkInstanceId" });
      expect(failure?.reason).toContain("does not support trunk interfaces");
      await expect(begin().attachments.update(plain.id, plain.outs, wanted)).rejects.toThrow(
        /does not support trunk interfaces/,
      );
      expect(detaches()).toHaveLength(0);
    });

    it("is found by its id only, whatever the trunk", async () => {
      await create(trunk);
      const run = begin();
      const { props } = await run.attachments.read(`${member}:${instance}`, { ...cloudCase.place });
      expect(props).toMatchObject({ status: "attached", attachedThrough: trunk });
      expect(run.reported("warn")).toBe("");
    });

    it("says, instead of trying again, that the cloud attached it and ignored the trunk", async () => {
      const { id, outs } = await create(undefined);
      const updating = begin().attachments.update(id, outs, inputs(trunk));
      const outcome = updating.then(
        () => "done",
        (error: Error) => error.message,
      );
      while (world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" }).length < 2)
        await new Promise(setImmediate);
      act("detach", member);
      act("attach", member);
      expect(await outcome).toMatch(/was attached.*not through trunk/);
      expect(detaches()).toHaveLength(1);
    });

    describe("and the quota", () => {
      const claim = async (run: VirtualRun, count: number, through: string | undefined) => {
        for (let number = 1; number <= count; number++) {
          const of = { networkInterfaceId: free(number), __urn: `urn:${number}` };
          await run.attachments.check({}, inputs(through, of));
        }
      };

      it("takes no place of the ordinary interfaces", async () => {
        const run = begin();
        world.emulator.seed({ instanceTypes: [{ ...trunks.type, eniQuantity: 4, eniTotalQuantity: 20 }] });
        await claim(run, 10, trunk);
        expect(run.reported("warn")).toBe("");
        await run.attachments.check(
          {},
          { ...inputs(undefined), networkInterfaceId: free(11), __urn: "urn:plain" },
        );
        expect(run.reported("warn")).toBe("");
        await run.attachments.check(
          {},
          { ...inputs(undefined), networkInterfaceId: free(12), __urn: "urn:more" },
        );
        expect(run.reported("warn")).toContain(cloudCase.quotaCode);
      });

      it("is that of members and ordinary interfaces together", async () => {
        const run = begin();
        world.emulator.seed({ instanceTypes: [{ ...trunks.type, eniQuantity: 4, eniTotalQuantity: 8 }] });
        await claim(run, 5, trunk);
        expect(run.reported("warn")).toBe("");
        await run.attachments.check({}, { ...inputs(trunk), networkInterfaceId: free(6), __urn: "urn:more" });
        expect(run.reported("warn")).toContain(cloudCase.quotaCode);
        expect(run.reported("warn")).toContain("8 interfaces");
      });
    });
  },
);
