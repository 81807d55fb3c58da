import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { examplePages, type MarkdownPage, proseOf, userPages } from "../support/markdown-pages";

/** What the pages use of Pulumi's CLI, which has more. */
const pulumiOptions: Readonly<Record<string, readonly string[]>> = {
  up: ["--refresh", "--replace", "--target", "--yes"],
  preview: ["--refresh", "--expect-no-changes"],
  refresh: ["--preview-only", "--expect-no-changes", "--run-program"],
  destroy: ["--refresh", "--preview-only", "--run-program", "--yes"],
  cancel: [],
  import: ["--file"],
  "package gen-sdk": ["--language"],
  config: ["--json"],
  "config set": ["--secret", "--path"],
  "stack export": ["--show-secrets"],
  "stack init": [],
  "stack rm": [],
  "state delete": [],
  "state move": [],
};
const npmCommands = ["ci", "install", "test"];
/**
 * Other programs, whose lines are not checked here: test/wire/emulator-docs.test.ts, test/e2e/ci-page.test.ts and
 * `npm run test:languages` run them.
 */
const otherPrograms = ["curl", "export", "until", ".", "kill", "python3", "venv/bin/pip", "go"];

const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };

function read(path: string): string {
  return readFileSync(join(packageRoot, path), "utf8");
}

/** The commands of the blocks for a shell, and those that stand in sentences. */
function commandsOf(page: MarkdownPage): readonly string[] {
  return [...shellCommands(page), ...inlineCommands(page)];
}

function shellCommands({ text }: MarkdownPage): readonly string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.split("\n"))
    .flatMap((line) => line.replace(/(^|\s)#.*$/, "").split(" && "))
    .map((command) => command.trim())
    .filter((command) => command !== "");
}

function inlineCommands(page: MarkdownPage): readonly string[] {
  return [...proseOf(page).matchAll(/`([^`]+)`/g)]
    .map(([, code = ""]) => code.replace(/\s+/g, " "))
    .filter((code) => /^(npm|npx|pulumi) /.test(code));
}

/** What is wrong with a command; undefined: nothing. */
function mistakeIn(command: string): string | undefined {
  const [program = "", ...words] = command.split(" ");
  const options = words.filter((word) => /^--./.test(word));
  if (program === "pulumi") return mistakeForPulumi(words, options);
  if (program === "npm") return mistakeForNpm(words, options);
  if (program === "npx" && words[0] === "pulumi-eni") return mistakeForCli(words[1] ?? "", options);
  if (program === "node_modules/.bin/pulumi-eni") return mistakeForCli(words[0] ?? "", options);
  return otherPrograms.includes(program) ? undefined : `no program of that name: ${program}`;
}

function mistakeForPulumi(words: readonly string[], options: readonly string[]): string | undefined {
  const known = pulumiOptions[words.slice(0, 2).join(" ")] ?? pulumiOptions[words[0] ?? ""];
  if (!known) return "no such subcommand in the list";
  return unknownOption(options, known);
}

function mistakeForNpm([first = "", script = ""]: readonly string[], options: readonly string[]) {
  if (first !== "run") return npmCommands.includes(first) ? undefined : `no npm command: ${first}`;
  const [, source] = /dist\/(scripts\/\S+)\.js$/.exec(scripts[script] ?? "") ?? [];
  if (source === undefined) return `no script: ${script}`;
  return unknownOption(options, declaredOptions(`${source}.ts`));
}

function mistakeForCli(command: string, options: readonly string[]): string | undefined {
  const source = read("cli/main.ts");
  if (!source.includes(`.command("${command}")`)) return `no command of the CLI: ${command}`;
  return unknownOption(options, declaredOptions("cli/main.ts"));
}

function declaredOptions(path: string): readonly string[] {
  return [...read(path).matchAll(/"(--[a-z-]+)/g)].map(([, option = ""]) => option);
}

function unknownOption(options: readonly string[], known: readonly string[]): string | undefined {
  const unknown = options.find((option) => !known.includes(option.replace(/=.*/, "")));
  return unknown && `no option: ${unknown}`;
}

const pages = [...userPages(), ...examplePages()];

it.each(pages)("$path shows commands and options that there are", (page) => {
  const mistakes = commandsOf(page).flatMap((command) => {
    const mistake = mistakeIn(command);
    return mistake === undefined ? [] : [`${command}: ${mistake}`];
  });
  expect(mistakes).toEqual([]);
});

it("finds the commands in blocks and in sentences", () => {
  const text = "Run `pulumi\nup` and `id`:\n\n```sh\nnpm ci && npm test   # all\n# only this\n```\n";
  expect(commandsOf({ path: "x.md", text })).toEqual(["npm ci", "npm test", "pulumi up"]);
  expect(pages.flatMap(commandsOf).length).toBeGreaterThan(80);
});

it.each([
  ["pulumi upp", "no such subcommand in the list"],
  ["pulumi stack drop dev", "no such subcommand in the list"],
  ["pulumi up --refreshed", "no option: --refreshed"],
  ["npm run nothing", "no script: nothing"],
  ["npm run bench -- --size 1", "no option: --size"],
  ["npx pulumi-eni emulate", "no command of the CLI: emulate"],
  ["npx pulumi-eni emulator --ports 1", "no option: --ports"],
  ["pulumictl x", "no program of that name: pulumictl"],
])("finds the mistake in `%s`", (command, mistake) => {
  expect(mistakeIn(command)).toBe(mistake);
});
