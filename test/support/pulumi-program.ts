import { join } from "node:path";
import { ensurePulumi } from "../../scripts/pulumi-cli";
import { PulumiProgram, type PulumiProgramOptions } from "../../scripts/pulumi-program";
import { installedPackage } from "./installed-package";

export type { PulumiProgram, PulumiResult, StackResource } from "../../scripts/pulumi-program";

const created: PulumiProgram[] = [];
// Whatever a test's outcome, its programs' folders go.
if (typeof afterAll === "function")
  afterAll(() => created.splice(0).forEach((program) => void program.remove()));

/** A program that finds the packed package as `pulumi-eni`, run by the real CLI in a folder that goes by itself. */
export async function createPulumiProgram(
  options: Omit<PulumiProgramOptions, "modules" | "bin"> & { modules?: string },
): Promise<PulumiProgram> {
  const modules = options.modules ?? join(await installedPackage(), "node_modules");
  const bin = process.env.PULUMI_ENI_TEST_CLI ?? (await ensurePulumi()).bin;
  const program = await PulumiProgram.create({ ...options, modules, bin });
  created.push(program);
  return program;
}
