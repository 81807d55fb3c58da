import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "../../emulator";
import { version } from "../../provider/version";
import { filesOfGoProgram } from "../../scripts/go-program";
import { packageRoot } from "../../scripts/packed-package";
import { ensurePython } from "../../scripts/python-environment";
import { installPlugin } from "../support/installed-plugin";
import { createPluginProgram, type PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

const root = join(packageRoot, "examples");
const examples = readdirSync(root).filter((example) => !existsSync(join(root, example, "index.ts")));
const read = (example: string, name: string) => readFileSync(join(root, example, name), "utf8");

function runtimeOf(example: string): "python" | "go" {
  const [, runtime] = /^runtime:\s*(?:name: )?(\w+)/m.exec(read(example, "Pulumi.yaml")) ?? [];
  if (runtime !== "python" && runtime !== "go") throw new Error(`${example} is in another language`);
  return runtime;
}

/** What every example is configured with: ids of the emulator's default scenario. */
const configuration: Readonly<Record<string, string>> = {
  subnetId: "vsw-bp1main0000000000001",
  securityGroupId: "sg-bp1main0000000000001",
  instanceId: "i-bp1running0000000001",
};

/** A copy of an example in a folder of its own, which finds our SDK where it is in this checkout. */
async function open(example: string, environment: Record<string, string>): Promise<PulumiProgram> {
  const runtime = runtimeOf(example);
  // A virtual environment that someone made there is no part of it.
  const entries = readdirSync(join(root, example), { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = Object.fromEntries(entries.map(({ name }) => [name, read(example, name)]));
  const more = runtime === "go" ? filesOfGoProgram(example) : {};
  const options = { files: { ...files, ...more }, project: example, environment };
  const program = await createPluginProgram(runtime, options);
  // The folder that the option `virtualenv` names.
  if (runtime === "python") symlinkSync((await ensurePython()).folder, join(program.folder, "venv"));
  await installPlugin(program);
  return program;
}

/** Sets what the commands of its README set. */
async function configureAsReadme(program: PulumiProgram, example: string): Promise<void> {
  const keys = [...read(example, "README.md").matchAll(/^pulumi config set (\S+) \S+/gm)];
  expect(keys.map(([, key]) => key)).toEqual(Object.keys(configuration));
  for (const [, key = ""] of keys)
    await succeeds(program.run(["config", "set", key, configuration[key] ?? ""]));
}

describe.each(examples)("the example %s", (example) => {
  // The first time, Go compiles Pulumi's SDK.
  const minutes = 10;

  it(
    "runs as it is on the emulator: up, preview clean, a change in place, destroy",
    async () => {
      const emulator = await createEmulator();
      const seeded = new Set(emulator.store.interfaces("alibaba").map(({ id }) => id));
      const made = () => emulator.store.interfaces("alibaba").filter(({ id }) => !seeded.has(id));
      try {
        const program = await open(example, emulator.environment());
        await configureAsReadme(program, example);
        const up = await succeeds(program.up([], { timeoutMs: minutes * 60_000 }));
        expect(up.text).not.toContain("warning");
        const attached = { status: "attached", instanceId: configuration.instanceId };
        expect(made()).toEqual([expect.objectContaining({ ...attached, description: "created by Pulumi" })]);
        const [{ id } = { id: undefined }] = made();
        expect(await program.outputs()).toMatchObject({
          networkInterfaceId: id,
          privateIpAddress: made()[0]?.privateIps[0]?.address,
        });
        await succeeds(program.preview(["--expect-no-changes"]));
        await succeeds(program.run(["config", "set", "description", "another one"]));
        await succeeds(program.up());
        expect(made()).toEqual([expect.objectContaining({ ...attached, id, description: "another one" })]);
        await succeeds(program.destroy());
        expect(made()).toEqual([]);
        expect(emulator.journal.entries().filter(({ code }) => code !== null)).toEqual([]);
      } finally {
        await emulator.close();
      }
    },
    minutes * 60_000,
  );

  it("names itself the same everywhere, and depends on the SDK of this version", () => {
    expect(read(example, "Pulumi.yaml")).toMatch(new RegExp(`^name: ${example}$`, "m"));
    expect(read(example, "README.md")).toContain("npx pulumi-eni emulator");
    const wanted = {
      python: { name: "requirements.txt", line: `pulumi_eni==${version}` },
      go: { name: "go.mod", line: `pulumi-eni/sdk/go v${version}` },
    }[runtimeOf(example)];
    expect(read(example, wanted.name)).toContain(wanted.line);
  });
});
