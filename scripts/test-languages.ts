import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureLanguageHost } from "./language-hosts";
import { packageRoot } from "./packed-package";
import { ensurePulumi } from "./pulumi-cli";
import { ensurePython, installPythonSdk } from "./python-environment";
import { runCommand } from "./run-command";

const scratch = mkdtempSync(join(tmpdir(), "pulumi-eni-languages-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Generates the SDKs anew and compares, then runs programs in every language on the real engine. */
async function main(args: readonly string[]): Promise<void> {
  await pass("the SDKs", [join(packageRoot, "dist", "scripts", "sdk.js"), "--check"]);
  const cli = await ensurePulumi();
  process.env.PULUMI_ENI_TEST_CLI = cli.bin;
  for (const language of ["yaml", "python", "go"] as const) await ensureLanguageHost(cli, language);
  const python = await ensurePython();
  symlinkSync(python, join(scratch, "venv"));
  await installPythonSdk(python, scratch);
  process.env.PULUMI_ENI_TEST_PYTHON = scratch;
  const jest = join(packageRoot, "node_modules", "jest", "bin", "jest.js");
  await pass("the programs", [jest, "--rootDir", join(packageRoot, "dist", "test", "languages"), ...args]);
}

async function pass(what: string, args: string[]): Promise<void> {
  const { exitCode } = await runCommand(process.execPath, args, {
    cwd: packageRoot,
    onOutput: (text) => process.stderr.write(text),
  });
  if (exitCode !== 0) throw new Error(`${what}: failed`);
  console.log(`${what}: passed`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
