import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensurePulumi } from "../../scripts/pulumi-cli";
import { createEmulators, type Emulators, forEachCloud } from "../support/every-cloud";
import { interfaceCases } from "../support/interface-cases";
import { createPulumiProgram, type PulumiProgram, type PulumiResult } from "../support/pulumi-program";

/**
 * A package of components, in a process of its own. Web and Db each have a Node below them, which makes an interface of
 * the same name and arguments. Node is asked of the engine, so in its process the parent is known by its URN alone.
 */
const plugin = `#!/usr/bin/env node
const { createRequire } = require("node:module");
const load = createRequire(require("node:path").join(process.cwd(), "noop.js"));
const pulumi = load("@pulumi/pulumi");
const eni = load("pulumi-eni");
class Node extends pulumi.ComponentResource {
  constructor(name, { interfaces }, opts) {
    super("my:index:Node", name, {}, opts);
    for (const { cloud, name, args } of interfaces) new eni[cloud].NetworkInterface(name, args, { parent: this });
    this.registerOutputs({});
  }
}
class Part extends pulumi.ComponentResource {
  constructor(type, name, inputs, opts) {
    super(type, name, {}, opts);
    new pulumi.ComponentResource("my:index:Node", "node", inputs, { parent: this }, true);
    this.registerOutputs({});
  }
}
const make = (name, type, inputs, opts) =>
  type === "my:index:Node" ? new Node(name, inputs, opts) : new Part(type, name, inputs, opts);
pulumi.provider.main(
  {
    version: "1.0.0",
    schema: JSON.stringify({ name: "my", version: "1.0.0" }),
    async construct(name, type, inputs, opts) {
      const known = await pulumi.output(inputs).promise();
      return { urn: make(name, type, known, opts).urn, state: {} };
    },
  },
  process.argv.slice(2),
);
`;

const program = `
const pulumi = require("@pulumi/pulumi");
const { parts, interfaces } = JSON.parse(require("fs").readFileSync("plan.json", "utf8"));
for (const part of parts) new pulumi.ComponentResource("my:index:" + part, part.toLowerCase(), { interfaces }, {}, true);
`;

describe("a component package whose components have interfaces of one name", () => {
  let emulators: Emulators;
  let own: PulumiProgram;
  let packages: string;
  const clouds = interfaceCases.map(({ title, cloudCase }) => ({ title, cloud: cloudCase.storeName }));
  const interfaces = interfaceCases.map(({ title, kind, declared, cloudCase }) => ({
    cloud: kind.split(":")[0],
    name: `${title.replaceAll(" ", "-")}-nic`,
    args: { ...cloudCase.place, ...declared },
  }));

  const isOf = (on: { readonly title: string }) => emulators.byTitle.get(on.title);
  const seeded = new Map<string, ReadonlySet<string>>();
  const interfacesOf = (on: (typeof clouds)[number]) => isOf(on)?.store.interfaces(on.cloud) ?? [];
  const made = (on: (typeof clouds)[number]) =>
    interfacesOf(on).filter(({ id }) => !seeded.get(on.title)?.has(id));
  const run = async (parts: readonly string[], command: (own: PulumiProgram) => Promise<PulumiResult>) => {
    own.write("plan.json", JSON.stringify({ parts, interfaces }));
    const result = await command(own);
    if (result.exitCode !== 0) throw new Error(result.text);
  };

  beforeAll(async () => {
    emulators = await createEmulators(
      clouds.map(({ title }) => title),
      {},
    );
    for (const on of clouds) seeded.set(on.title, new Set(interfacesOf(on).map(({ id }) => id)));
    packages = mkdtempSync(join(tmpdir(), "pulumi-eni-components-"));
    writeFileSync(join(packages, "pulumi-resource-my"), plugin, { mode: 0o755 });
    const bin = process.env.PULUMI_ENI_TEST_CLI ?? (await ensurePulumi()).bin;
    own = await createPulumiProgram({
      files: { "index.js": program, "plan.json": "{}" },
      environment: {
        ...emulators.environment,
        PATH: [bin, packages, process.env.PATH ?? ""].join(delimiter),
      },
    });
  });
  afterAll(async () => {
    own.remove();
    rmSync(packages, { recursive: true, force: true });
    for (const emulator of emulators.byTitle.values()) await emulator.close();
  });

  it("gives each its own interface, and keeps the one when the other goes", async () => {
    await run(["Web", "Db"], (one) => one.up());
    const before = new Map(clouds.map((on) => [on.title, made(on).map(({ id }) => id)]));
    forEachCloud(clouds, (on) => expect(made(on)).toHaveLength(2));
    await run(["Web", "Db"], (one) => one.preview(["--refresh", "--expect-no-changes"]));
    await run(["Web"], (one) => one.up());
    forEachCloud(clouds, (on) => {
      expect(made(on)).toHaveLength(1);
      expect(before.get(on.title)).toContain(made(on)[0]?.id);
    });
    await run(["Web"], (one) => one.preview(["--refresh", "--expect-no-changes"]));
    await run([], (one) => one.up());
    forEachCloud(clouds, (on) => expect(made(on)).toEqual([]));
  });
});
