import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases, otherAccountKey } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

type Outputs = Record<string, unknown>;

/** What someone changed in the cloud is shown, and put right or refused. */
describe.each(cloudCases)("reading and drift on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, storeName: cloud } = cloudCase;
  const { act, attach, attaches, begin, detaches, fault, holderOf, inputs, statusOf, world } =
    attachmentFixture(cloudCase);

  const refresh = async (id: string, outs: Outputs, wanted: Outputs) => {
    const run = begin();
    const read = await run.attachments.read(id, outs);
    const diff = read.id === "" ? undefined : await run.attachments.diff(id, read.props, wanted);
    return { read, diff, run };
  };

  it("shows nothing when nothing changed", async () => {
    const { id, outs } = await attach();
    const { read, diff } = await refresh(id, outs, inputs(free(1), running));
    expect(read.props).toEqual(outs);
    expect(diff?.changes).toBe(false);
  });

  it("shows a detached interface as a change in place, which update heals", async () => {
    const { id, outs } = await attach();
    act("detach", free(1));
    const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    expect(run.reported("warn")).toContain("not attached");
    await begin().attachments.update(id, read.props, inputs(free(1), running));
    expect(holderOf(free(1))).toBe(running);
  });

  it("says in the preview that `up` cannot take back what another instance holds, and what to do", async () => {
    const { id, outs } = await attach();
    act("detach", free(1));
    act("attach", free(1), busy);
    const { read } = await refresh(id, outs, inputs(free(1), running));
    const run = begin();
    const wanted = inputs(free(1), running);
    await expect(run.attachments.check(wanted, wanted)).resolves.toEqual([]);
    await expect(run.attachments.diff(id, read.props, wanted)).resolves.toMatchObject({ changes: true });
    expect(run.reported("warn")).toContain(`is attached to ${busy}`);
    expect(run.reported("warn")).toContain(`moveFrom: "${busy}"`);
    const error = await failureOf(run.attachments.update(id, read.props, wanted));
    expect(error.message).toContain(`moveFrom: "${busy}"`);
  });

  it("says when the instance itself is gone, and leaves the resource in the state", async () => {
    const { id, outs } = await attach();
    world.emulator.act({
      cloud,
      act: "set-interface",
      interfaceId: free(1),
      set: { deleteOnRelease: false },
    });
    world.emulator.act({ cloud, act: "release-instance", instanceId: running });
    const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
    expect(read.id).toBe(id);
    expect(diff?.changes).toBe(true);
    expect(run.reported("warn")).toContain(`${running} no longer exists`);
  });

  if ("networkCardIndex" in cloudCase.cloud.attachmentArguments) {
    it("puts a declared network card right in place", async () => {
      const wanted = inputs(free(1), running, { networkCardIndex: 0 });
      const { id, outs } = await begin().attachments.create(wanted);
      world.emulator.act({
        cloud,
        act: "set-interface",
        interfaceId: free(1),
        set: { networkCardIndex: 1 },
      });
      const { read, diff, run } = await refresh(id, outs, wanted);
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      expect(run.reported("warn")).toContain("network card 1");
      const { outs: healed } = await begin().attachments.update(id, read.props, wanted);
      expect(healed).toMatchObject({ status: "attached", networkCardIndex: 0 });
      expect(detaches()).toHaveLength(1);
    });
  }

  it("names the instance that holds it now, and update refuses to take it away", async () => {
    const { id, outs } = await attach();
    act("attach", free(1), busy);
    const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    expect(run.reported("warn")).toMatch(
      new RegExp(
        `it is attached to ${busy}, not to ${running}; the name of ${busy} is ".+"\\. A destroy leaves it there\\.`,
      ),
    );
    const error = await failureOf(begin().attachments.update(id, read.props, inputs(free(1), running)));
    expect(error.message).toContain(busy);
    expect(holderOf(free(1))).toBe(busy);
  });

  it("tells in a refresh what stands against the detach of a destroy, and nothing else", async () => {
    const { id, outs } = await attach();
    const calm = await refresh(id, outs, inputs(free(1), running));
    expect(calm.run.messages).toEqual([]);
    world.emulator.act({ cloud, act: "set-interface", interfaceId: free(1), set: { kind: "primary" } });
    const { run } = await refresh(id, outs, inputs(free(1), running));
    expect(run.reported("info")).toMatch(/a destroy would be refused now\. .*primary/);
    const error = await failureOf(begin().attachments.delete(id, outs));
    expect(error.message).toContain("primary");
  });

  it("follows a program that follows the cloud without a single write", async () => {
    const { id, outs } = await attach();
    act("attach", free(1), busy);
    const { read } = await refresh(id, outs, inputs(free(1), running));
    const run = begin();
    const diff = await run.attachments.diff(id, read.props, inputs(free(1), busy));
    expect(diff.replaces).toEqual(["instanceId"]);
    const writesBefore = attaches().length + detaches().length;
    await run.attachments.delete(id, read.props);
    await run.attachments.create(inputs(free(1), busy));
    expect(attaches().length + detaches().length).toBe(writesBefore);
    expect(holderOf(free(1))).toBe(busy);
  });

  it("distinguishes an interface that is gone from one that this account cannot see", async () => {
    const { id, outs } = await attach();
    const stranger = begin({ config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) });
    expect((await failureOf(stranger.attachments.read(id, outs))).message).toContain("another account");
    expect((await failureOf(stranger.attachments.delete(id, outs))).message).toContain("another account");
    expect(holderOf(free(1))).toBe(running);
    act("delete", free(1));
    expect((await begin().attachments.read(id, outs)).id).toBe("");
  });

  it("trips no gate for addresses that a network plugin adds", async () => {
    const { id, outs } = await attach();
    world.emulator.act({ cloud, act: "assign-ip", interfaceId: free(1) });
    const { read, diff } = await refresh(id, outs, inputs(free(1), running));
    expect(read.props.privateIpAddresses).toHaveLength((outs.privateIpAddresses as string[]).length + 1);
    expect(diff?.changes).toBe(false);
  });

  it("keeps the attachment when describes lag behind", async () => {
    fault("DescribeNetworkInterfaces", { kind: "stale-describe", ms: 2_000 }, 8);
    await attach();
    expect(statusOf(free(1))).toBe("attached");
  });

  it("finds an existing one by its id only, and says the state of one that is not attached", async () => {
    act("attach", free(1));
    const found = await begin().attachments.read(`${free(1)}:${running}`, { ...cloudCase.place });
    expect(found.props).toMatchObject({
      networkInterfaceId: free(1),
      instanceId: running,
      status: "attached",
    });
    const ghost = free(2).replace(/.{4}$/, "9999");
    const { attachments } = begin();
    await expect(attachments.read(`${free(2)}:${running}`, { ...cloudCase.place })).rejects.toThrow(
      `${free(2)} is not attached to ${running}`,
    );
    await expect(attachments.read(`${free(1)}:${busy}`, { ...cloudCase.place })).rejects.toThrow(
      `${free(1)} is not attached to ${busy}: ${running} holds it`,
    );
    await expect(attachments.read(`${ghost}:${running}`, { ...cloudCase.place })).rejects.toThrow(ghost);
  });
});
