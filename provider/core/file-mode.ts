import { stat } from "node:fs/promises";
import { maxQuoteLength, quoted } from "./quoted";

/** Permissions of the file's group and of all others. */
const othersMask = 0o077;

/**
 * A warning when other users of this machine have access to a file with keys; undefined when they have none. Windows
 * has no such modes: there the file is protected by the folder that it is in.
 */
export async function openToOthers(file: string): Promise<string | undefined> {
  if (process.platform === "win32") return undefined;
  let mode: number;
  try {
    mode = (await stat(file)).mode;
  } catch {
    return undefined;
  }
  if ((mode & othersMask) === 0) return undefined;
  const octal = (mode & 0o777).toString(8).padStart(4, "0");
  const path = quoted(file, maxQuoteLength);
  return `${path} contains keys, and other users of this machine have access to it (mode ${octal}). Run \`chmod 600 ${path}\`.`;
}
