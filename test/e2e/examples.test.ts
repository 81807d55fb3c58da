import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CloudName, createEmulator, type Emulator } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import { cloudCases } from "../support/cloud-cases";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";

type Values = Record<string, string>;

/** A machine of the emulator's default scenario, and an interface for it. */
function machineOn(title: string): Values {
  const cloudCase = cloudCases.find((candidate) => candidate.title === title);
  if (!cloudCase) throw new Error(`there is no case ${title}`);
  const { free, running: instanceId, place } = cloudCase;
  return { regionId: place.regionId, networkInterfaceId: free(1), instanceId };
}

function under(path: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${path}.${key}`, value]));
}

/** What each example is configured with; one that is missing here fails below. */
const configurations: Record<string, Values> = {
  "alibaba-attachment": machineOn("alibaba"),
  "alibaba-interface": {
    subnetId: "vsw-bp1main0000000000001",
    securityGroupId: "sg-bp1main0000000000001",
    instanceId: "i-bp1running0000000001",
  },
  "tencent-attachment": machineOn("tencent"),
  "tencent-v2-attachment": { ...machineOn("tencent v2"), vpcId: "vpc-main0001" },
  "three-clouds": {
    ...under("machines.alibaba", machineOn("alibaba")),
    ...under("machines.tencent", machineOn("tencent")),
    ...under("machines.zenlayer", machineOn("zenlayer")),
  },
  "zenlayer-attachment": machineOn("zenlayer"),
  "zenlayer-interface": { subnetId: "1520000000000000001", instanceId: "1610000000000000001" },
  "tencent-interface": {
    vpcId: "vpc-main0001",
    subnetId: "subnet-main0001",
    securityGroupId: "sg-main0001",
    instanceId: "ins-running1",
  },
};

/** The attachments that a stack holds, and whether the cloud has each of them. */
function attachmentsOf(program: PulumiProgram) {
  return program.resources().flatMap(({ type, outputs = {} }) => {
    const [, cloud] = /eni\/(\w+):NetworkInterfaceAttachment$/.exec(type) ?? [];
    const isHeld = ({ store }: Emulator) =>
      store.interface(cloud as CloudName, String(outputs.networkInterfaceId))?.instanceId ===
      outputs.instanceId;
    return cloud === undefined ? [] : [{ isHeld }];
  });
}

const examples = readdirSync(join(packageRoot, "examples"));

describe.each(examples)("the example %s", (example) => {
  it("runs as it is on the emulator: up, preview clean, destroy", async () => {
    const emulator = await createEmulator();
    try {
      const folder = join(packageRoot, "examples", example);
      const names = ["Pulumi.yaml", "package.json", "index.ts"];
      const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
      const environment = emulator.environment();
      const program = await createPulumiProgram({ files, project: example, environment });
      for (const [key, value] of Object.entries(configurations[example] ?? {})) {
        await program.run(["config", "set", "--path", "--type", "string", key, value]);
      }
      const up = await program.up();
      expect(up.text).toContain("created");
      expect(up.exitCode).toBe(0);
      const attachments = attachmentsOf(program);
      const held = () => attachments.filter(({ isHeld }) => isHeld(emulator)).length;
      expect(attachments.length).toBeGreaterThan(0);
      expect(held()).toBe(attachments.length);
      expect((await program.preview(["--expect-no-changes"])).exitCode).toBe(0);
      expect((await program.destroy()).exitCode).toBe(0);
      expect(held()).toBe(0);
      expect(program.resources()).toEqual([]);
      expect(emulator.journal.entries().filter((entry) => entry.code !== null)).toEqual([]);
    } finally {
      await emulator.close();
    }
  });

  it("names itself the same everywhere, and depends on the package by its name", () => {
    const read = (name: string) => readFileSync(join(packageRoot, "examples", example, name), "utf8");
    const manifest: { name: string; dependencies: Values } = JSON.parse(read("package.json"));
    const own: { version: string } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
    expect(manifest.name).toBe(example);
    expect(read("Pulumi.yaml")).toMatch(new RegExp(`^name: ${example}$`, "m"));
    expect(manifest.dependencies["pulumi-eni"]).toBe(`^${own.version}`);
    expect(read("README.md")).toContain("npx pulumi-eni emulator");
  });
});
