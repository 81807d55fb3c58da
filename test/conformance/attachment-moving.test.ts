import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** An interface is taken only from an instance that `moveFrom` names, and only when the target can have it. */
describe.each(cloudCases)("moving on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, attached } = cloudCase;
  const { act, attach, begin, calls, detaches, fault, holderOf, inputs } = attachmentFixture(cloudCase);

  it("never takes it from an instance that moveFrom does not name, whatever its check saw", async () => {
    const run = begin();
    const wanted = inputs(attached, running, { moveFrom: busy });
    await run.attachments.check({}, wanted);
    const third = cloudCase.otherZoneInstance;
    act("attach", attached, third);
    const error = await failureOf(run.attachments.create(wanted));
    expect(error.message).toContain(third);
    expect(holderOf(attached)).toBe(third);
    expect(detaches()).toHaveLength(0);
  });

  it("touches no holder when the target has no room", async () => {
    for (let number = 1; number <= cloudCase.room; number++) act("attach", free(number));
    const error = await failureOf(attach(attached, running, { moveFrom: busy }));
    expect(error.message).toContain(cloudCase.quotaCode);
    expect(holderOf(attached)).toBe(busy);
    expect(detaches()).toHaveLength(0);
  });

  it("touches no holder when the target fills up while the detach is refused", async () => {
    fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 2);
    const moving = failureOf(attach(attached, running, { moveFrom: busy }));
    while (calls("DetachNetworkInterface").length === 0) await new Promise(setImmediate);
    for (let number = 1; number <= cloudCase.room; number++) act("attach", free(number));
    const error = await moving;
    expect(error.message).toContain(cloudCase.quotaCode);
    expect(holderOf(attached)).toBe(busy);
    expect(calls("DetachNetworkInterface").every(({ code }) => code !== null)).toBe(true);
  });

  it("takes it from an instance that moveFrom names", async () => {
    await attach(attached, running, { moveFrom: busy });
    expect(holderOf(attached)).toBe(running);
    expect(detaches()).toHaveLength(1);
  });

  it("settles every rule of the target before it touches the holder", async () => {
    const error = await failureOf(attach(attached, cloudCase.otherZoneInstance, { moveFrom: [busy] }));
    expect(error.message).toContain(attached);
    expect(holderOf(attached)).toBe(busy);
    expect(detaches()).toHaveLength(0);
  });

  it("names both instances when the attach fails after the detach", async () => {
    fault("AttachNetworkInterface", { kind: "fail", transition: "attach" });
    const error = await failureOf(attach(attached, running, { moveFrom: busy }));
    expect(error.message).toContain(busy);
    expect(error.message).toContain(running);
  });
});
