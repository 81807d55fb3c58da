import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import type { ExportedResource, StateFixture } from "../../scripts/state-fixtures/fixture";

export { programFiles, type StateFixture, writeProfile } from "../../scripts/state-fixtures/fixture";

/** A resource of old state that a provider made or found. */
export type OldResource = ExportedResource & {
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
};

export interface OldState {
  readonly title: string;
  readonly fixture: StateFixture;
}

const folder = join(packageRoot, "test", "fixtures");

/** The states that earlier versions wrote, by the part of the title behind the cloud's, such as "settled". */
export function oldStates(shape = ""): readonly OldState[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("state-"))
    .flatMap((version) => readdirSync(join(folder, version)).map((name) => join(version, name)))
    .filter((name) => name.endsWith(`${shape}.json`))
    .map((name) => ({
      title: name.replace(".json", ""),
      fixture: JSON.parse(readFileSync(join(folder, name), "utf8")),
    }));
}

/** The resources of this package in a state, each after those that it depends on. */
export function resourcesOf({ state }: StateFixture): readonly OldResource[] {
  return state.deployment.resources.flatMap((resource) => {
    const { id, inputs, outputs, type } = resource;
    if (!type.startsWith("pulumi-nodejs:dynamic/eni/") || !id || !inputs || !outputs) return [];
    return [{ ...resource, id, inputs, outputs, name: resource.urn.split("::").at(-1) ?? "" }];
  });
}

/**
 * The world of an old state, as it is after what was under way has ended, and that state with this emulator's address.
 */
export async function restoreWorld(original: StateFixture): Promise<{
  readonly emulator: Emulator;
  readonly fixture: StateFixture;
}> {
  const emulator = await createEmulator();
  emulator.seed(original.world);
  for (const task of original.tasks) emulator.store.putTask({ ...task, status: "success" });
  const text = JSON.stringify(original)
    .replaceAll(original.endpoint, emulator.url)
    // As if the old run had ended a moment ago.
    .replaceAll(/"sentAtMs":\d+/g, `"sentAtMs":${Date.now()}`);
  return { emulator, fixture: JSON.parse(text) };
}

/** Takes the attach back that the old run sent: it was accepted, and shows only after so long. */
export function delayAttach(emulator: Emulator, fixture: StateFixture, delayMs: number): void {
  const { cloud, world, tasks } = fixture;
  const task = tasks.find(({ action }) => action.startsWith("Attach"));
  const entry = world.interfaces?.find(({ status }) => status === "attaching");
  if (!entry?.instanceId) throw new Error("no attach was under way");
  emulator.act({ act: "detach", cloud, interfaceId: entry.id });
  if (task) emulator.store.putTask(task);
  emulator.faults.add({ kind: "late-start", cloud, transition: "attach", ms: delayMs });
  emulator.transitions.begin({
    ...{ kind: "attach", cloud, interfaceId: entry.id, instanceId: entry.instanceId },
    ...{ action: "AttachNetworkInterface", taskId: task?.id },
  });
  emulator.journal.clear();
}
