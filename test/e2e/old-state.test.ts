import { join } from "node:path";
import type { StoredInterface } from "../../emulator";
import {
  oldStates,
  programFiles,
  resourcesOf,
  restoreWorld,
  type StateFixture,
  writeProfile,
} from "../support/old-state";
import { createPulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

/** The same program with another name for the interface and a longer time-out for an attachment. */
function changed(program: StateFixture["program"]): StateFixture["program"] {
  const changes: Readonly<Record<string, object>> = {
    data: { name: "renamed" },
    plain: { timeouts: { create: "9m" } },
  };
  return program.map((entry) => ({ ...entry, args: { ...entry.args, ...changes[entry.name] } }));
}

/** The cloud after a destroy: the stack's attachments are free, its interfaces are gone, and the rest is unchanged. */
function afterDestroy(before: readonly StoredInterface[], fixture: StateFixture) {
  const owned = resourcesOf(fixture).filter(({ external }) => !external);
  const isMade = (id: string) => owned.some((resource) => resource.id === id);
  const isAttached = (id: string) => owned.some((resource) => resource.id.startsWith(`${id}:`));
  return before
    .filter(({ id }) => !isMade(id))
    .map((entry) =>
      isAttached(entry.id)
        ? expect.objectContaining({ id: entry.id, status: "available", instanceId: null, tags: entry.tags })
        : entry,
    );
}

describe("a stack that an earlier version wrote", () => {
  // Side by side: each waits for its own engine most of the time.
  it.concurrent.each(oldStates("settled"))(
    "is previewed, refreshed, updated and destroyed: $title",
    async ({ fixture: original }) => {
      const { emulator, fixture } = await restoreWorld(original);
      const { cloud } = fixture;
      const files = { ...programFiles(cloud, fixture.program), "state.json": JSON.stringify(fixture.state) };
      const program = await createPulumiProgram({ files, environment: emulator.environment() });
      const before = emulator.store.interfaces();
      /** The writes since the last time; none of them may have been refused. */
      const writes = () => {
        const entries = emulator.journal.entries({ foreign: false });
        emulator.journal.clear();
        expect(entries.filter(({ code }) => code !== null)).toEqual([]);
        return entries
          .flatMap(({ action }) => /^(Attach|Detach|Create|Delete|Modify|Tag|Untag)/.exec(action)?.[0] ?? [])
          .sort();
      };
      try {
        writeProfile(join(program.root, "home"), emulator);
        await succeeds(program.run(["stack", "import", "--file", "state.json"]));
        await succeeds(program.preview(["--expect-no-changes"]));
        const refresh = await succeeds(program.refresh(["--expect-no-changes"]));
        expect(refresh.events.changes).toEqual({ same: fixture.program.length + 1 });
        expect(writes()).toEqual([]);
        expect(emulator.store.interfaces()).toEqual(before);

        program.write("program.json", JSON.stringify({ cloud, program: changed(fixture.program) }));
        const up = await succeeds(program.up());
        // The engine does not count a look-up in every run.
        const { read: _, ...changes } = up.events.changes ?? {};
        expect(changes).toEqual({ same: fixture.program.length - 2, update: 2 });
        expect(writes()).toEqual(["Modify"]);
        await succeeds(program.preview(["--refresh", "--expect-no-changes"]));

        await succeeds(program.destroy());
        expect(writes()).toEqual(["Delete", "Detach", "Detach", "Detach", "Detach"]);
        expect(emulator.store.interfaces()).toEqual(afterDestroy(before, fixture));
        expect(program.resources()).toEqual([]);
      } finally {
        await emulator.close();
      }
    },
  );
});
