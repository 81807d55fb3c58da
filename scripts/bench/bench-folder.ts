import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeNoOpTwin } from "../no-op-twin";
import { installPacked, packageRoot } from "../packed-package";

/**
 * Fills a program's folder as npm would. The SDK is copied, not linked: its paths, relative to the program, are in the
 * stack trace of every resource in the state, so they change the size of the state.
 */
export async function prepareFolder(folder: string, say: (line: string) => void): Promise<void> {
  for (const problem of (await installPacked(folder)).problems) say(problem);
  const [source, modules] = [join(packageRoot, "node_modules"), join(folder, "node_modules")];
  rmSync(join(modules, "@pulumi", "pulumi"));
  cpSync(join(source, "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"), { recursive: true });
  const names = readdirSync(source).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(source, name)).map((scoped) => join(name, scoped)) : [name],
  );
  for (const name of names.filter((candidate) => !existsSync(join(modules, candidate)))) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(source, name), join(modules, name));
  }
  writeNoOpTwin(modules);
}
