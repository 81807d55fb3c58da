import { cloudFolders, cloudNames, isCloudName } from "../provider/clouds";
import { type Api, apisOf } from "../provider/contract/apis";
import { explain } from "./explain/explanation";
import { allCodes, findCodes, suggestCodes } from "./explain/find-codes";
import { explanationsText, listText } from "./explain/text";
import { usualLineLength } from "./wrap-text";

export interface ExplainCommandOptions {
  readonly cloud?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** What the command prints, and how it ends. */
export interface Explained {
  readonly exitCode: number;
  readonly out?: string;
  readonly error?: string;
}

/** Prints the explanation of a code, or the list of all; returns the exit code. */
export function runExplain(code: string | undefined, options: ExplainCommandOptions): number {
  const { exitCode, out, error } = explainCommand(code, options, process.stdout.columns || usualLineLength);
  if (out !== undefined) console.log(out);
  if (error !== undefined) console.error(error);
  return exitCode;
}

/** Explains a code of any cloud, or lists all codes. */
export function explainCommand(
  code: string | undefined,
  { cloud, list = false, json = false }: ExplainCommandOptions,
  longestLine: number,
): Explained {
  if (cloud !== undefined && !isCloudName(cloud)) {
    return failed(`--cloud must be ${asChoice(cloudNames)}, not "${cloud}"`);
  }
  if (list === (code !== undefined)) {
    return failed("give either a code, or --list for all codes");
  }
  const apis = (cloud === undefined ? cloudNames : [cloud]).flatMap(apisOfCloud);
  const found = code === undefined ? allCodes(apis) : findCodes(apis, code);
  if (code !== undefined && found.length === 0) return failed(unknownCode(code, apis));
  const explanations = found.map(explain);
  if (json) return { exitCode: 0, out: JSON.stringify(explanations, undefined, 2) };
  return { exitCode: 0, out: list ? listText(explanations) : explanationsText(explanations, longestLine) };
}

function apisOfCloud(name: (typeof cloudNames)[number]): readonly Api[] {
  return apisOf(cloudFolders[name].cloud());
}

function unknownCode(code: string, apis: readonly Api[]): string {
  const elsewhere = findCodes(cloudNames.flatMap(apisOfCloud), code);
  if (elsewhere.length > 0) {
    const owners = [...new Set(elsewhere.map(({ api }) => api.cloud.title))].join(" and ");
    return `"${code}" is a code of ${owners}, not of ${apis[0]?.cloud.title}: leave out --cloud`;
  }
  const suggestions = suggestCodes(apis, code);
  const hint = suggestions.length > 0 ? `. Did you mean ${asChoice(suggestions)}?` : ".";
  return `no cloud documents the code "${code}" for the calls of pulumi-eni${hint} \`npx pulumi-eni explain --list\` lists all codes.`;
}

function asChoice(words: readonly string[]): string {
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" or ");
}

function failed(error: string): Explained {
  return { exitCode: 1, error };
}
