import { cloudCases } from "../support/cloud-cases";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

const withCards = cloudCases.filter(({ cloud }) => "networkCardIndex" in cloud.attachmentArguments);
/** The type with four network cards in the emulator's foundation; what is attached to it must be Stopped. */
const fourCards = "ecs.ebmgn7e.32xlarge";

/** A network card that the instance's type does not have, and one that it has. */
describe.each(withCards)("a declared network card on $title", (cloudCase) => {
  const { running, busy, free, attached, storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = (): VirtualRun => world.beginFor(cloudCase);
  const inputs = (networkCardIndex: number, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: free(1),
    instanceId: running,
    networkCardIndex,
    __urn: "urn:pulumi:dev::attachments::eni::data",
    ...more,
  });
  const detaches = () => world.emulator.journal.entries({ cloud, action: "DetachNetworkInterface" });
  const holderOf = (id: string) => world.emulator.store.interface(cloud, id)?.instanceId;
  const giveCards = () => {
    const set = { instanceType: fourCards, status: "stopped" } as const;
    world.emulator.act({ cloud, act: "set-instance", instanceId: running, set });
  };

  it("is refused in preview when the type has no such card, with what it has", async () => {
    const [failure, ...others] = await begin().attachments.check({}, inputs(3));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ property: "networkCardIndex" });
    expect(failure?.reason).toMatch(/1 network card\b.*InvalidParameter/);
    giveCards();
    const [beyond] = await begin().attachments.check({}, inputs(4));
    expect(beyond?.reason).toContain("4 network cards");
    for (const card of [0, 3]) await expect(begin().attachments.check({}, inputs(card))).resolves.toEqual([]);
  });

  it("takes no working attachment off for a card that there is not", async () => {
    const { id, outs } = await begin().attachments.create(inputs(0));
    const [failure] = await begin().attachments.check(outs, inputs(3));
    expect(failure?.reason).toContain("network card");
    await expect(begin().attachments.update(id, outs, inputs(3))).rejects.toThrow(
      /network card.*InvalidParameter/,
    );
    expect(holderOf(free(1))).toBe(running);
    expect(detaches()).toHaveLength(0);
  });

  it("takes nothing from another instance for a card that there is not", async () => {
    const moving = inputs(3, { networkInterfaceId: attached, moveFrom: busy });
    await expect(begin().attachments.create(moving)).rejects.toThrow(/network card/);
    expect(holderOf(attached)).toBe(busy);
    expect(detaches()).toHaveLength(0);
  });

  it("is put in the place of another one", async () => {
    giveCards();
    const { id, outs } = await begin().attachments.create(inputs(0));
    const { outs: changed } = await begin().attachments.update(id, outs, inputs(3));
    expect(changed).toMatchObject({ status: "attached", networkCardIndex: 3 });
  });

  it("says what was taken off when the attach to the other card fails", async () => {
    giveCards();
    const { id, outs } = await begin().attachments.create(inputs(0));
    const fault = { cloud, action: "AttachNetworkInterface" };
    world.emulator.faults.add({ ...fault, kind: "error", code: "SecurityGroupInstanceLimitExceed" });
    const updating = begin().attachments.update(id, outs, inputs(3));
    await expect(updating).rejects.toThrow(
      `It was detached from ${running} to be attached again as declared`,
    );
    expect(holderOf(free(1))).toBeNull();
  });
});
