import type { FaultKind } from "../../emulator";
import type { Cloud, Connection, TaskOutcome } from "../../provider/contract/cloud";
import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** The clouds that answer a write with a task. The task's result counts; without one, looks decide. */
describe.each(cloudCases.filter(({ storeName }) => storeName === "tencent"))(
  "the task of a write on $title",
  (cloudCase) => {
    const { free, running, storeName: cloud } = cloudCase;
    const world = worldForEachTest({ transitionMs: 3_000 });

    const attachments = () => world.beginFor(cloudCase).attachments;
    const inputs = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
    const fault = (action: string, kind: FaultKind, times = 1) =>
      world.emulator.faults.add({ cloud, action, times, ...kind });
    const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
    const holder = () => world.emulator.store.interface(cloud, free(1))?.instanceId ?? null;

    it("ends the operation when it failed, with what it says, and leaves no resource behind", async () => {
      fault("AttachNetworkInterface", { kind: "fail", transition: "attach" });
      const began = world.clock.now();
      const error: Error & { id?: string } = await attachments()
        .create(inputs)
        .then(
          () => new Error("it succeeded"),
          (failure: Error) => failure,
        );
      expect(error.message).toContain("its task FAILED");
      expect(error.id).toBeUndefined();
      expect(world.clock.now() - began).toBeLessThan(10_000);
      expect(holder()).toBeNull();
    });

    it("is not taken for done before a look shows it: describes may lag behind", async () => {
      await world.clock.sleep(60_000);
      fault("DescribeNetworkInterfaces", { kind: "stale-describe", ms: 8_000 }, Number.POSITIVE_INFINITY);
      const { id, outs } = await attachments().create(inputs);
      expect(outs).toMatchObject({ status: "attached", attachedTo: running });
      expect(calls("AttachNetworkInterface")).toHaveLength(1);
      await attachments().delete(id, outs);
      expect(holder()).toBeNull();
      expect(calls("DetachNetworkInterface")).toHaveLength(1);
    });

    it("is enough while it runs: nobody asks for the instance then", async () => {
      await attachments().create(inputs);
      expect(calls("DescribeNetworkInterfaces").length).toBeGreaterThan(4);
      expect(calls("DescribeInstances").length).toBeLessThanOrEqual(2);
    });

    it.each([
      ["may not be seen with these keys", "UnauthorizedOperation"],
      ["is not known to the cloud", "ResourceNotFound"],
    ])("is done without when it %s", async (_, code) => {
      fault("DescribeVpcTaskResult", { kind: "error", code }, Number.POSITIVE_INFINITY);
      const { id, outs } = await attachments().create(inputs);
      expect(holder()).toBe(running);
      await attachments().delete(id, outs);
      expect(holder()).toBeNull();
    });

    // Where the describe shows transitions, no task is asked for a detach that is under way.
    if (!cloudCase.showsTransitions)
      it("that failed because the interface has gone meanwhile ends a deletion well", async () => {
        const { id, outs } = await attachments().create(inputs);
        fault("DetachNetworkInterface", { kind: "stuck", transition: "detach" });
        // The look shows it still bound; it goes before the task is asked for.
        const connect = (...at: Parameters<Cloud["connect"]>): Connection => {
          const connection = cloudCase.cloud.connect(...at);
          const task = async (): Promise<TaskOutcome> => {
            world.emulator.act({ cloud, act: "delete", interfaceId: free(1) });
            return { state: "failed" };
          };
          return { ...connection, find: { ...connection.find, task } };
        };
        const config = cloudCase.keys(world.emulator.credentials[cloud]);
        const quirk = { ...cloudCase.cloud, connect };
        await expect(world.begin(quirk, { config }).attachments.delete(id, outs)).resolves.toBeUndefined();
      });

    it("makes no call when the describe has the answer", async () => {
      await attachments().create(inputs);
      const asked = calls("DescribeVpcTaskResult").length;
      if (cloudCase.showsTransitions) expect(asked).toBe(0);
      else expect(asked).toBeGreaterThan(0);
    });
  },
);
