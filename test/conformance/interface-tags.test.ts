import type { FaultKind } from "../../emulator";
import { markerKey } from "../../provider/contract/marker";
import { interfaceCases } from "../support/interface-cases";
import { worldForEachTest } from "../support/world-for-each-test";

type Tags = Readonly<Record<string, string>>;

const taggable = interfaceCases.flatMap((interfaceCase) =>
  interfaceCase.tagging ? [{ ...interfaceCase, tagging: interfaceCase.tagging }] : [],
);

/** Tags are changed on the interface that is there. In process, on a virtual clock. */
describe.each(taggable)("tags of an interface on $title", (interfaceCase) => {
  const { cloudCase, declared, tagging } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const modifyAction = interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute";
  const world = worldForEachTest();

  const begin = () => world.beginFor(cloudCase);
  const inputs = (tags: Tags | undefined, more: object = {}) => {
    const { tags: _, ...others } = declared;
    return { ...cloudCase.place, ...others, ...(tags ? { tags } : {}), __urn: "urn:pulumi:x", ...more };
  };
  /** An interface with these tags, and one of the cloud's own beside the marker. */
  const make = async (tags: Tags) => {
    const { id, outs } = await begin().interfaces().create(inputs(tags));
    putOn(id, tagging.cloudTags);
    world.emulator.journal.clear();
    return { id, outs };
  };
  const update = (made: Awaited<ReturnType<typeof make>>, tags: Tags | undefined, more: object = {}) =>
    begin().interfaces().update(made.id, made.outs, inputs(tags, more));
  const diff = (id: string, outs: Record<string, unknown>, tags: Tags | undefined) =>
    begin().interfaces().diff(id, outs, inputs(tags));
  const allTags = (id: string): Tags => world.emulator.store.interface(cloud, id)?.tags ?? {};
  /** Without the marker and what the cloud has put on. */
  const ownTags = (id: string): Tags => {
    const { [markerKey]: marker, ...others } = allTags(id);
    expect(marker).toHaveLength(32);
    expect(others).toMatchObject(tagging.cloudTags);
    return Object.fromEntries(Object.entries(others).filter(([key]) => !(key in tagging.cloudTags)));
  };
  const putOn = (id: string, tags: Tags) =>
    world.emulator.act({
      cloud,
      act: "set-interface",
      interfaceId: id,
      set: { tags: { ...allTags(id), ...tags } },
    });
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
  const fault = (action: string, kind: FaultKind, times = 1) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const many = (count: number, prefix: string): Tags =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, String(index)]));

  it("may hold every character that the documentation allows", async () => {
    await expect(begin().interfaces().check({}, inputs(tagging.unusual))).resolves.toEqual([]);
    const made = await make(tagging.unusual);
    expect(ownTags(made.id)).toEqual(tagging.unusual);
    await update(made, { ...tagging.unusual, more: "1" });
    expect(ownTags(made.id)).toEqual({ ...tagging.unusual, more: "1" });
  });

  it("are added, changed and removed in place, and the marker and the cloud's own stay", async () => {
    const made = await make({ role: "data", tier: "1" });
    const news = { role: "other", team: "net" };
    await expect(diff(made.id, made.outs, news)).resolves.toMatchObject({ changes: true, replaces: [] });
    const { outs } = await update(made, news);
    expect(ownTags(made.id)).toEqual(news);
    expect(outs.tags).toEqual(news);
    await expect(diff(made.id, outs, news)).resolves.toMatchObject({ changes: false });
    expect(calls(modifyAction)).toHaveLength(0);
    expect(world.emulator.journal.entries({ cloud }).filter(({ code }) => code !== null)).toEqual([]);
  });

  it("are all taken off by an empty set, and stay when they are no longer declared", async () => {
    const made = await make({ role: "data" });
    await expect(diff(made.id, made.outs, undefined)).resolves.toMatchObject({ changes: true, replaces: [] });
    const left = await update(made, undefined, { description: "left alone" });
    expect(left.outs.tags).toEqual({ role: "data" });
    const { outs } = await update({ id: made.id, outs: left.outs }, {});
    expect(ownTags(made.id)).toEqual({});
    expect(outs.tags).toEqual({});
  });

  it("are replaced as a whole where the interface has no room for more", async () => {
    const made = await begin()
      .interfaces()
      .create(inputs(many(tagging.most, "old")));
    const news = many(tagging.most, "new");
    await update(made, news);
    expect(allTags(made.id)).toEqual({ ...news, [markerKey]: expect.any(String) });
    expect(calls(tagging.setAction)).toHaveLength(Math.ceil(tagging.most / tagging.mostPerCall));
  });

  it("change with the attributes in one update, each by one call", async () => {
    const made = await make({ role: "data" });
    await update(made, { role: "other" }, interfaceCase.changed);
    expect(ownTags(made.id)).toEqual({ role: "other" });
    expect(world.emulator.store.interface(cloud, made.id)).toMatchObject(interfaceCase.shows);
    expect([calls(modifyAction).length, calls(tagging.setAction).length]).toEqual([1, 1]);
  });

  it("make no separate call when only attributes change", async () => {
    const made = await make({ role: "data" });
    await update(made, { role: "data" }, interfaceCase.changed);
    for (const action of [tagging.setAction, tagging.removeAction, "GetCallerIdentity"]) {
      expect([action, calls(action).length]).toEqual([action, 0]);
    }
  });

  it.each<FaultKind["kind"]>(["lost-reply", "reset-after", "garbage"])(
    "are changed once when the reply ends as %s",
    async (kind) => {
      const made = await make({ role: "data" });
      fault(tagging.setAction, { kind } as FaultKind);
      await update(made, { role: "other" });
      expect(ownTags(made.id)).toEqual({ role: "other" });
      expect(calls(tagging.setAction)).toHaveLength(1);
    },
  );

  it("are changed when requests are lost or throttled, of those that set and those that remove", async () => {
    const made = await make({ role: "data", tier: "1" });
    for (const action of new Set([tagging.setAction, tagging.removeAction])) {
      fault(action, { kind: "reset-before" });
      fault(action, { kind: "throttle" }, 2);
    }
    await update(made, { team: "net" });
    expect(ownTags(made.id)).toEqual({ team: "net" });
  });

  it("wait for a describe that lags behind, and are not sent twice for it", async () => {
    const made = await make({ role: "data" });
    await world.clock.sleep(60_000);
    world.emulator.faults.add({
      cloud,
      action: "DescribeNetworkInterfaces",
      kind: "stale-describe",
      ms: 9_000,
      times: Number.POSITIVE_INFINITY,
    });
    const { outs } = await update(made, { role: "other" });
    expect(outs.tags).toEqual({ role: "other" });
    expect(calls(tagging.setAction)).toHaveLength(1);
  });

  it("report a refusal, leave the rest in place, and the next run goes on from there", async () => {
    const made = await make({ role: "data", tier: "1" });
    fault(tagging.setAction, { kind: "error", code: tagging.deniedCode });
    const news = { role: "other" };
    const error: Error = await update(made, news, interfaceCase.changed).then(
      () => Promise.reject(new Error("it succeeded")),
      (failure: Error) => failure,
    );
    const [refused] = calls(tagging.setAction);
    for (const text of [made.id, tagging.setAction, tagging.deniedCode, refused?.requestId]) {
      expect(error.message).toContain(text);
    }
    expect(world.emulator.store.interface(cloud, made.id)).toMatchObject(interfaceCase.shows);
    expect(allTags(made.id)).toMatchObject({ role: "data" });
    await update(made, news, interfaceCase.changed);
    expect(ownTags(made.id)).toEqual(news);
    expect(calls(modifyAction)).toHaveLength(1);
  });

  it("say that an interface is gone instead of changing it", async () => {
    const made = await make({ role: "data" });
    world.emulator.act({ cloud, act: "delete", interfaceId: made.id });
    await expect(update(made, { role: "other" })).rejects.toThrow("pulumi refresh");
  });

  it("show what others did to them, which the next update puts right", async () => {
    const made = await make({ role: "data" });
    putOn(made.id, { role: "by hand", added: "by hand" });
    const run = begin();
    const { props } = await run.interfaces().read(made.id, made.outs);
    expect(run.reported("warn")).toContain("by hand");
    for (const key of Object.keys(tagging.cloudTags)) expect(run.reported("warn")).not.toContain(key);
    const tags = { role: "data" };
    await expect(diff(made.id, props, tags)).resolves.toMatchObject({ changes: true, replaces: [] });
    await update({ id: made.id, outs: props }, tags);
    expect(ownTags(made.id)).toEqual(tags);
  });
});
