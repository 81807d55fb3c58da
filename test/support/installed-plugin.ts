import { join } from "node:path";
import { installedPackage } from "./installed-package";
import type { PulumiProgram } from "./pulumi-program";

/** Installs the plugin for the user of a program, with the command that the pages show. */
export async function installPlugin(program: PulumiProgram): Promise<void> {
  const cli = join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "cli", "main.js");
  const { exitCode, stderr } = await program.execute(process.execPath, [cli, "plugin", "install"]);
  if (exitCode !== 0) throw new Error(stderr);
}
