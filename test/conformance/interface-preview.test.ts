import { unknownText } from "../../provider/adapters/stored-properties";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";
import type { VirtualRun } from "../support/virtual-run";

/** A preview says what the cloud would refuse about an interface that the program creates, replaces or changes. */
describe.each(interfaceCases)("the preview of an interface on $title", (interfaceCase: InterfaceCase) => {
  const { absent, absentInChange, impossible, replaced } = interfaceCase;
  const { begin, create, inputs, world } = interfaceFixture(interfaceCase);
  const urn = (name: string) => `urn:pulumi:dev::interfaces::eni::${name}`;
  const check = (run: VirtualRun, args: object, olds: object = {}) =>
    run.interfaces().check({ ...olds }, inputs(args));
  const journal = () => world.emulator.journal.entries();
  const looked = absent.filter(({ argument }) => /subnetId|securityGroup/.test(argument));

  it("asks nothing about an unchanged interface, and nothing when it is off", async () => {
    const run = begin();
    await expect(check(run, {}, inputs())).resolves.toEqual([]);
    await expect(check(run, { preflight: "off" })).resolves.toEqual([]);
    expect(journal()).toEqual([]);
  });

  it("finds nothing against an interface that can be created, also while its subnet is not known", async () => {
    const run = begin();
    await expect(check(run, {})).resolves.toEqual([]);
    await expect(check(run, { subnetId: unknownText })).resolves.toEqual([]);
    expect(run.messages).toEqual([]);
    expect(journal().map(({ action }) => action)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Describe(Subnets|VSwitches)$/)]),
    );
  });

  it.each(looked)(
    "warns of what is not there, and refuses it under strict: $args",
    async ({ args, argument }) => {
      const id = String([Object.values(args)[0]].flat()[0]);
      const run = begin();
      await expect(check(run, args)).resolves.toEqual([]);
      expect(run.reported("warn")).toContain(id);
      const strict = await check(begin(), { ...args, preflight: "strict" });
      expect(strict).toEqual([{ property: argument, reason: expect.stringContaining(id) }]);
    },
  );

  it.each(looked)("refuses it in a replacement, before anything is touched: $args", async ({ args }) => {
    const { id, outs } = await create();
    const run = begin();
    const interfaces = run.interfaces();
    const news = inputs({ ...replaced, ...args });
    await interfaces.check(inputs(), news);
    await interfaces.diff(id, outs, news);
    const [failure] = await interfaces.check({}, news);
    expect(failure?.reason).toContain(String([Object.values(args)[0]].flat()[0]));
  });

  it.each(impossible)("refuses what can never go together: $args", async ({ args, property, text }) => {
    const failures = await check(begin(), args);
    expect(failures).toEqual([{ property, reason: expect.stringContaining(text) }]);
  });

  if (absentInChange) {
    it("warns of a security group that is not there when an interface changes to it", async () => {
      const run = begin();
      await expect(check(run, absentInChange, inputs())).resolves.toEqual([]);
      expect(run.reported("warn")).toContain(String(Object.values(absentInChange)[0]));
    });
  }

  it.each(looked)("is in the words of a refused create: $args", async ({ args }) => {
    const run = begin();
    await check(run, args);
    await expect(begin().interfaces().create(inputs(args))).rejects.toThrow(run.reported("warn"));
  });

  if (interfaceCase.fixedAddresses) {
    it("finds nothing against free addresses and prefixes", async () => {
      const run = begin();
      await expect(check(run, { ...interfaceCase.fixedAddresses })).resolves.toEqual([]);
      expect(run.messages).toEqual([]);
    });
  }

  if (interfaceCase.pinned) {
    const { args } = interfaceCase.pinned;

    it("warns of an address that is in use, and names what has it", async () => {
      const { id } = await create(args);
      const run = begin();
      await expect(check(run, { ...args, __urn: urn("other") })).resolves.toEqual([]);
      expect(run.reported("warn")).toContain(`(by ${id})`);
      const [failure] = await check(begin(), { ...args, __urn: urn("other"), preflight: "strict" });
      expect(failure?.property).toBe("primaryIpAddress");
    });

    it("finds nothing against an address that only the replaced interface has", async () => {
      const { id, outs } = await create(args);
      const run = begin();
      const news = inputs({ ...args, preflight: "strict" });
      await run.interfaces().diff(id, outs, news);
      await expect(run.interfaces().check({}, news)).resolves.toEqual([]);
    });
  }

  if (interfaceCase.showsFreeAddresses) {
    it("counts the addresses that the program's new interfaces need of one subnet", async () => {
      const run = begin();
      const next = (number: number) =>
        check(run, { ...replaced, name: `data-${number}`, __urn: urn(`data-${number}`) });
      for (const number of [1, 2, 3, 4]) await next(number);
      expect(run.reported("warn")).toBe("");
      await next(5);
      expect(run.reported("warn")).toContain("has 4 free IPv4 addresses");
      expect(run.reported("warn")).toContain("other new interfaces of this program need 4");
    });

    it("deletes the old interface first where their subnet has no address for both, and says so", async () => {
      const filled = await Promise.all(
        [1, 2, 3, 4].map((number) =>
          create({ ...replaced, name: `data-${number}`, __urn: urn(`${number}`) }),
        ),
      );
      const { id = "", outs = {} } = filled[0] ?? {};
      const { pinned } = interfaceCase;
      const news = inputs({ ...replaced, ...pinned?.change, __urn: urn("1") });
      const run = begin();
      const interfaces = run.interfaces();
      await interfaces.check(inputs(replaced), news);
      await expect(interfaces.diff(id, outs, news)).resolves.toMatchObject({ deleteBeforeReplace: true });
      await expect(interfaces.check({}, news)).resolves.toEqual([]);
      expect(run.reported("warn")).toContain("has no addresses left for both");
    });
  }
});

