import { join } from "node:path";
import { packageRoot } from "./packed-package";
import { ensurePulumi } from "./pulumi-cli";
import { runCommand } from "./run-command";

const jest = [join(packageRoot, "node_modules", "jest", "bin", "jest.js"), "--rootDir"];
const suite = (name: string) => join(packageRoot, "dist", "test", name);

/** Generates the SDKs anew and compares, then runs programs in every language on the real engine. */
async function main(): Promise<void> {
  await pass("the SDKs", [join(packageRoot, "dist", "scripts", "sdk.js"), "--check"]);
  process.env.PULUMI_ENI_TEST_CLI = (await ensurePulumi()).bin;
  await pass("the examples and the page", [...jest, suite("languages")]);
  await pass("the resources", [...jest, suite("e2e"), "(yaml|python)-(life|import)"]);
}

async function pass(what: string, args: string[]): Promise<void> {
  const { exitCode } = await runCommand(process.execPath, args, {
    cwd: packageRoot,
    onOutput: (text) => process.stderr.write(text),
  });
  if (exitCode !== 0) throw new Error(`${what}: failed`);
  console.log(`${what}: passed`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
