import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

/** With `eni:driftCheck`, a plain preview sees what someone changed, and `up` puts it right. */
describe.each(interfaceCases)(
  "checking for drift in a plain preview on $title",
  (interfaceCase: InterfaceCase) => {
    const { cloudCase, foreign } = interfaceCase;
    const { storeName: cloud, running, busy, free } = cloudCase;
    const { begin: beginPlain, create, inputs, stored, world } = interfaceFixture(interfaceCase);

    const begin = () => {
      const keys = cloudCase.keys(world.emulator.credentials[cloud]);
      return beginPlain({ config: { ...keys, driftCheck: "true" } });
    };
    const pair = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running, __urn: "urn:on" };
    const attach = () => beginPlain().attachments.create(pair);
    const act = (what: object) => world.emulator.act({ cloud, interfaceId: free(1), ...what } as never);

    it("is off unless it is configured", async () => {
      const { id, outs } = await attach();
      act({ act: "detach" });
      const { attachments } = beginPlain();
      await attachments.check(pair, pair);
      world.emulator.journal.clear();
      await expect(attachments.diff(id, outs, pair)).resolves.toMatchObject({ changes: false });
      expect(world.emulator.journal.entries()).toEqual([]);
    });

    it("shows a detached interface, and `up` attaches it again", async () => {
      const { id, outs } = await attach();
      act({ act: "detach" });
      const run = begin();
      await run.attachments.check(pair, pair);
      await expect(run.attachments.diff(id, outs, pair)).resolves.toMatchObject({
        changes: true,
        replaces: [],
      });
      expect(run.reported("warn")).toContain("not attached");
      await run.attachments.update(id, outs, pair);
      expect(stored(free(1))).toMatchObject({ instanceId: running, status: "attached" });
    });

    it("names the instance that holds the interface now, and says that `up` will refuse", async () => {
      const { id, outs } = await attach();
      act({ act: "detach" });
      act({ act: "attach", instanceId: busy });
      const run = begin();
      await run.attachments.check(pair, pair);
      await expect(run.attachments.diff(id, outs, pair)).resolves.toMatchObject({ changes: true });
      expect(run.reported("warn")).toContain(busy);
      expect(run.reported("warn")).toContain("moveFrom");
      expect(stored(free(1))).toMatchObject({ instanceId: busy });
    });

    it("finds nothing where nothing changed, and nothing while a refresh compares", async () => {
      const { id, outs } = await attach();
      const run = begin();
      await run.attachments.check(pair, pair);
      await expect(run.attachments.diff(id, outs, pair)).resolves.toMatchObject({ changes: false });
      act({ act: "detach" });
      const refreshing = begin();
      await expect(refreshing.attachments.diff(id, outs, pair)).resolves.toMatchObject({ changes: false });
      expect(refreshing.messages).toEqual([]);
    });

    it.each(foreign)("shows and heals a changed $argument, unless the program ignores it", async (change) => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set: change.set } as never);
      const ignored = inputs({ __ignoreChanges: [change.argument] });
      const ignoring = begin().interfaces();
      await ignoring.check(ignored, ignored);
      await expect(ignoring.diff(id, outs, ignored)).resolves.toMatchObject({ changes: false });

      const run = begin();
      const interfaces = run.interfaces();
      await interfaces.check(inputs(), inputs());
      await expect(interfaces.diff(id, outs, inputs())).resolves.toMatchObject({
        changes: true,
        replaces: [],
      });
      expect(run.reported("warn")).toContain(change.argument);
      await interfaces.update(id, outs, inputs());
      expect(stored(id)).toMatchObject(change.healed);
    });

    it("replaces an interface that is gone", async () => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "delete", interfaceId: id });
      const run = begin();
      const interfaces = run.interfaces();
      await interfaces.check(inputs(), inputs());
      const diff = await interfaces.diff(id, outs, inputs());
      expect(diff).toMatchObject({ changes: true, replaces: ["status"] });
      const again = await interfaces.create(inputs());
      expect(again.id).not.toBe(id);
      await interfaces.delete(id, outs);
      expect(stored(again.id)).toBeDefined();
    });
  },
);