/** An attachment whose interface is still to be created is judged by what is known about both. */
describe.each(interfaceCases)("the preview of an attachment to be created on $title", (interfaceCase) => {
  const { cloudCase, unfitSubnet } = interfaceCase;
  const { running, stopped, busy } = cloudCase;
  const { begin, inputs, world } = interfaceFixture(interfaceCase);
  const interfaceUrn = "urn:pulumi:dev::interfaces::eni::data";
  const attachment = (instanceId: string, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: unknownText,
    instanceId,
    __urn: "urn:pulumi:dev::interfaces::eni::on",
    __interface: interfaceUrn,
    ...more,
  });
  const nowhere = running.replace(/.{3}$/, "999");

  it("finds nothing against one that can be attached", async () => {
    const run = begin();
    await run.interfaces().check({}, inputs());
    await expect(run.attachments.check({}, attachment(running))).resolves.toEqual([]);
    expect(run.messages).toEqual([]);
  });

  it("refuses a subnet from which the interface can never be attached, and names both", async () => {
    const run = begin();
    await run.interfaces().check({}, inputs(unfitSubnet.args));
    const [failure] = await run.attachments.check({}, attachment(running));
    expect(failure?.reason).toContain(unfitSubnet.word);
    expect(failure?.reason).toContain('The new interface "data"');
    expect(failure?.reason).toContain(running);
  });

  it("refuses an instance that is not there, whoever creates the interface", async () => {
    for (const creator of [interfaceUrn, undefined]) {
      const run = begin();
      await run.interfaces().check({}, inputs());
      const failures = await run.attachments.check({}, attachment(nowhere, { __interface: creator }));
      expect(failures).toEqual([{ property: "instanceId", reason: expect.stringContaining(nowhere) }]);
    }
  });

  it("refuses more new interfaces than the instance can ever hold", async () => {
    const run = begin();
    const results: boolean[] = [];
    for (let number = 0; number < 20 && results.at(-1) !== true; number += 1) {
      const own = { __interface: undefined, __urn: `urn:pulumi:dev::interfaces::eni::on-${number}` };
      const [failure] = await run.attachments.check({}, attachment(running, own));
      results.push(failure !== undefined);
      if (failure) expect(failure.reason).toContain("this program attaches");
    }
    const held = world.emulator.store
      .interfaces(cloudCase.storeName)
      .filter(({ instanceId }) => instanceId === running).length;
    // The primary interface has one place, and each other place one interface of the program.
    expect(results.length).toBe(cloudCase.room + held);
    expect(run.reported("warn") === "").toBe(held === 1);
  });

  it("tells what the state of the instance is against", async () => {
    const run = begin();
    await run.interfaces().check({}, inputs());
    await run.attachments.check({}, attachment(stopped));
    expect(run.reported("warn").includes(stopped)).toBe(!cloudCase.attachesToStopped);
    const other = attachment(busy, { __urn: "urn:other", __interface: undefined });
    await expect(run.attachments.check({}, other)).resolves.toEqual([]);
  });
});
