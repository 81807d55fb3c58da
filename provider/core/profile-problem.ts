import { readFile } from "node:fs/promises";
import { parseJson } from "./json";

/**
 * Why a profile in a JSON file has no keys. Nothing of the file's text is quoted.
 *
 * @param problemOf what is wrong with the profile in the parsed file; undefined when it has no such profile
 */
export async function profileProblem(
  file: string,
  problemOf: (content: unknown) => string | undefined,
): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code}).`;
  }
  const content = parseJson(text);
  if (content === undefined) return "the file is not JSON.";
  return problemOf(content) ?? "the file has no profile with this name.";
}
