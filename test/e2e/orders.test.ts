import { killTree } from "../../scripts/process-tree";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import type { PulumiResult } from "../support/pulumi-program";
import { Stack } from "../support/stack";

/** The orders in which the real engine calls, each ending attached where the program says, or refused. */
describe.each(cloudCases)("the engine's orders on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, attached, primary } = cloudCase;
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.create(cloudCase);
  });
  afterEach(() => stack.close());

  const succeeds = async (result: Promise<PulumiResult>): Promise<PulumiResult> => {
    const settled = await result;
    if (settled.exitCode !== 0) throw new Error(settled.text);
    return settled;
  };
  /** Where the describe shows no transition, only the cloud's refusal tells that an earlier attach is on its way. */
  const attaches = () =>
    stack.writes().filter((write) => cloudCase.showsTransitions || !write.startsWith("Attach:"));
  const up = (...args: string[]) => succeeds(stack.program.up(args));
  const data = (instance = running, more: object = {}) => stack.attachment("data", free(1), instance, more);

  it("ends attached after a rename without an alias, and destroy detaches it", async () => {
    stack.declare(data());
    await up();
    stack.declare({ ...data(), name: "renamed" });
    const renamed = await up();
    expect(renamed.text).toContain("renamed");
    expect(stack.holderOf(free(1))).toBe(running);
    expect(stack.writes()).toEqual(["Attach"]);
    await succeeds(stack.program.destroy());
    expect(stack.holderOf(free(1))).toBeNull();
  });

  it("knows a resource by its new name after a rename with an alias: taken back, and replaced", async () => {
    stack.declare(data());
    await up();
    stack.declare({ ...data(), name: "renamed", aliases: ["data"] });
    await up();
    expect((await succeeds(stack.program.preview(["--expect-no-changes"]))).exitCode).toBe(0);
    stack.declare(data());
    await up();
    expect(stack.holderOf(free(1))).toBe(running);
    expect(stack.writes()).toEqual(["Attach"]);
    stack.declare({ ...data(), name: "renamed", aliases: ["data"] });
    await up();
    await up("--replace", stack.urnOf("renamed"));
    expect(stack.holderOf(free(1))).toBe(running);
    expect(stack.writes()).toEqual(["Attach", "Detach", "Attach"]);
  });

  it("ends attached where one resource gives its interface to another that is checked late", async () => {
    stack.declare(data());
    await up();
    stack.emulator.faults.add({
      ...{ cloud: cloudCase.storeName, action: "DetachNetworkInterface", kind: "throttle", times: 6 },
    });
    stack.declare(stack.attachment("data", free(2), running), stack.attachment("between", free(3), busy), {
      ...stack.attachment("heir", free(1), running),
      dependsOn: ["between"],
    });
    await up();
    expect([1, 2, 3].map((number) => stack.holderOf(free(number)))).toEqual([running, running, busy]);
    const gate = await stack.program.preview(["--refresh", "--expect-no-changes"]);
    expect(gate.exitCode).toBe(0);
  });

  it("ends attached after --replace and after a taint: detached first, then attached", async () => {
    stack.declare(data());
    await up();
    await up("--replace", stack.urnOf("data"));
    expect(stack.holderOf(free(1))).toBe(running);
    await succeeds(stack.program.run(["state", "taint", stack.urnOf("data"), "--yes"]));
    await up();
    expect(stack.holderOf(free(1))).toBe(running);
    expect(stack.writes()).toEqual(["Attach", "Detach", "Attach", "Detach", "Attach"]);
  });

  it("replaces for another instance by detaching first, and preview says so", async () => {
    stack.declare(data());
    await up();
    stack.declare(data(busy));
    const preview = await succeeds(stack.program.preview(["--diff"]));
    expect(preview.text).toMatch(/replace/);
    await up();
    expect(stack.holderOf(free(1))).toBe(busy);
    expect(stack.writes()).toEqual(["Attach", "Detach", "Attach"]);
  });

  it("hands an interface from a removed resource to a new one with moveFrom, and refuses without", async () => {
    stack.declare(data());
    await up();
    stack.declare(stack.attachment("heir", free(1), busy));
    const refused = await stack.program.up();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain(running);
    expect(stack.holderOf(free(1))).toBe(running);
    stack.declare(stack.attachment("heir", free(1), busy, { moveFrom: running }));
    await up();
    expect(stack.holderOf(free(1))).toBe(busy);
  });

  it("follows the cloud without a write: moved, refreshed, then the program follows", async () => {
    stack.declare(data());
    await up();
    stack.emulator.act({
      cloud: cloudCase.storeName,
      act: "attach",
      interfaceId: free(1),
      instanceId: busy,
    });
    await succeeds(stack.program.refresh());
    stack.declare(data(busy));
    await up();
    expect(stack.holderOf(free(1))).toBe(busy);
    expect(stack.writes()).toEqual(["Attach"]);
  });

  it("is run again after it was killed while it waited, and adopts what was begun", async () => {
    stack.emulator.transitions.setDuration(4_000);
    stack.declare(data());
    let processId = 0;
    const onStart = (started: number) => {
      processId = started;
    };
    const killed = stack.program.up([], { onStart });
    while (stack.writes().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    killTree(processId);
    expect((await killed).exitCode).toBeNull();
    stack.emulator.transitions.setDuration(0);
    await succeeds(stack.program.run(["cancel", "--yes"]));
    await up();
    expect(stack.holderOf(free(1))).toBe(running);
    expect(attaches()).toEqual(["Attach"]);
    await succeeds(stack.program.destroy());
    expect(stack.holderOf(free(1))).toBeNull();
  });

  it("keeps a create that timed out and repairs it with the next up", async () => {
    stack.emulator.transitions.setDuration(6_000);
    stack.declare({ ...data(), customTimeouts: { create: "1s" } });
    const failed = await stack.program.up();
    expect(failed.exitCode).not.toBe(0);
    expect(failed.text).toContain("timeouts.create");
    expect(stack.program.resources()[0]?.initErrors?.join()).toContain("1 s");
    stack.declare(data());
    await up();
    expect(stack.program.resources()[0]?.initErrors ?? []).toEqual([]);
    expect(attaches()).toEqual(["Attach"]);
  });

  it("refuses in a second program what this one holds, and leaves it there when that one is destroyed", async () => {
    stack.declare(data());
    await up();
    const second = await stack.createAnother("second");
    second.declare(second.attachment("data", free(1), busy));
    const preview = await succeeds(second.program.preview());
    expect(preview.text).toContain(running);
    expect(preview.text).toContain("moveFrom");
    const refused = await second.program.up();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain(running);
    expect(second.program.resources()).toEqual([]);
    await succeeds(second.program.destroy());
    expect(stack.holderOf(free(1))).toBe(running);
    expect(stack.writes()).toEqual(["Attach"]);
  });

  it("refuses two resources of one program on one interface", async () => {
    stack.declare(data(), stack.attachment("second", free(1), busy));
    const refused = await stack.program.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("is claimed by");
    expect(stack.writes()).toEqual([]);
  });

  it("keeps the order of devices that dependsOn gives", async () => {
    const chain = [1, 2, 3].map((number) => ({
      ...stack.attachment(`eth${number}`, free(number), running),
      dependsOn: number === 1 ? [] : [`eth${number - 1}`],
    }));
    stack.declare(...chain);
    await up();
    const store = stack.emulator.store;
    const devices = [1, 2, 3].map(
      (number) => store.interface(cloudCase.storeName, free(number))?.attachedAt ?? 0,
    );
    expect([...devices].sort((a, b) => a - b)).toEqual(devices);
    expect(stack.writes()).toEqual(["Attach", "Attach", "Attach"]);
  });

  it("looks up an attachment that exists, and does not detach it on destroy", async () => {
    stack.declare({ name: "found", args: { ...cloudCase.place }, get: `${attached}:${busy}` });
    const result = await up();
    expect(result.text).toContain("found");
    await succeeds(stack.program.destroy());
    expect(stack.holderOf(attached)).toBe(busy);
  });

  it("trips both drift gates for a detach by hand and neither for what is unchanged", async () => {
    stack.declare(data());
    await up();
    const gates = [
      () => stack.program.refresh(["--preview-only", "--expect-no-changes"]),
      () => stack.program.preview(["--refresh", "--expect-no-changes"]),
    ];
    stack.emulator.act({ cloud: cloudCase.storeName, act: "assign-ip", interfaceId: free(1) });
    for (const gate of gates) expect((await gate()).exitCode).toBe(0);
    stack.emulator.act({ cloud: cloudCase.storeName, act: "detach", interfaceId: free(1) });
    for (const gate of gates) {
      const tripped = await gate();
      expect(tripped.exitCode).not.toBe(0);
      expect(tripped.text).toContain("not attached");
    }
  });

  it("refuses a primary interface in preview, with reason and remedy", async () => {
    stack.declare(stack.attachment("data", primary, busy));
    const refused = await stack.program.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("primary");
    expect(refused.text).toContain("networkInterfaceId");
  });

  it("keeps the state when another account's key is used, for refresh and for destroy", async () => {
    stack.declare(data());
    const keys = (number: number) => {
      const key = stack.emulator.store.accounts(cloudCase.storeName)[number]?.keys[0];
      if (!key) throw new Error("the emulator has two accounts");
      return Object.entries(cloudCase.keys(key));
    };
    const configure = async (number: number) => {
      for (const [name, value] of keys(number)) {
        await succeeds(stack.program.run(["config", "set", "--secret", `eni:${name}`, value]));
      }
    };
    await configure(0);
    await up();
    await configure(1);
    for (const command of [
      () => stack.program.refresh(["--run-program"]),
      () => stack.program.destroy(["--run-program"]),
    ]) {
      const refused = await command();
      expect(refused.exitCode).not.toBe(0);
      expect(refused.text).toContain("another account");
      expect(stack.program.resources()).toHaveLength(1);
    }
    expect(stack.holderOf(free(1))).toBe(running);
    expect(JSON.stringify(stack.program.resources())).not.toContain("emulated0secret");
  });

  it("says how to go on when a key in config was rotated between up and destroy", async () => {
    stack.declare(data());
    const [account] = stack.emulator.store.accounts(cloudCase.storeName);
    const key = account?.keys[0];
    if (!account || !key) throw new Error("the emulator has an account");
    const set = async (pair: { accessKeyId: string; accessKeySecret: string }) => {
      for (const [name, value] of Object.entries(cloudCase.keys(pair))) {
        await succeeds(stack.program.run(["config", "set", "--secret", `eni:${name}`, value]));
      }
    };
    await set(key);
    await up();
    const rotated = { accessKeyId: `${key.accessKeyId}R`, accessKeySecret: "rotated0secret" };
    stack.emulator.act({ cloud: cloudCase.storeName, act: "rotate-key", accountId: account.id, ...rotated });
    await set(rotated);
    const refused = await stack.program.destroy();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("--run-program");
    expect(refused.text).not.toContain("rotated0secret");
    await succeeds(stack.program.destroy(["--run-program"]));
    expect(stack.holderOf(free(1))).toBeNull();
  });
});
