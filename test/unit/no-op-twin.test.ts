import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { twinOutputsVariable } from "../../scripts/bench/twin-answers";
import { writeNoOpTwin } from "../../scripts/no-op-twin";

type Properties = Record<string, unknown>;

interface Twin {
  handler: (kind: string) => {
    create: (inputs: Properties) => Promise<{ id: string; outs: Properties }>;
    diff: (id: string, olds: Properties, news: Properties) => Promise<{ changes: boolean }>;
  };
}

describe("the benchmark's provider that does nothing", () => {
  const modules = mkdtempSync(join(tmpdir(), "pulumi-eni-twin-"));
  let twin: Twin;

  beforeAll(() => {
    const outputsFile = join(modules, "outputs.json");
    const answers = {
      NetworkInterface: { id: "eni-bp1abcdefghijk", outputs: { name: "first", macAddress: "00:16" } },
      NetworkInterfaceAttachment: { id: "eni-1:i-1", outputs: { status: "attached" } },
    };
    writeFileSync(outputsFile, JSON.stringify(answers));
    writeNoOpTwin(modules);
    process.env[twinOutputsVariable] = outputsFile;
    twin = require(join(modules, "no-op-twin", "runtime.js"));
  });
  afterAll(() => {
    delete process.env[twinOutputsVariable];
    rmSync(modules, { recursive: true });
  });

  it("gives each interface its own id, as long as the cloud's, and the outputs of a real one", async () => {
    const { create } = twin.handler("NetworkInterface");
    const made = [await create({ name: "pair-0" }), await create({ name: "pair-1" })];
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
    for (const { id } of made) expect(id).toMatch(/^eni-bp1[a-z]{6}\d{5}$/);
    expect(made.map(({ outs }) => outs)).toEqual([
      { name: "pair-0", macAddress: "00:16" },
      { name: "pair-1", macAddress: "00:16" },
    ]);
  });

  it("answers an attachment the id that ours has, whatever the cloud before the kind", async () => {
    const { create } = twin.handler("alibaba:NetworkInterfaceAttachment");
    const inputs = { networkInterfaceId: "eni-2", instanceId: "i-2" };
    expect(await create(inputs)).toEqual({ id: "eni-2:i-2", outs: { status: "attached", ...inputs } });
  });

  it.each(["instanceId", "networkInterfaceId", "subnetId", "name"])("sees another %s", async (key) => {
    const { diff } = twin.handler("NetworkInterface");
    const olds = { instanceId: "1", networkInterfaceId: "1", subnetId: "1", name: "1" };
    expect(await diff("", olds, { ...olds })).toEqual({ changes: false });
    expect(await diff("", olds, { ...olds, [key]: "2" })).toEqual({ changes: true });
  });
});
