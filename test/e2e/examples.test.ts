import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CloudName, createEmulator, type Emulator } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import { cloudCases } from "../support/cloud-cases";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

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
  "tencent-v2-interface": {
    vpcId: "vpc-main0001",
    subnetId: "subnet-main0001",
    securityGroupId: "sg-main0001",
    instanceId: "ins-running1",
  },
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

/** Those in TypeScript; `npm run test:languages` runs the others. */
const examples = readdirSync(join(packageRoot, "examples")).filter((example) =>
  existsSync(join(packageRoot, "examples", example, "index.ts")),
);

/** An example as it is, on an emulator of its own, configured for the emulator's default scenario. */
async function open(example: string) {
  const emulator = await createEmulator();
  const seeded = new Set(allInterfaces(emulator).map(({ id }) => id));
  const folder = join(packageRoot, "examples", example);
  const names = ["Pulumi.yaml", "package.json", "index.ts"];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const program = await createPulumiProgram({
    files,
    project: example,
    environment: emulator.environment(),
  });
  const configure = async (values: Values) => {
    for (const [key, value] of Object.entries(values)) {
      await program.run(["config", "set", "--path", "--type", "string", key, value]);
    }
  };
  await configure(configurations[example] ?? {});
  await configureAsReadme(program, example);
  return {
    emulator,
    program,
    configure,
    made: () => allInterfaces(emulator).filter(({ id }) => !seeded.has(id)),
    close: async () => {
      program.remove();
      await emulator.close();
    },
  };
}

/** Sets again what the commands of its README set, with our values in the place of their `eni-…`. */
async function configureAsReadme(program: PulumiProgram, example: string): Promise<void> {
  const readme = readFileSync(join(packageRoot, "examples", example, "README.md"), "utf8");
  for (const [command, key = ""] of readme.matchAll(/^pulumi config set (\S+) \S+/gm)) {
    const value = configurations[example]?.[key];
    if (value === undefined) throw new Error(`${example} has no value for: ${command}`);
    const { exitCode, stdout, stderr } = await program.execute("bash", [
      "-ec",
      `pulumi config set ${key} ${value}`,
    ]);
    if (exitCode !== 0) throw new Error(stdout + stderr);
  }
}

const stores = new Set(cloudCases.map(({ storeName }) => storeName));
const allInterfaces = ({ store }: Emulator) => [...stores].flatMap((cloud) => store.interfaces(cloud));

const isOfInterface = (example: string) => example.endsWith("-interface");

describe.each(examples.filter((example) => !isOfInterface(example)))("the example %s", (example) => {
  it("runs as it is on the emulator: up, preview clean, destroy", async () => {
    const { emulator, program, made, close } = await open(example);
    try {
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
      expect(made()).toEqual([]);
      expect(emulator.journal.entries().filter((entry) => entry.code !== null)).toEqual([]);
    } finally {
      await close();
    }
  });
});

describe.each(examples)("the example %s", (example) => {
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

/** What its README says of another configuration of an interface, and what someone else may do to it. */
const changes: Record<string, { inPlace: Values; shows: object; anew: Values; byHand: object }> = {
  "alibaba-interface": {
    inPlace: { description: "another one" },
    shows: { description: "another one" },
    anew: { subnetId: "vsw-bp1tiny0000000000001" },
    byHand: { description: "by hand" },
  },
  "tencent-interface": {
    inPlace: { description: "another one" },
    shows: { description: "another one" },
    anew: { subnetId: "subnet-tiny0001" },
    byHand: { description: "by hand" },
  },
  "tencent-v2-interface": {
    inPlace: { description: "another one" },
    shows: { description: expect.stringContaining("another one") },
    anew: { subnetId: "subnet-tiny0001" },
    byHand: { name: "by-hand" },
  },
  "zenlayer-interface": {
    inPlace: { name: "another-one" },
    shows: { name: "another-one" },
    anew: { subnetId: "1520000000000000003" },
    byHand: { name: "by-hand" },
  },
};

describe.each(examples.filter(isOfInterface))("the example %s", (example) => {
  it("runs unchanged on the emulator, changes in place, is replaced, shows what others did, and leaves nothing", async () => {
    const { emulator, program, configure, made, close } = await open(example);
    const change = changes[example];
    if (!change) throw new Error(`nothing is said of changes to ${example}`);
    const attached = { status: "attached", instanceId: configurations[example]?.instanceId };
    try {
      expect((await succeeds(program.up())).text).toContain("created");
      const [first] = made();
      expect(made()).toEqual([expect.objectContaining(attached)]);
      await succeeds(program.preview(["--expect-no-changes"]));

      await configure(change.inPlace);
      expect((await succeeds(program.preview())).events.changes).toMatchObject({ update: 1 });
      await succeeds(program.up());
      expect(made()).toEqual([expect.objectContaining({ ...attached, ...change.shows, id: first?.id })]);

      await configure(change.anew);
      expect((await succeeds(program.preview())).events.changes).toMatchObject({ replace: 2 });
      await succeeds(program.up());
      const [second] = made();
      expect(made()).toEqual([expect.objectContaining({ ...attached, ...change.anew })]);
      expect(second?.id).not.toBe(first?.id);

      const [cloud, interfaceId] = [example.split("-")[0] as CloudName, second?.id ?? ""];
      emulator.act({ cloud, act: "set-interface", interfaceId, set: change.byHand });
      emulator.act({ cloud, act: "detach", interfaceId });
      expect((await program.preview(["--refresh", "--expect-no-changes"])).exitCode).not.toBe(0);
      await succeeds(program.refresh());
      await succeeds(program.up());
      expect(made()).toEqual([expect.objectContaining({ ...attached, ...change.shows, id: interfaceId })]);
      await succeeds(program.preview(["--refresh", "--expect-no-changes"]));

      await succeeds(program.destroy());
      expect(made()).toEqual([]);
      expect(program.resources()).toEqual([]);
      expect(emulator.journal.entries().filter((entry) => entry.code !== null)).toEqual([]);
    } finally {
      await close();
    }
  });
});
