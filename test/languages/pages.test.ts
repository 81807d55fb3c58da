import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import { filesOfGoProgram, goEnvironment } from "../support/go-program";
import { installPlugin } from "../support/installed-plugin";
import { createPulumiProgram } from "../support/pulumi-program";
import { pythonEnvironment } from "../support/python-environment";
import { succeeds } from "../support/succeeds";

const page = readFileSync(join(packageRoot, "docs", "languages.md"), "utf8");

/** The only program of the page in this language. */
function programOf(language: string): string {
  const programs = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  expect(programs).toHaveLength(1);
  return programs[0]?.[1] ?? "";
}

const head = (runtime: string) => `name: first\nruntime: ${runtime}\n`;

/** The files of a program that consists of what the page shows. */
const folders: Readonly<Record<string, () => Record<string, string>>> = {
  yaml: () => ({ "Pulumi.yaml": programOf("yaml") }),
  python: () => ({ "Pulumi.yaml": head("python"), "__main__.py": programOf("python") }),
  go: () => ({ "Pulumi.yaml": head("go"), "main.go": programOf("go"), ...filesOfGoProgram() }),
  ts: () => ({ "Pulumi.yaml": head("nodejs"), "index.ts": programOf("ts") }),
};

async function environmentOf(language: string): Promise<Record<string, string>> {
  if (language === "python") return pythonEnvironment();
  return language === "go" ? goEnvironment() : {};
}

it.each(Object.keys(folders))(
  "the program of the page in %s attaches the interface that it creates",
  async (language) => {
    const emulator = await createEmulator();
    const seeded = new Set(emulator.store.interfaces("alibaba").map(({ id }) => id));
    const made = () => emulator.store.interfaces("alibaba").filter(({ id }) => !seeded.has(id));
    try {
      const program = await createPulumiProgram({
        project: "first",
        files: folders[language]?.() ?? {},
        environment: { ...emulator.environment(), ...(await environmentOf(language)) },
      });
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
