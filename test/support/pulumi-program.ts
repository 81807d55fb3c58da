import { join } from "node:path";
import type { HostedLanguage } from "../../scripts/language-hosts";
import { ensureLanguage } from "../../scripts/language-variables";
import { ensurePulumi, type PulumiCli } from "../../scripts/pulumi-cli";
import { PulumiProgram, type PulumiProgramOptions } from "../../scripts/pulumi-program";
import { installedPackage } from "./installed-package";

export type { PulumiProgram, PulumiResult, StackResource } from "../../scripts/pulumi-program";

const created: PulumiProgram[] = [];
// Whatever a test's outcome, its programs' folders go.
if (typeof afterAll === "function")
  afterAll(() => created.splice(0).forEach((program) => void program.remove()));

type Options = Omit<PulumiProgramOptions, "modules" | "bin" | "plugin"> & { modules?: string };

/** A program that finds the packed package as `pulumi-eni`, run by the real CLI in a folder that goes by itself. */
export async function createPulumiProgram(options: Options): Promise<PulumiProgram> {
  const modules = options.modules ?? join(await installedPackage(), "node_modules");
  const { bin } = await cliOfTests();
  return await create({ ...options, modules, bin });
}

/** A program that finds the provider plugin of the package. Without `modules`, it has nothing of Node in its folder. */
export async function createPluginProgram(
  language: HostedLanguage,
  options: Options,
): Promise<PulumiProgram> {
  const plugin = join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "plugin");
  const cli = await cliOfTests();
  const environment = { ...(await ensureLanguage(cli, language)), ...options.environment };
  return await create({ ...options, environment, plugin, bin: cli.bin });
}

/** A program that can use the classes of the package and the provider plugin. */
export async function createMovingProgram(
  language: HostedLanguage,
  options: Omit<Options, "modules">,
): Promise<PulumiProgram> {
  const modules = join(await installedPackage(), "node_modules");
  return await createPluginProgram(language, { ...options, modules });
}

/** `npm test` names the folder of the CLI that it has found; a test that is run alone finds one. */
async function cliOfTests(): Promise<Pick<PulumiCli, "bin">> {
  const bin = process.env.PULUMI_ENI_TEST_CLI;
  return bin === undefined ? await ensurePulumi() : { bin };
}

async function create(options: PulumiProgramOptions): Promise<PulumiProgram> {
  const program = await PulumiProgram.create(options);
  created.push(program);
  return program;
}
