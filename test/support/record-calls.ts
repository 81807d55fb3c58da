import { appendFileSync } from "node:fs";
import Module from "node:module";
import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import { recorded } from "./recorded-calls";

/** The variable that names the file to which a process writes the calls that it gets, one in each line. */
export const recordVariable = "PULUMI_ENI_TEST_RECORD";

/** The variables with which the host of dynamic providers records its calls. */
export function recordEnvironment(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--require ${__filename}`, [recordVariable]: file };
}

interface Runtime {
  readonly handler: (kind: string) => DynamicProvider;
}

/** The text in the state loads the package by this name. */
const runtimePath = "pulumi-eni/runtime";

function recordInto(file: string): void {
  const loader = Module as unknown as { _load: (request: string, ...more: unknown[]) => unknown };
  const load = loader._load;
  loader._load = function (request, ...more) {
    const loaded = load.call(this, request, ...more);
    if (request !== runtimePath) return loaded;
    const runtime = loaded as Runtime;
    const handler = (kind: string) =>
      recorded(runtime.handler(kind), (call) => appendFileSync(file, `${JSON.stringify(call)}\n`));
    return { ...runtime, handler };
  };
}

const told = process.env[recordVariable];
if (told !== undefined) recordInto(told);
