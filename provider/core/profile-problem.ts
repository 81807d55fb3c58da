import { readFile } from "node:fs/promises";
import { parseJson } from "./json";

/** Why a profile of a JSON file gives no keys, as far as the file tells. Nothing of its text is quoted. */
export async function profileProblem(
  file: string,
  hasProfile: (content: unknown) => boolean,
): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code}).`;
  }
  const content = parseJson(text);
  if (content === undefined) return "the file is not JSON.";
  return hasProfile(content) ? "the profile gives no credentials." : "the file has no profile of this name.";
}
