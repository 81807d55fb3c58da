import { cloudCases } from "../support/cloud-cases";
import { Stack, type StackOfClouds } from "../support/stack";
import { succeeds } from "../support/succeeds";

/** A failover agent moves the interface between two instances that the program names. */
describe("an interface that an agent moves, on every cloud", () => {
  let stack: StackOfClouds;

  beforeEach(async () => {
    stack = await Stack.createAll(cloudCases);
  });
  afterEach(() => stack.close());

  it("is left where the agent puts it by refresh, up and a rename, and freed there by destroy", async () => {
    const declare = (name: string) =>
      stack.declare((on) => {
        const { free, running, busy } = on.cloudCase;
        return [on.attachment(name, free(1), running, { mayMoveTo: [running, busy] })];
      });
    declare("service");
    await succeeds(stack.program.up());
    for (const { emulator, cloudCase } of stack.clouds) {
      const pair = { cloud: cloudCase.storeName, interfaceId: cloudCase.free(1) };
      emulator.act({ act: "detach", ...pair });
      emulator.act({ act: "attach", ...pair, instanceId: cloudCase.busy });
    }
    await succeeds(stack.program.up(["--refresh", "--expect-no-changes"]));
    for (const { outputs = {} } of stack.program.resources())
      expect(outputs.attachedTo).not.toBe(outputs.instanceId);

    declare("renamed");
    await succeeds(stack.program.up());
    stack.each((on) => {
      expect(on.holderOf(on.cloudCase.free(1))).toBe(on.cloudCase.busy);
      expect(on.writes()).toEqual(["Attach"]);
    });

    await succeeds(stack.program.destroy());
    stack.each((on) => expect(on.holderOf(on.cloudCase.free(1))).toBeNull());
  });
});
