import { attachmentFixture } from "../support/attachment-fixture";
import { cloudCases } from "../support/cloud-cases";

/** A failover agent moves the interface between instances that the program names. */
describe.each(cloudCases)("an interface that may be moved among instances, on $title", (cloudCase) => {
  const { running, busy, stopped, free } = cloudCase;
  const eni = free(1);
  const { world, begin, inputs, attach, holderOf, act, attaches, detaches } = attachmentFixture(cloudCase);
  const among = { mayMoveTo: [running, busy] };
  const declared = inputs(eni, running, among);

  const move = (to: string) => {
    act("detach", eni);
    act("attach", eni, to);
  };
  const refresh = async (id: string, outs: object) => {
    const run = begin();
    const { props } = await run.attachments.read(id, { ...outs });
    return { props: props as Record<string, unknown>, run };
  };

  it("counts as attached where the agent put it: no drift, no change, and its place is recorded", async () => {
    const { id, outs } = await attach(eni, running, among);
    move(busy);
    const { props, run } = await refresh(id, outs as object);
    expect(props).toMatchObject({ instanceId: running, attachedTo: busy, status: "attached" });
    expect(run.reported("warn")).toBe("");
    expect(await begin().attachments.diff(id, props, declared)).toMatchObject({ changes: false });
    expect(await begin().attachments.check(props, declared)).toEqual([]);
  });

  it("is detached by destroy from where it is, without a refresh before", async () => {
    const { id, outs } = await attach(eni, running, among);
    move(busy);
    await begin().attachments.delete(id, outs as Record<string, unknown>);
    expect(holderOf(eni)).toBeNull();
    expect(detaches()).toHaveLength(1);
  });

  it("is detached also when the agent moves it during the destroy", async () => {
    const { id, outs } = await attach(eni, running, among);
    world.emulator.faults.add({
      cloud: cloudCase.storeName,
      action: "DetachNetworkInterface",
      kind: "error",
      code: cloudCase.stateCode,
    });
    const deleting = begin().attachments.delete(id, outs as Record<string, unknown>);
    while (detaches().length === 0) await new Promise(setImmediate);
    move(busy);
    await deleting;
    expect(holderOf(eni)).toBeNull();
  });

  it("is left where destroy finds it on an instance that is not named", async () => {
    const { id, outs } = await attach(eni, running, { mayMoveTo: running });
    move(busy);
    await begin().attachments.delete(id, outs as Record<string, unknown>);
    expect(holderOf(eni)).toBe(busy);
    expect(detaches()).toEqual([]);
  });

  it("is adopted where it is when the resource is created", async () => {
    act("attach", eni, busy);
    const run = begin();
    expect(await run.attachments.check({}, declared)).toEqual([]);
    expect(run.reported("warn")).toContain(`is already attached to ${busy}`);
    const { id, outs } = await run.attachments.create(declared);
    expect(id).toBe(`${eni}:${running}`);
    expect(outs).toMatchObject({ attachedTo: busy });
    expect([attaches(), detaches()]).toEqual([[], []]);
  });

  it("is attached to the first instance when nothing holds it any more", async () => {
    const { id, outs } = await attach(eni, running, among);
    act("detach", eni);
    const { props, run } = await refresh(id, outs as object);
    expect(run.reported("warn")).toContain("not attached");
    expect(await begin().attachments.diff(id, props, declared)).toMatchObject({ changes: true });
    await begin().attachments.update(id, props, declared);
    expect(holderOf(eni)).toBe(running);
  });

  it("is a change in place to let it be moved, and one that is refused to let it no more while it is elsewhere", async () => {
    const { id, outs } = await attach(eni, running);
    const plain = inputs(eni, running);
    move(busy);
    const { props } = await refresh(id, outs as object);
    expect(await begin().attachments.diff(id, props, declared)).toMatchObject({
      changes: true,
      replaces: [],
    });
    const updated = await begin().attachments.update(id, props, declared);
    expect(updated.outs).toMatchObject({ attachedTo: busy, mayMoveTo: [running, busy] });
    expect(await begin().attachments.diff(id, updated.outs ?? {}, plain)).toMatchObject({ changes: true });
    await expect(begin().attachments.update(id, updated.outs ?? {}, plain)).rejects.toThrow(busy);
    expect(holderOf(eni)).toBe(busy);
  });

  it.each([
    ["no other instance", {}],
    ["one more that does not hold it", { mayMoveTo: [running, stopped] }],
  ])("makes preview warn where it is when the program now lets it be moved to %s", async (_, more) => {
    await attach(eni, running, among);
    move(busy);
    const run = begin();
    expect(await run.attachments.check(declared, inputs(eni, running, more))).toEqual([]);
    expect(run.reported("warn")).toContain(`is attached to ${busy}`);
    expect(run.reported("warn")).toContain(`moveFrom: "${busy}"`);
  });

  it("is not mentioned in preview where the program still lets it be, or names it in moveFrom", async () => {
    await attach(eni, running, among);
    const told = async (more: object) => {
      const run = begin();
      expect(await run.attachments.check(declared, inputs(eni, running, more))).toEqual([]);
      return run.reported("warn");
    };
    expect(await told({})).toBe("");
    move(busy);
    expect(await told({ mayMoveTo: busy })).toBe("");
    expect(await told({ moveFrom: busy })).toBe("");
  });

  it("is not detached by an old resource where another one lets it be", async () => {
    const { id, outs } = await attach(eni, running);
    const run = begin();
    const renamed = inputs(eni, busy, { ...among, __urn: "urn:pulumi:dev::attachments::eni::traffic" });
    await run.attachments.check({}, renamed);
    await run.attachments.create(renamed);
    await run.attachments.delete(id, outs as Record<string, unknown>);
    expect(holderOf(eni)).toBe(running);
    expect(detaches()).toEqual([]);
  });
});
