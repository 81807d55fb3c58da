import { readFileSync } from "node:fs";
import { createEmulator, type Emulator } from "../../emulator";
import { createPluginProgram, type PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";
import { free, region, running, stopped } from "./emulated-stack";

const attachment = (networkInterfaceId: string, instanceId = running, options: object = {}) => ({
  type: "eni:alibaba:NetworkInterfaceAttachment",
  properties: { regionId: region, networkInterfaceId, instanceId },
  options,
});

/** What the engine asks of a plugin besides the life of a resource. */
describe("a run of the engine with the provider plugin", () => {
  let emulator: Emulator;
  let program: PulumiProgram;

  const start = async (environment: Record<string, string> = {}) => {
    emulator = await createEmulator({ transitionMs: 200 });
    program = await createPluginProgram("yaml", {
      files: { "Main.yaml": "resources: {}" },
      environment: { ...emulator.environment(), ...environment },
    });
  };
  afterEach(async () => {
    program.remove();
    await emulator.close();
  });

  const declare = (resources: Record<string, object>) =>
    program.write("Main.yaml", JSON.stringify({ resources }));
  const configure = (...args: string[]) => succeeds(program.run(["config", "set", ...args]));
  const holderOf = (id: string) => emulator.store.interface("alibaba", id)?.instanceId ?? null;
  const writes = () =>
    emulator.journal
      .entries({ cloud: "alibaba", foreign: false })
      .flatMap(({ action }) => /^(Attach|Detach)/.exec(action)?.[0] ?? []);

  it("refuses a second claim on an interface by a resource of another provider, and detaches nothing", async () => {
    await start();
    declare({ data: attachment(free(1)) });
    await succeeds(program.up());
    const provider = { type: "pulumi:providers:eni" };
    const own = { provider: "$" + "{other}" };
    declare({
      data: attachment(free(1)),
      other: provider,
      second: attachment(free(1), stopped, { ...own, dependsOn: ["$" + "{data}"] }),
    });
    for (const refused of [await program.preview(), await program.up()]) {
      expect(refused.exitCode).not.toBe(0);
      expect(refused.text).toMatch(/data already attaches eni-\S+ to i-\S+ Only one resource can attach/);
    }
    expect(writes()).toEqual(["Attach"]);
    expect(holderOf(free(1))).toBe(running);
  });

  it("reads before a plain preview and up with `eni:driftCheck`, and puts right what it finds", async () => {
    await start();
    declare({ data: attachment(free(1)) });
    await succeeds(program.up());
    emulator.act({ act: "detach", cloud: "alibaba", interfaceId: free(1) });
    await succeeds(program.preview(["--expect-no-changes"]));
    await configure("eni:driftCheck", "true");
    const gate = await program.preview(["--expect-no-changes"]);
    expect(gate.exitCode).not.toBe(0);
    expect(gate.text).toContain("it is available, not attached");
    await succeeds(program.up());
    expect(holderOf(free(1))).toBe(running);
    await succeeds(program.preview(["--expect-no-changes"]));
  });

  it("uses the keys of the configuration, also after a rotation, and none of them is readable in the state", async () => {
    await start({ ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "" });
    const { accessKeyId, accessKeySecret } = emulator.credentials.alibaba;
    await configure("--secret", "eni:alibabaAccessKeyId", accessKeyId);
    await configure("--secret", "eni:alibabaAccessKeySecret", accessKeySecret);
    await configure("eni:alibabaRegionId", region);
    const { type, properties } = attachment(free(1));
    declare({ data: { type, properties: { ...properties, regionId: undefined } } });
    await succeeds(program.up());
    expect(holderOf(free(1))).toBe(running);
    expect(readFileSync(program.stateFile, "utf8")).not.toContain(accessKeySecret);

    const rotated = { accessKeyId: "LTAI5tRotated0000000", accessKeySecret: "rotated0secret0of0the0account" };
    const accountId = emulator.store.accounts("alibaba")[0]?.id ?? "";
    emulator.act({ cloud: "alibaba", act: "rotate-key", accountId, ...rotated });
    await configure("--secret", "eni:alibabaAccessKeyId", rotated.accessKeyId);
    await configure("--secret", "eni:alibabaAccessKeySecret", rotated.accessKeySecret);
    declare({ data: { type, properties: { ...properties, regionId: undefined, instanceId: stopped } } });
    await succeeds(program.up());
    expect(holderOf(free(1))).toBe(stopped);
    expect(readFileSync(program.stateFile, "utf8")).not.toContain(rotated.accessKeySecret);
    await succeeds(program.destroy());
    expect(holderOf(free(1))).toBeNull();
  });

  it("refuses a key in plain text, a wrong value and an unknown key of the configuration, in words", async () => {
    await start();
    declare({ data: attachment(free(1)) });
    for (const [key, value, words] of [
      ["eni:alibabaAccessKeySecret", "plain0text", "eni:alibabaAccessKeySecret is in plain text."],
      ["eni:preflight", "of", 'eni:preflight must be one of "on", "strict", "off", not "of"'],
      ["eni:alibabaProfil", "prod", "Did you mean eni:alibabaProfile?"],
    ] as const) {
      await configure(key, value);
      const refused = await program.preview();
      expect(refused.exitCode).not.toBe(0);
      expect(refused.text).toContain(words);
      expect(refused.text).not.toContain("plain0text");
      await succeeds(program.run(["config", "rm", key]));
    }
    expect(writes()).toEqual([]);
  });
});
