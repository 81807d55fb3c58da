import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "../run-command";
import { checksumFile, checksumText, filesBelow, listedFiles } from "./checksums";

/** Writes the SDKs of `<sdk>/schema.json` into an empty folder. The generators also check the schema. */
export async function generateSdks(sdk: string, folder: string): Promise<void> {
  // The flags are those of the CLI's build, so that what Go has compiled for it is used again.
  const flags = ["-trimpath", "-tags", "osusergo,grpcnotrace"];
  const { exitCode, stderr } = await runCommand("go", ["run", ...flags, ".", "../schema.json", folder], {
    cwd: join(sdk, "generate"),
    env: { ...process.env, CGO_ENABLED: "0" },
    onOutput: (text) => process.stderr.write(text),
  });
  if (exitCode !== 0) throw new Error(`the SDKs cannot be generated: ${stderr.trim().split("\n").at(-1)}`);
}

/** The generated files that are not the same in both folders. */
export function differences(sdk: string, fresh: string): readonly string[] {
  const paths = new Set([...listedFiles(sdk), ...filesBelow(fresh)]);
  return [...paths].filter((path) => read(join(sdk, path)) !== read(join(fresh, path))).sort();
}

/** Puts the generated files in place of the former ones. What is written by hand beside them stays. */
export function replaceSdks(sdk: string, fresh: string): void {
  for (const path of listedFiles(sdk)) rmSync(join(sdk, path), { force: true });
  const generated = filesBelow(fresh);
  for (const path of generated) {
    mkdirSync(dirname(join(sdk, path)), { recursive: true });
    copyFileSync(join(fresh, path), join(sdk, path));
  }
  writeFileSync(join(sdk, checksumFile), checksumText(sdk, generated));
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
