import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes a folder with an executable that runs this text in a shell. */
export function fakeExecutable(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

/** A `go` that does nothing but what is given, for these of its commands. */
export function fakeGo(folder: string, commands: Readonly<Record<string, string>>): string {
  const cases = Object.entries(commands).map(([command, script]) => `${command})\n${script}\n;;`);
  return fakeExecutable(folder, "go", `case "$1" in\n${cases.join("\n")}\nesac`);
}

/** For `build`: writes the file that the real one would. */
export const writesExecutable =
  'while [ "$1" != -o ]; do shift; done; mkdir -p "$(dirname "$2")"; echo built > "$2"';
