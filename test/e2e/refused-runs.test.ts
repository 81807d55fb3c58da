import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { interfaceCases } from "../support/interface-cases";
import { Stack } from "../support/stack";
import { succeeds } from "../support/succeeds";
import { InterfaceProgram } from "./interface-program";

/** An error of one resource ends the run for all others, so each cloud has its own program here. */
describe.each(cloudCases)("what is refused on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, primary } = cloudCase;
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.create(cloudCase);
  });
  afterEach(() => stack.close());

  const up = () => succeeds(stack.program.up());
  const data = () => stack.attachment("data", free(1), running);
  /** Gives a key pair in the stack's configuration. */
  const configure = async (pair: { accessKeyId: string; accessKeySecret: string }) => {
    for (const [name, value] of Object.entries(cloudCase.keys(pair))) {
      await succeeds(stack.program.run(["config", "set", "--secret", `eni:${name}`, value]));
    }
  };
  const account = (number: number) => {
    const found = stack.emulator.store.accounts(cloudCase.storeName)[number];
    const key = found?.keys[0];
    if (!found || !key) throw new Error("the emulator has two accounts");
    return { id: found.id, key };
  };

  it("refuses two resources of one program on one interface", async () => {
    stack.declare(data(), stack.attachment("second", free(1), busy));
    const refused = await stack.program.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("already attaches");
    expect(stack.writes()).toEqual([]);
  });

  it("refuses a primary interface in preview, with reason and remedy", async () => {
    stack.declare(stack.attachment("data", primary, busy));
    const refused = await stack.program.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("primary");
    expect(refused.text).toContain("networkInterfaceId");
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

  it("keeps the state when another account's key is used, for refresh and for destroy", async () => {
    stack.declare(data());
    await configure(account(0).key);
    await up();
    await configure(account(1).key);
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
    const { id: accountId, key } = account(0);
    await configure(key);
    await up();
    const rotated = { accessKeyId: `${key.accessKeyId}R`, accessKeySecret: "rotated0secret" };
    stack.emulator.act({ cloud: cloudCase.storeName, act: "rotate-key", accountId, ...rotated });
    await configure(rotated);
    const refused = await stack.program.destroy();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("--run-program");
    expect(refused.text).not.toContain("rotated0secret");
    await succeeds(stack.program.destroy(["--run-program"]));
    expect(stack.holderOf(free(1))).toBeNull();
  });
});

describe.each(interfaceCases)("wrong arguments of an interface on $title", (interfaceCase) => {
  it("are reported in preview, with the property", async () => {
    const one = await InterfaceProgram.create([interfaceCase]);
    try {
      const [wrong] = interfaceCase.wrong;
      one.plan((on) => on.data(wrong?.args));
      const preview = await one.program.preview();
      expect(preview.exitCode).not.toBe(0);
      expect(preview.text).toContain(`property ${wrong?.property}`);
    } finally {
      await one.close();
    }
  });
});
