import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { isCloudName } from "../provider/clouds";
import { UserError } from "../provider/core/errors";
import type { PlaceOptions } from "./doctor/candidate";
import { checkPlaceOptions } from "./doctor/check-place-options";
import { readStackConfiguration } from "./doctor/stack-configuration";
import { parseExport } from "./preflight/exported-stack";
import { type AskedIds, judgeIds } from "./preflight/judge-ids";
import { judgeStack } from "./preflight/judge-stack";
import { exitCodeOf, type Judged } from "./preflight/judged";
import { openPlace } from "./preflight/open-place";
import { asJson, asText, type Operation } from "./preflight/report";
import { runPulumi } from "./run-pulumi";

export interface PreflightCommandOptions extends PlaceOptions {
  readonly stack?: string;
  readonly showSecrets?: boolean;
  readonly cloud?: string;
  readonly interface?: string;
  readonly instance?: string;
  readonly operation?: string;
  readonly json?: boolean;
}

/** The exit code when nothing could be checked. */
export const wrongInput = 2;

/** Says whether `pulumi destroy` would succeed now, or one operation on ids. Returns the exit code. */
export async function runPreflight(
  file: string | undefined,
  options: PreflightCommandOptions,
): Promise<number> {
  try {
    if (options.showSecrets && options.stack === undefined) {
      throw new UserError("--show-secrets needs --stack.");
    }
    const { operation, judged } =
      options.interface === undefined ? await ofStack(file, options) : await ofIds(file, options);
    console.log(options.json === true ? asJson(operation, judged) : asText(operation, judged));
    return exitCodeOf(judged);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    return wrongInput;
  }
}

interface Answer {
  readonly operation: Operation;
  readonly judged: readonly Judged[];
}

async function ofStack(file: string | undefined, options: PreflightCommandOptions): Promise<Answer> {
  const onlyForIds = ["cloud", "region", "profile", "api", "vpc", "instance", "operation"] as const;
  const [wrong] = onlyForIds.filter((name) => options[name] !== undefined);
  if (wrong !== undefined) {
    throw new UserError(`--${wrong} needs --interface: in a stack, each resource says it itself.`);
  }
  const judged = await judgeStack(parseExport(await readExport(file, options)), openPlace);
  return { operation: "destroy", judged };
}

async function readExport(
  file: string | undefined,
  { stack, showSecrets }: PreflightCommandOptions,
): Promise<string> {
  if (stack !== undefined) {
    if (file !== undefined) throw new UserError("Give either a file or --stack.");
    const secretOption = showSecrets ? ["--show-secrets"] : [];
    return runPulumi(["stack", "export"], ["--stack", stack, ...secretOption]);
  }
  if (file !== undefined && file !== "-") {
    return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`${file} cannot be read (${error.code}).`);
    });
  }
  if (process.stdin.isTTY && file === undefined) {
    throw new UserError(
      "Give a stack with --stack, the output of `pulumi stack export` as a file or on standard input, or an interface with --interface.",
    );
  }
  return text(process.stdin);
}

async function ofIds(file: string | undefined, options: PreflightCommandOptions): Promise<Answer> {
  if (file !== undefined) throw new UserError("Give either a file or --interface.");
  const asked = askedIds(options);
  const { stack, showSecrets = false } = options;
  const configuration = stack === undefined ? undefined : await readStackConfiguration(stack, showSecrets);
  return { operation: asked.operation, judged: [await judgeIds(asked, configuration, openPlace)] };
}

/** Without an operation: what a destroy would do. */
function askedIds(options: PreflightCommandOptions): AskedIds {
  const { cloud, region, interface: networkInterfaceId = "", instance } = options;
  checkPlaceOptions(cloud, options);
  if (cloud === undefined || !isCloudName(cloud)) throw new UserError("--interface needs --cloud.");
  if (region === undefined) throw new UserError("--interface needs --region.");
  const { operation = instance === undefined ? "delete" : "detach" } = options;
  const place = { ...options, cloud, region, networkInterfaceId };
  switch (operation) {
    case "attach":
    case "detach":
      if (instance === undefined) throw new UserError(`--operation ${operation} needs --instance.`);
      return { ...place, operation, instanceId: instance };
    case "delete":
      if (instance !== undefined) throw new UserError("--instance does not belong to --operation delete.");
      return { ...place, operation };
    default:
      throw new UserError(`--operation must be attach, detach or delete, not "${operation}".`);
  }
}
