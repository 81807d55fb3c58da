import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CloudName, createEmulator, type Emulator, type Scenario } from "../emulator";
import { packageRoot } from "./packed-package";
import { ensurePulumi } from "./pulumi-cli";
import { PulumiProgram, type PulumiResult } from "./pulumi-program";
import { runCommand } from "./run-command";
import { type FixtureCase, fixtureCases } from "./state-fixtures/cases";
import { programFiles, type StackExport, type StateFixture, writeProfile } from "./state-fixtures/fixture";

type StoredInterface = ReturnType<Emulator["store"]["interfaces"]>[number];

/** Runs the program of each case with the package of another checkout, and writes the state of its stack to a file. */
async function main(checkout: string): Promise<void> {
  const { stdout } = await runCommand("git", ["rev-parse", "--short=7", "HEAD"], { cwd: checkout });
  const commit = stdout.trim();
  const folder = join(packageRoot, "test", "fixtures", `state-${commit}`);
  mkdirSync(folder, { recursive: true });
  const { bin } = await ensurePulumi();
  for (const fixtureCase of fixtureCases) {
    const fixture = await write(fixtureCase, commit, { bin, modules: join(checkout, "node_modules") });
    writeFileSync(join(folder, `${fixtureCase.title}.json`), `${JSON.stringify(fixture, null, 2)}\n`);
    console.log(fixtureCase.title);
  }
}

async function write(
  { cloud, program: declared, before, transitionMs, fails = false, drift }: FixtureCase,
  writtenBy: string,
  tools: { readonly bin: string; readonly modules: string },
): Promise<StateFixture> {
  const emulator = await createEmulator({ transitionMs });
  const start = interfacesById(emulator, cloud);
  emulator.seed(before?.scenario ?? {});
  for (const act of before?.acts ?? []) emulator.act(act);
  const files = programFiles(cloud, declared);
  const program = await PulumiProgram.create({ ...tools, files, environment: emulator.environment() });
  try {
    writeProfile(join(program.root, "home"), emulator);
    expectSuccess(await program.up(), !fails);
    if (drift) {
      const idOf = (name: string) =>
        program.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "";
      for (const act of drift(idOf)) emulator.act(act);
      expectSuccess(await program.refresh());
    }
    const state = withoutSourceLines((await program.run(["stack", "export"])).stdout);
    const interfaces = interfacesToSeed(
      cloud,
      start,
      emulator.store.interfaces(cloud),
      JSON.stringify(state),
    );
    const world: Scenario = { ...before?.scenario, interfaces };
    const tasks = emulator.store.tasks(cloud);
    return { writtenBy, cloud, program: declared, endpoint: emulator.url, world, tasks, state };
  } finally {
    program.remove();
    await emulator.close();
  }
}

function expectSuccess({ exitCode, text }: PulumiResult, expected = true): void {
  if ((exitCode === 0) !== expected) throw new Error(text);
}

function interfacesById(emulator: Emulator, cloud: CloudName): ReadonlyMap<string, StoredInterface> {
  return new Map(emulator.store.interfaces(cloud).map((entry) => [entry.id, entry]));
}

/** Fields that are in the state and that a later default scenario may fill differently. */
const pinned = ["macAddress", "privateIps", "attachedAt"];

/** The changed and the pinned fields of each interface that has changed or that the state names; of a new one, all. */
function interfacesToSeed(
  cloud: CloudName,
  start: ReadonlyMap<string, StoredInterface>,
  end: readonly StoredInterface[],
  state: string,
): NonNullable<Scenario["interfaces"]> {
  return end.flatMap((entry) => {
    const before: Readonly<Record<string, unknown>> = { ...start.get(entry.id) };
    const hasChanged = ([name, value]: [string, unknown]) =>
      JSON.stringify(value) !== JSON.stringify(before[name]);
    const fields = Object.entries(entry);
    if (!fields.some(hasChanged) && !state.includes(entry.id)) return [];
    const kept = fields.filter((field) => hasChanged(field) || pinned.includes(field[0]));
    return [{ ...Object.fromEntries(kept), cloud, id: entry.id }];
  });
}

/** Leaves out the source lines of the program: they contain the temporary folder, and are half of the text. */
function withoutSourceLines(stdout: string): StackExport {
  return JSON.parse(stdout, (key, value) =>
    key === "stackTrace" || key === "sourcePosition" ? undefined : value,
  );
}

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error("usage: state-fixtures.js <a built checkout of the package>");
void main(resolve(checkout));
