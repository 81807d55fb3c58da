import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { unknownText } from "../../provider/adapters/stored-properties";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

type Outputs = Record<string, unknown>;

/** One call makes a change in place. For any other change, the interface is replaced. */
describe.each(interfaceCases)("changing an interface on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const { begin, calls, create, fault, inputs, interfaces, modifyAction, stored, world } =
    interfaceFixture(interfaceCase);
  const tagCalls = () => [interfaceCase.tagging?.setAction ?? []].flat().flatMap(calls);

  it("changes in place what can be, and nothing else", async () => {
    const { id, outs } = await create();
    const news = inputs(interfaceCase.changed);
    const diff = await interfaces().diff(id, outs, news);
    expect(diff).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    const updated = await interfaces().update(id, outs, news);
    expect(stored(id)).toMatchObject(interfaceCase.shows);
    expect(updated.outs).toMatchObject(interfaceCase.changed);
    expect(calls(modifyAction)).toHaveLength(1);
    await expect(interfaces().diff(id, updated.outs, news)).resolves.toMatchObject({ changes: false });
  });

  if (interfaceCase.settings) {
    const { made: first, changed } = interfaceCase.settings;
    it("makes, reads back and changes in place what is only kept", async () => {
      const { id, outs } = await create(first.args);
      expect(stored(id)).toMatchObject(first.shows);
      expect(outs).toMatchObject(first.args);
      const run = begin();
      const { props } = await run.interfaces().read(id, outs);
      expect(props).toMatchObject(first.args);
      expect(run.reported("warn")).toBe("");
      expect(await interfaces().diff(id, props, inputs(first.args))).toMatchObject({ changes: false });
      const news = inputs(changed.args);
      expect(await interfaces().diff(id, props, news)).toMatchObject({ changes: true, replaces: [] });
      const updated = await interfaces().update(id, props, news);
      expect(stored(id)).toMatchObject(changed.shows);
      expect(calls(modifyAction)).toHaveLength(1);
      expect(await interfaces().diff(id, updated.outs, news)).toMatchObject({ changes: false });
    });
  }

  if (interfaceCase.settings) {
    const { made: first, changed } = interfaceCase.settings;
    it("sends what was never declared and is not shown, and sees it change by other hands", async () => {
      const { id, outs } = await create();
      const news = inputs(first.args);
      expect(await interfaces().diff(id, outs, news)).toMatchObject({ changes: true, replaces: [] });
      const updated = await interfaces().update(id, outs, news);
      expect(stored(id)).toMatchObject(first.shows);
      world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set: changed.shows } as never);
      const run = begin();
      const { props } = await run.interfaces().read(id, updated.outs);
      for (const name of Object.keys(changed.args)) expect(run.reported("warn")).toContain(`${name} is `);
      await interfaces().update(id, props, news);
      expect(stored(id)).toMatchObject(first.shows);
    });
  }

  const { absentInChange } = interfaceCase;
  if (absentInChange) {
    it("is refused at once for what is not there, and names the argument", async () => {
      const { id, outs } = await create();
      const error = await failureOf(interfaces().update(id, outs, inputs(absentInChange)));
      expect(error).not.toBeInstanceOf(KeptFailure);
      for (const argument of Object.keys(absentInChange)) expect(error.message).toContain(`\`${argument}\``);
      expect(calls(modifyAction)).toHaveLength(1);
    });
  }

  it("changes it once when the reply was lost", async () => {
    const { id, outs } = await create();
    fault(modifyAction, { kind: "lost-reply" });
    await interfaces().update(id, outs, inputs(interfaceCase.changed));
    expect(stored(id)).toMatchObject(interfaceCase.shows);
    expect(calls(modifyAction)).toHaveLength(1);
  });

  it("writes nothing when only what steers the provider changes", async () => {
    const { id, outs } = await create();
    const news = inputs({ detachOnDelete: true, timeouts: { delete: "9m" } });
    expect(await interfaces().diff(id, outs, news)).toMatchObject({ changes: true, replaces: [] });
    const updated = await interfaces().update(id, outs, news);
    expect(updated.outs).toMatchObject({ detachOnDelete: true });
    expect(calls(modifyAction)).toHaveLength(0);
    const steering = inputs({ preflight: "off", __urn: "urn:else" });
    expect((await interfaces().diff(id, outs, steering)).changes).toBe(false);
  });

  it("declares an argument no more, or one as it is, without a write: then it is drift no more, or is from then on", async () => {
    const { id, outs } = await create();
    const { set, argument } = interfaceCase.undeclared;
    const { [argument]: _, ...without }: Outputs = inputs();
    await expect(interfaces().check({}, without)).resolves.toEqual([]);
    await expect(interfaces().diff(id, outs, without)).resolves.toMatchObject({
      changes: true,
      replaces: [],
    });
    const left = await interfaces().update(id, outs, without);
    expect(left.outs[argument]).toEqual(declared[argument]);
    await expect(interfaces().diff(id, left.outs, without)).resolves.toMatchObject({ changes: false });
    const again = await interfaces().update(id, left.outs, inputs());
    expect(again.outs).toEqual(outs);
    expect([...calls(modifyAction), ...tagCalls()]).toHaveLength(0);
    world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
    const run = begin();
    const { props } = await run.interfaces().read(id, left.outs);
    expect(run.reported("warn")).toBe("");
    await expect(interfaces().diff(id, props, without)).resolves.toMatchObject({ changes: false });
  });

  it("replaces for what cannot change, creating first, also while it is unknown", async () => {
    const { id, outs } = await create();
    const { replaced, fixed } = interfaceCase;
    for (const [name, value] of Object.entries({ ...replaced, ...fixed?.args })) {
      for (const wanted of [value, unknownText]) {
        const diff = await interfaces().diff(id, outs, inputs({ [name]: wanted }));
        expect(diff).toEqual({ changes: true, replaces: [name], deleteBeforeReplace: false });
      }
    }
    const elsewhere = await interfaces().diff(id, outs, inputs({ regionId: "elsewhere" }));
    expect(elsewhere.replaces).toEqual(["regionId"]);
  });

  if (interfaceCase.fixed) {
    const { set } = interfaceCase.fixed;
    it("changes what it can where someone changed what it cannot", async () => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
      await interfaces().update(id, outs, inputs(interfaceCase.changed));
      expect(stored(id)).toMatchObject({ ...interfaceCase.shows, ...set });
    });
  }

  it("says that an interface is gone instead of changing it", async () => {
    const { id, outs } = await create();
    world.emulator.act({ cloud, act: "delete", interfaceId: id });
    const error = await failureOf(interfaces().update(id, outs, inputs(interfaceCase.changed)));
    expect(error.message).toContain("pulumi refresh");
  });
});
