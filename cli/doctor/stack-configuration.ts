import { z } from "zod/v3";
import { UserError } from "../../provider/core/errors";
import { parseJson } from "../../provider/core/json";
import { runPulumi } from "../run-pulumi";

/** The `eni:` keys of a stack, by their names without the prefix. */
export interface StackConfiguration {
  readonly stack: string;
  readonly values: ReadonlyMap<string, string>;
  /** Keys that are set as secrets. Their values are missing unless they were asked for. */
  readonly secrets: ReadonlySet<string>;
}

const prefix = "eni:";
const shape = z.record(z.object({ value: z.string().optional(), secret: z.boolean().optional() }));

/**
 * Asks Pulumi's command line, which knows the project of this folder, its backend and the file of the stack. Without
 * `showSecrets` nothing is decrypted, so no passphrase is needed.
 */
export async function readStackConfiguration(
  stack: string,
  showSecrets: boolean,
): Promise<StackConfiguration> {
  const secretOption = showSecrets ? ["--show-secrets"] : [];
  const text = await runPulumi(["config"], ["--json", "--stack", stack, ...secretOption]);
  const read = shape.safeParse(parseJson(text));
  if (!read.success)
    throw new UserError("`pulumi config --json` printed something else than a configuration.");
  const entries = Object.entries(read.data)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, entry]) => [key.slice(prefix.length), entry] as const);
  return {
    stack,
    values: new Map(entries.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]))),
    secrets: new Set(entries.flatMap(([name, { secret }]) => (secret ? [name] : []))),
  };
}
