import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** What one resource of a run claims, no other resource of that run takes or detaches. */
describe.each(cloudCases)("the claims of one program on $title", (cloudCase: CloudCase) => {
  const { running, busy, stopped, free } = cloudCase;
  const { attach, begin, detaches, holderOf, inputs, world } = attachmentFixture(cloudCase);

  const other = "urn:pulumi:dev::attachments::eni::renamed";

  it("refuses two resources of one program on one interface, naming the first on both lines", async () => {
    const { attachments, messages } = begin();
    await attachments.check({}, inputs(free(1), running));
    const [failure] = await attachments.check({}, inputs(free(1), stopped, { __urn: other }));
    expect(failure?.property).toBe("networkInterfaceId");
    expect(failure?.reason).toContain("eni::data");
    expect(messages.find((line) => line.kind === "error")?.urn).toContain("eni::data");
  });

  it("ends attached when a resource is renamed without an alias", async () => {
    const { id, outs } = await attach();
    const run = begin();
    await run.attachments.check({}, inputs(free(1), running, { __urn: other }));
    await run.attachments.create(inputs(free(1), running, { __urn: other }));
    await run.attachments.delete(id, outs);
    expect(holderOf(free(1))).toBe(running);
    expect(detaches()).toHaveLength(0);
    expect(run.reported("info")).toContain("eni::renamed");
  });

  it("detaches when the same resource is deleted before it is replaced", async () => {
    const { id, outs } = await attach();
    const run = begin();
    await run.attachments.check(outs, inputs(free(1), running));
    await run.attachments.delete(id, outs);
    expect(holderOf(free(1))).toBeNull();
    await run.attachments.create(inputs(free(1), running));
    expect(holderOf(free(1))).toBe(running);
  });

  it("replaces within a moment by what its detach left behind, not by what its check saw", async () => {
    world.emulator.transitions.setDuration(0);
    const { id, outs } = await attach();
    const run = begin();
    await run.attachments.check(inputs(free(1), running), inputs(free(1), busy));
    await run.attachments.delete(id, outs);
    await run.attachments.create(inputs(free(1), busy));
    expect(holderOf(free(1))).toBe(busy);
    await run.attachments.check({}, inputs(free(1), busy));
    await run.attachments.delete(`${free(1)}:${busy}`, { ...outs, instanceId: busy, profile: undefined });
    await run.attachments.create(inputs(free(1), busy));
    expect(holderOf(free(1))).toBe(busy);
  });

  it("refuses in a second stack what the first stack holds", async () => {
    await attach(free(1), running);
    const error = await failureOf(attach(free(1), busy));
    expect(error.message).toContain(running);
    const rules = cloudCase.rules ?? cloudCase.cloud.rules;
    const inUse = rules.find(({ name }) => name === "interface-in-use");
    expect(error.message).toContain(inUse?.codes.join(" or "));
    expect(holderOf(free(1))).toBe(running);
  });

  it("hands an interface from a removed resource to a new one on another instance only with moveFrom", async () => {
    const { id, outs } = await attach();
    const run = begin();
    const wanted = inputs(free(1), busy, { __urn: other, moveFrom: running });
    await run.attachments.check({}, wanted);
    await run.attachments.create(wanted);
    await run.attachments.delete(id, outs);
    expect(holderOf(free(1))).toBe(busy);
    expect(detaches()).toHaveLength(1);
  });
});
