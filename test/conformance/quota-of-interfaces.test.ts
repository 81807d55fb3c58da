import type { FaultKind } from "../../emulator";
import { setQuotas } from "../support/accounts";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";
import type { VirtualRun } from "../support/virtual-run";

/** A preview tells when the account has no place for the interfaces that the program creates. */
describe.each(interfaceCases)(
  "the account's quota of interfaces on $title",
  (interfaceCase: InterfaceCase) => {
    const { accountQuota, anew, changed, cloudCase } = interfaceCase;
    const { begin, create, fault, inputs, world, creates, deletes } = interfaceFixture(interfaceCase);
    const urn = (number: number) => `urn:pulumi:dev::interfaces::eni::data-${number}`;
    const check = (run: VirtualRun, number: number, more: object = {}) =>
      run.interfaces().check({}, inputs({ __urn: urn(number), ...more }));

    if (accountQuota === undefined) {
      it("is not documented, so nothing is asked for it", async () => {
        await check(begin(), 1);
        const describes = world.emulator.journal.entries().map(({ action }) => action);
        expect(describes.filter((action) => /Account|Limit|Interfaces/.test(action))).toEqual([]);
      });
      return;
    }

    const { name, within, code, quotaAction } = accountQuota;
    const place: Readonly<Record<string, unknown>> = inputs();
    const owner = () => world.emulator.store.interface(cloudCase.storeName, cloudCase.primary)?.accountId;
    const held = () =>
      world.emulator.store
        .interfaces(cloudCase.storeName)
        .filter(({ kind, accountId }) => kind !== "primary" && accountId === owner())
        .filter((entry) => entry[within] === place[within]).length;
    /** Leaves the account room for so many more. */
    const leave = (room: number) => setQuotas(world.emulator, cloudCase.storeName, { [name]: held() + room });
    const asked = () => world.emulator.journal.entries({ action: quotaAction }).length;

    it("is told for the interface that has no place, with the others of the program", async () => {
      leave(2);
      const run = begin();
      for (const number of [1, 2]) await expect(check(run, number)).resolves.toEqual([]);
      expect(run.reported("warn")).toBe("");
      await expect(check(run, 3)).resolves.toEqual([]);
      expect(run.reported("warn")).toContain(`takes ${held() + 2} interfaces of this account`);
      expect(run.reported("warn")).toContain(`It has ${held()}, and this program creates 2 others.`);
      expect(run.reported("warn")).toContain(code);
    });

    it("is asked for once in a run, and only when something is created", async () => {
      const { outs } = await create();
      const before = asked();
      const run = begin();
      await run.interfaces().check(outs, inputs());
      await run.interfaces().check(outs, inputs(changed));
      expect(asked()).toBe(before);
      for (const number of [1, 2, 3]) await check(run, number);
      expect(asked()).toBe(before + 1);
    });

    it("is an error under strict", async () => {
      leave(0);
      await expect(check(begin(), 1, { preflight: "strict" })).resolves.toEqual([
        { property: within, reason: expect.stringContaining("takes") },
      ]);
    });

    it("is told in the words of the refused create", async () => {
      leave(0);
      const run = begin();
      await check(run, 1);
      await expect(begin().interfaces().create(inputs())).rejects.toThrow(
        run.reported("warn").replace("the new interface: ", ""),
      );
    });

    it("counts what the same run creates, though the look is older", async () => {
      leave(2);
      const run = begin();
      await check(run, 1);
      await run.interfaces().create(inputs({ __urn: urn(1) }));
      await check(run, 2);
      expect(run.reported("warn")).toBe("");
      await check(run, 3);
      expect(run.reported("warn")).toContain("this program creates 2 others");
    });

    it("lets the old interface of a replacement go first where there is no place for both", async () => {
      const { id, outs } = await create();
      leave(0);
      const run = begin();
      const interfaces = run.interfaces();
      const news = inputs({ ...anew });
      await interfaces.check(inputs(), news);
      await expect(interfaces.diff(id, outs, news)).resolves.toMatchObject({
        deleteBeforeReplace: true,
      });
      await expect(interfaces.check({}, news)).resolves.toEqual([]);
      expect(run.reported("warn")).toContain("the account's quota of interfaces has no place for both");
      expect(run.reported("warn")).not.toContain("takes");
      await interfaces.delete(id, outs);
      await interfaces.create(news);
      expect([creates().at(-1)?.code, deletes().at(-1)?.code]).toEqual([null, null]);
    });

    it("makes the replacement first where there is a place for it, and one for each of them", async () => {
      const made = [await create({ __urn: urn(1) }), await create({ __urn: urn(2) })];
      leave(1);
      const run = begin();
      const interfaces = run.interfaces();
      const first: boolean[] = [];
      for (const [index, { id, outs }] of made.entries()) {
        const news = inputs({
          ...anew,
          primaryIpAddress: undefined,
          description: undefined,
          __urn: urn(index + 1),
        });
        const replaced = { ...news, ...interfaceCase.replaced };
        await interfaces.check(inputs({ __urn: urn(index + 1) }), replaced);
        const { deleteBeforeReplace } = await interfaces.diff(id, outs, replaced);
        first.push(deleteBeforeReplace === true);
        await interfaces.check({}, replaced);
      }
      expect(first).toEqual([false, true]);
    });

    it("only warns before a replacement, also when even the old one's place would not do", async () => {
      const { id, outs } = await create();
      leave(-1);
      const run = begin();
      const interfaces = run.interfaces();
      const news = inputs({ ...anew });
      await interfaces.check(inputs(), news);
      await expect(interfaces.diff(id, outs, news)).resolves.not.toMatchObject({
        deleteBeforeReplace: true,
      });
      await expect(interfaces.check({}, news)).resolves.toEqual([]);
      expect(run.reported("warn")).toContain("interfaces of this account");
    });

    it("is one line of the run where it may not be asked for, and all else is judged", async () => {
      const denied: FaultKind = { kind: "error", code: cloudCase.deniedCode };
      fault(quotaAction, denied, Number.POSITIVE_INFINITY);
      const run = begin();
      const absent = {
        subnetId: interfaceCase.absent.find(({ argument }) => argument === "subnetId")?.args.subnetId,
      };
      for (const number of [1, 2]) await check(run, number, absent);
      expect(run.reported("once")).toContain(quotaAction);
      expect(new Set(run.reported("once").split("\n")).size).toBe(1);
      expect(run.reported("warn")).toContain(String(absent.subnetId));
      expect(asked()).toBe(1);
    });
  },
);
