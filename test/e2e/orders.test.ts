import { killTree } from "../../scripts/process-tree";
import { cloudCases } from "../support/cloud-cases";
import type { PulumiResult } from "../support/pulumi-program";
import { runUntil } from "../support/run-until";
import { type Declared, Stack, type StackOfClouds } from "../support/stack";
import { succeeds } from "../support/succeeds";

/**
 * The orders in which the real engine calls, each ending attached where the program says. Every cloud
 * is in the same program, because a run of the engine costs seconds and a cloud in it next to nothing.
 */
describe("the engine's orders on every cloud", () => {
  let stack: StackOfClouds;

  beforeEach(async () => {
    stack = await Stack.createAll(cloudCases);
  });
  afterEach(() => stack.close());

  const up = (...args: string[]) => succeeds(stack.program.up(args));
  const isRunning = (on: Stack, number = 1) =>
    expect(on.holderOf(on.cloudCase.free(number))).toBe(on.cloudCase.running);
  const isBusy = (on: Stack, number = 1) =>
    expect(on.holderOf(on.cloudCase.free(number))).toBe(on.cloudCase.busy);
  const isFree = (on: Stack) => expect(on.holderOf(on.cloudCase.free(1))).toBeNull();
  /** When the describe shows no transition, only the cloud's refusal shows that an earlier attach is in progress. */
  const attaches = (on: Stack) =>
    on.writes().filter((write) => on.cloudCase.showsTransitions || !write.startsWith("Attach:"));
  /** An attachment of the first free interface. */
  const attached = (on: Stack, to: "running" | "busy" = "running", name = "data") =>
    on.attachment(name, on.cloudCase.free(1), on.cloudCase[to]);
  const toRunning = (on: Stack) => [attached(on)];
  const toBusy = (on: Stack) => [attached(on, "busy")];
  /** What the command told of each cloud's resource of that name. */
  const tells = (result: PulumiResult, name: string, text: (on: Stack) => string) =>
    stack.each((on) => {
      const told = result.events.diagnostics.filter(({ urn }) => urn === on.urnOf(name));
      expect(told.map(({ message }) => message).join("\n")).toContain(text(on));
    });

  it("ends attached after a rename without an alias, and destroy detaches it", async () => {
    stack.declare(toRunning);
    await up();
    stack.declare((on) => [attached(on, "running", "renamed")]);
    const renamed = await up();
    stack.each((on) => {
      expect(renamed.text).toContain(on.nameOf("renamed"));
      isRunning(on);
      expect(on.writes()).toEqual(["Attach"]);
    });
    await succeeds(stack.program.destroy());
    stack.each(isFree);
  });

  it("knows a resource by its new name after a rename with an alias: taken back, and replaced", async () => {
    const renamed = (on: Stack): Declared[] => [
      { ...attached(on, "running", "renamed"), aliases: [on.nameOf("data")] },
    ];
    stack.declare(toRunning);
    await up();
    stack.declare(renamed);
    await up();
    expect((await succeeds(stack.program.preview(["--expect-no-changes"]))).exitCode).toBe(0);
    stack.declare(toRunning);
    await up();
    stack.each((on) => {
      isRunning(on);
      expect(on.writes()).toEqual(["Attach"]);
    });
    stack.declare(renamed);
    await up();
    await up(...stack.urnsOf("renamed").flatMap((urn) => ["--replace", urn]));
    stack.each((on) => {
      isRunning(on);
      expect(on.writes()).toEqual(["Attach", "Detach", "Attach"]);
    });
  });

  it("ends attached where one resource gives its interface to another that is checked late", async () => {
    stack.declare(toRunning);
    await up();
    for (const { cloudCase, emulator } of stack.clouds) {
      const action = "DetachNetworkInterface";
      emulator.faults.add({ cloud: cloudCase.storeName, action, kind: "throttle", times: 6 });
    }
    stack.declare((on) => [
      on.attachment("data", on.cloudCase.free(2), on.cloudCase.running),
      on.attachment("between", on.cloudCase.free(3), on.cloudCase.busy),
      { ...attached(on, "running", "heir"), dependsOn: [on.nameOf("between")] },
    ]);
    await up();
    stack.each((on) => {
      isRunning(on, 1);
      isRunning(on, 2);
      isBusy(on, 3);
    });
    const gate = await stack.program.preview(["--refresh", "--expect-no-changes"]);
    expect(gate.exitCode).toBe(0);
  });

  it("ends attached after --replace and after a taint: detached first, then attached", async () => {
    stack.declare(toRunning);
    await up();
    await up(...stack.urnsOf("data").flatMap((urn) => ["--replace", urn]));
    stack.each((on) => isRunning(on));
    await succeeds(stack.program.run(["state", "taint", ...stack.urnsOf("data"), "--yes"]));
    await up();
    stack.each((on) => {
      isRunning(on);
      expect(on.writes()).toEqual(["Attach", "Detach", "Attach", "Detach", "Attach"]);
    });
  });

  it("replaces for another instance by detaching first, and preview says so", async () => {
    stack.declare(toRunning);
    await up();
    stack.declare(toBusy);
    const preview = await succeeds(stack.program.preview(["--diff"]));
    expect(preview.events.changes).toMatchObject({ replace: cloudCases.length });
    await up();
    stack.each((on) => {
      isBusy(on);
      expect(on.writes()).toEqual(["Attach", "Detach", "Attach"]);
    });
  });

  it("follows the cloud without a write: moved, refreshed, then the program follows", async () => {
    stack.declare(toRunning);
    await up();
    for (const { cloudCase, emulator } of stack.clouds) {
      const [interfaceId, instanceId] = [cloudCase.free(1), cloudCase.busy];
      emulator.act({ cloud: cloudCase.storeName, act: "attach", interfaceId, instanceId });
    }
    await succeeds(stack.program.refresh());
    stack.declare(toBusy);
    await up();
    stack.each((on) => {
      isBusy(on);
      expect(on.writes()).toEqual(["Attach"]);
    });
  });

  it("is run again after it was killed while it waited, and adopts what was begun", async () => {
    for (const { emulator } of stack.clouds) emulator.transitions.setDuration(4_000);
    stack.declare(toRunning);
    const { processId, result } = await runUntil(
      () => stack.clouds.every((on) => on.writes().length > 0),
      (options) => stack.program.up([], options),
    );
    killTree(processId);
    expect((await result).exitCode).toBeNull();
    for (const { emulator } of stack.clouds) emulator.transitions.setDuration(0);
    await succeeds(stack.program.run(["cancel", "--yes"]));
    await up();
    stack.each((on) => {
      isRunning(on);
      expect(attaches(on)).toEqual(["Attach"]);
    });
    await succeeds(stack.program.destroy());
    stack.each(isFree);
  });

  it("keeps a create that timed out and repairs it with the next up", async () => {
    for (const { emulator } of stack.clouds) emulator.transitions.setDuration(6_000);
    stack.declare((on) => [{ ...attached(on), customTimeouts: { create: "1s" } }]);
    const failed = await stack.program.up(["--continue-on-error"]);
    expect(failed.exitCode).not.toBe(0);
    tells(failed, "data", () => "timeouts.create");
    const initErrors = (on: Stack) =>
      stack.program.resources().find(({ urn }) => urn === on.urnOf("data"))?.initErrors;
    stack.each((on) => expect(initErrors(on)?.join()).toContain("1 s"));
    stack.declare(toRunning);
    await up();
    stack.each((on) => {
      expect(initErrors(on) ?? []).toEqual([]);
      isRunning(on);
      expect(attaches(on)).toEqual(["Attach"]);
    });
  });

  it("refuses in a second program what this one holds, and leaves it there when that one is destroyed", async () => {
    stack.declare(toRunning);
    await up();
    const second = await stack.createAnother("second");
    second.declare(toBusy);
    const preview = await succeeds(second.program.preview());
    const refused = await second.program.up(["--continue-on-error"]);
    expect(refused.exitCode).not.toBe(0);
    second.each((on) => {
      const told = ({ events }: PulumiResult) =>
        events.diagnostics.filter(({ urn }) => urn === on.urnOf("data")).map(({ message }) => message);
      expect(told(preview).join()).toContain(on.cloudCase.running);
      expect(told(preview).join()).toContain("moveFrom");
      expect(told(refused).join()).toContain(on.cloudCase.running);
    });
    expect(second.program.resources()).toEqual([]);
    await succeeds(second.program.destroy());
    stack.each((on) => {
      isRunning(on);
      expect(on.writes()).toEqual(["Attach"]);
    });
  });

  it("stays attached where a transformation makes the engine create the replacement first", async () => {
    stack.declare((on) =>
      toRunning(on).map((declared) => ({ ...declared, transformed: { deleteBeforeReplace: false } })),
    );
    await up();
    await up(...stack.urnsOf("data").flatMap((urn) => ["--replace", urn]));
    stack.each((on) => {
      isRunning(on);
      expect(on.writes()).toEqual(["Attach"]);
    });
    await succeeds(stack.program.destroy());
    stack.each((on) => expect(on.holderOf(on.cloudCase.free(1))).toBeNull());
  });

  it("keeps the order of devices that dependsOn gives", async () => {
    stack.declare((on) =>
      [1, 2, 3].map((number) => ({
        ...on.attachment(`eth${number}`, on.cloudCase.free(number), on.cloudCase.running),
        dependsOn: number === 1 ? [] : [on.nameOf(`eth${number - 1}`)],
      })),
    );
    await up();
    stack.each(({ cloudCase, emulator }) => {
      const devices = [1, 2, 3].map(
        (number) => emulator.store.interface(cloudCase.storeName, cloudCase.free(number))?.attachedAt ?? 0,
      );
      expect([...devices].sort((a, b) => a - b)).toEqual(devices);
    });
    stack.each((on) => expect(on.writes()).toEqual(["Attach", "Attach", "Attach"]));
  });

  it("looks up an attachment that exists, and does not detach it on destroy", async () => {
    stack.declare((on) => [on.found("found", `${on.cloudCase.attached}:${on.cloudCase.busy}`)]);
    const result = await up();
    stack.each((on) => expect(result.text).toContain(on.nameOf("found")));
    await succeeds(stack.program.destroy());
    stack.each((on) => expect(on.holderOf(on.cloudCase.attached)).toBe(on.cloudCase.busy));
  });

  it("trips both drift gates for a detach by hand and neither for what is unchanged", async () => {
    stack.declare(toRunning);
    await up();
    const gates = [
      () => stack.program.refresh(["--preview-only", "--expect-no-changes"]),
      () => stack.program.preview(["--refresh", "--expect-no-changes"]),
    ];
    const act = (hand: "assign-ip" | "detach") => {
      for (const { cloudCase, emulator } of stack.clouds) {
        emulator.act({ cloud: cloudCase.storeName, act: hand, interfaceId: cloudCase.free(1) });
      }
    };
    act("assign-ip");
    for (const gate of gates) expect((await gate()).exitCode).toBe(0);
    act("detach");
    for (const gate of gates) {
      const tripped = await gate();
      expect(tripped.exitCode).not.toBe(0);
      tells(tripped, "data", () => "not attached");
    }
  });
});
