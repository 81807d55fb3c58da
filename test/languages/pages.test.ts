import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "../../emulator";
import { filesOfGoProgram } from "../../scripts/go-program";
import { packageRoot } from "../../scripts/packed-package";
import { installPlugin } from "../support/installed-plugin";
import { createPluginProgram, createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

const page = readFileSync(join(packageRoot, "docs", "languages.md"), "utf8");

/** The only program of the page in this language. */
function programOf(language: string): string {
  const programs = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  expect(programs).toHaveLength(1);
  return programs[0]?.[1] ?? "";
}

const project = "first";
const head = (runtime: string) => `name: ${project}\nruntime: ${runtime}\n`;

/** A program that consists of what the page shows; the plugin is installed for its user. */
const programs: Readonly<Record<string, (environment: Record<string, string>) => Promise<PulumiProgram>>> = {
  yaml: (environment) =>
    createPluginProgram("yaml", { project, files: { "Pulumi.yaml": programOf("yaml") }, environment }),
  python: (environment) => {
    const files = { "Pulumi.yaml": head("python"), "__main__.py": programOf("python") };
    return createPluginProgram("python", { project, files, environment });
  },
  go: (environment) => {
    const files = { "Pulumi.yaml": head("go"), "main.go": programOf("go"), ...filesOfGoProgram() };
    return createPluginProgram("go", { project, files, environment });
  },
  ts: (environment) => createPulumiProgram({ project, files: { "index.ts": programOf("ts") }, environment }),
};

it.each(Object.entries(programs))(
  "the program of the page in %s attaches the interface that it creates",
  async (_, create) => {
    const emulator = await createEmulator();
    const seeded = new Set(emulator.store.interfaces("alibaba").map(({ id }) => id));
    const made = () => emulator.store.interfaces("alibaba").filter(({ id }) => !seeded.has(id));
    try {
      const program = await create(emulator.environment());
      await installPlugin(program);
      await succeeds(program.up());
      expect(made()).toEqual([
        expect.objectContaining({ status: "attached", instanceId: "i-bp1running0000000001" }),
      ]);
      expect(await program.outputs()).toEqual({ status: "attached" });
      await succeeds(program.destroy());
      expect(made()).toEqual([]);
    } finally {
      await emulator.close();
    }
  },
  600_000,
);
