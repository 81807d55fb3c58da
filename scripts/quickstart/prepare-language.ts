import { join } from "node:path";
import type { Say } from "../go-build";
import { ensureLanguage } from "../language-variables";
import { packageRoot } from "../packed-package";
import type { PulumiCli } from "../pulumi-cli";
import type { PulumiProgramOptions } from "../pulumi-program";
import type { TourLanguageName } from "./tour-language";

/** What a program of the language needs to run, beside its own files: the package, or the plugin and an SDK. */
export type Prepared = Pick<PulumiProgramOptions, "modules" | "plugin" | "environment">;

/** Gets what programs of the language need, and keeps it for the next time. */
export async function prepareLanguage(
  language: TourLanguageName,
  cli: PulumiCli,
  say: Say,
): Promise<Prepared> {
  if (language === "typescript") return { modules: join(packageRoot, "node_modules") };
  const environment = await ensureLanguage(cli, language, say);
  return { plugin: join(packageRoot, "dist", "plugin"), environment };
}
