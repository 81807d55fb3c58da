import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ensureLanguageHost } from "../../scripts/language-hosts";
import { fakeExecutable, fakeGo, writesExecutable } from "../support/fake-go";
import { emptyFolder } from "../support/program-folder";

const say = () => {};

/** A CLI in a folder of its own, a PATH without anything of Pulumi or Go, and a place for what a test puts there. */
function bench() {
  const root = emptyFolder();
  const bin = fakeExecutable(join(root, "bin"), "pulumi", "exit 0");
  const tools = join(root, "tools");
  mkdirSync(tools);
  for (const name of ["sh", "mkdir", "dirname"]) symlinkSync(join("/usr/bin", name), join(tools, name));
  return { root, tools, cli: { bin, version: "3.259.0" } };
}

describe("getting a language host", () => {
  it.each(["beside the CLI", "on PATH"])("takes the one that is %s", async (place) => {
    const { root, tools, cli } = bench();
    const folder = place === "on PATH" ? join(root, "elsewhere") : cli.bin;
    fakeExecutable(folder, "pulumi-language-yaml", "exit 0");
    const before = readdirSync(cli.bin);
    const go = fakeGo(join(root, "go"), { build: writesExecutable });
    await ensureLanguageHost(cli, "yaml", say, { PATH: `${tools}:${go}:${join(root, "elsewhere")}` });
    expect(readdirSync(cli.bin)).toEqual(before);
  });

  it("builds it with Go, keeps it beside the CLI, and leaves nothing else", async () => {
    const { root, tools, cli } = bench();
    const asked = join(root, "asked");
    const go = fakeGo(join(root, "go"), { get: `echo "$@" > ${asked}`, build: writesExecutable });
    await ensureLanguageHost(cli, "yaml", say, { PATH: `${tools}:${go}` });
    expect(readdirSync(cli.bin).sort()).toEqual(["pulumi", "pulumi-language-yaml"]);
    expect(readFileSync(asked, "utf8")).toMatch(/pulumi-yaml\/cmd\/pulumi-language-yaml@v1\.\d+\.\d+\n$/);
  });

  it("copies the script that the host of Python runs, and makes it executable", async () => {
    const { root, tools, cli } = bench();
    const script = join(root, "sdk", "python", "cmd", "pulumi-language-python-exec");
    mkdirSync(dirname(script), { recursive: true });
    writeFileSync(script, "#!/usr/bin/env python3\n", { mode: 0o444 });
    const go = fakeGo(join(root, "go"), { list: `echo ${join(root, "sdk")}`, build: writesExecutable });
    await ensureLanguageHost(cli, "python", say, { PATH: `${tools}:${go}` });
    const copy = join(cli.bin, "pulumi-language-python-exec");
    expect(statSync(copy).mode & 0o777).toBe(0o755);
    expect(existsSync(join(cli.bin, "pulumi-language-python"))).toBe(true);
  });

  it.each([
    ["Go is not installed", {}, "it cannot be built, because Go is not installed"],
    [
      "the build fails",
      { build: "echo no space left >&2; exit 1" },
      "go build failed for pulumi-language-go (no space left)",
    ],
  ])("says what is missing and what to do when %s", async (_, commands, reason) => {
    const { root, tools, cli } = bench();
    const path =
      Object.keys(commands).length === 0 ? tools : `${tools}:${fakeGo(join(root, "go"), commands)}`;
    await expect(ensureLanguageHost(cli, "go", say, { PATH: path })).rejects.toThrow(
      `There is no pulumi-language-go beside ${join(cli.bin, "pulumi")} or on PATH, and ${reason}. Install `,
    );
    expect(readdirSync(cli.bin)).toEqual(["pulumi"]);
  });
});
