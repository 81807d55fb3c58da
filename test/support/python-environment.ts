import { delimiter, join } from "node:path";

/** The variables with which the engine starts a Python program that finds Pulumi and our SDK. */
export function pythonEnvironment(): Record<string, string> {
  const { PULUMI_ENI_TEST_PYTHON: folder, PULUMI_ENI_TEST_CLI: bin = "", PATH = "" } = process.env;
  if (!folder) throw new Error("PULUMI_ENI_TEST_PYTHON is not set: run `npm run test:languages`");
  return {
    // The language host ignores the option `virtualenv`, so the environment's Python has to be the first one.
    PATH: [join(folder, "venv", "bin"), bin, PATH].join(delimiter),
    PYTHONPATH: join(folder, "sdk"),
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
