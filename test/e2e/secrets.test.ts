import { readFileSync } from "node:fs";
import { cloudCases } from "../support/cloud-cases";
import { Stack, type StackOfClouds } from "../support/stack";
import { succeeds } from "../support/succeeds";

/** Everything that the engine writes, and what a person reads: none of it may hold a key of the environment. */
describe("keys of the environment, on every cloud", () => {
  const canary = { accessKeyId: "CANARYKEYID00000000A", accessKeySecret: "canary0secret0must0never0be0seen" };
  let stack: StackOfClouds;
  let environment: Record<string, string>;

  beforeAll(async () => {
    stack = await Stack.createAll(cloudCases);
    const instead = new Map<string, string>();
    for (const { emulator } of stack.clouds) {
      for (const { accessKeyId, accessKeySecret } of Object.values(emulator.credentials)) {
        instead.set(accessKeyId, canary.accessKeyId).set(accessKeySecret, canary.accessKeySecret);
      }
    }
    for (const { emulator, cloudCase } of stack.clouds) {
      const cloud = cloudCase.storeName;
      const accountId = emulator.store.accounts(cloud)[0]?.id ?? "";
      emulator.act({ cloud, act: "rotate-key", accountId, ...canary });
    }
    const variables = Object.entries(stack.program.environment);
    environment = Object.fromEntries(
      variables.flatMap(([name, value]) => {
        const replacement = instead.get(value);
        return replacement === undefined ? [] : [[name, replacement] as const];
      }),
    );
  });
  afterAll(() => stack.close());

  it("are in no state, output or log of the engine at -v=9", async () => {
    stack.declare((on) => [on.attachment("data", on.cloudCase.free(1), on.cloudCase.running)]);
    expect(Object.keys(environment).length).toBeGreaterThanOrEqual(6);
    const loud = ["--logtostderr", "-v=9"];
    const { program } = stack;
    const written: string[] = [];
    const note = ({ text }: { text: string }) => written.push(text, readFileSync(program.stateFile, "utf8"));
    note(await succeeds(program.up(loud, { environment })));
    stack.each((on) => expect(on.holderOf(on.cloudCase.free(1))).toBe(on.cloudCase.running));
    note(await succeeds(program.destroy(loud, { environment })));
    // A cloud's own journal names the key that called.
    expect(written.join("\n")).not.toContain(canary.accessKeyId);
    stack.each((on) => written.push(JSON.stringify(on.emulator.journal.entries())));
    const everything = written.join("\n");
    expect(everything.length).toBeGreaterThan(100_000);
    expect(everything).not.toContain(canary.accessKeySecret);
  });
});
