import { interfaceCases } from "../support/interface-cases";
import { succeeds } from "../support/succeeds";
import { type CloudOfProgram, existing, holderOfExisting, InterfaceProgram } from "./interface-program";
import type { ProgramLanguage } from "./program-languages";

/**
 * Both resources of every cloud from `up` to `destroy`, with the real engine: an interface that the program makes and
 * attaches, and one that exists. What counts is what the cloud has and was asked, not what the provider says.
 */
export function describeLife(language: ProgramLanguage): void {
  describe(`the resources of every cloud in a program in ${language.title}`, () => {
    let every: InterfaceProgram;

    beforeEach(async () => {
      every = await InterfaceProgram.create(interfaceCases, { transitionMs: 200 }, language);
      every.plan((on) => ({
        ...on.data(),
        kept: { args: existing(on), instanceId: on.own.cloudCase.busy },
      }));
    });
    afterEach(() => every.close());

    const writesAre = (...expected: string[]) =>
      every.each((on) => expect(on.writes().sort()).toEqual(expected));

    it("are made as declared, are unchanged then, and go with the stack", async () => {
      await every.up();
      writesAre("Attach", "Attach", "Create");
      every.each((on) => {
        expect(on.made()).toEqual([
          expect.objectContaining({
            status: "attached",
            instanceId: on.own.cloudCase.running,
            name: on.own.declared.name,
            subnetId: on.own.declared.subnetId,
          }),
        ]);
        expect(holderOfExisting(on)).toBe(on.own.cloudCase.busy);
      });
      expect(every.program.resources()).toHaveLength(3 * every.clouds.length);
      await succeeds(every.program.preview(["--expect-no-changes"]));
      await succeeds(every.program.refresh(["--expect-no-changes"]));
      await succeeds(every.program.preview(["--refresh", "--expect-no-changes"]));
      writesAre();
      await succeeds(every.program.destroy());
      writesAre("Delete", "Detach", "Detach");
      every.each((on) => {
        expect(on.made()).toEqual([]);
        expect(holderOfExisting(on)).toBeUndefined();
      });
      expect(every.program.resources()).toEqual([]);
    });

    it("are not touched by a preview, whatever it is to show", async () => {
      const preview = await succeeds(every.program.preview());
      expect(preview.events.changes).toMatchObject({ create: 3 * every.clouds.length + 1 });
      writesAre();
      await every.up();
      writesAre("Attach", "Attach", "Create");
      every.plan((on) => on.data({ ...on.own.changed }, on.own.cloudCase.busy));
      await succeeds(every.program.preview());
      every.plan((on) => on.data({ ...on.own.replaced }));
      await succeeds(every.program.preview());
      writesAre();
      every.each((on) => expect(holderOfExisting(on)).toBe(on.own.cloudCase.busy));
    });

    it("change in place, and take a replacement", async () => {
      await every.up();
      every.clearJournals();
      const before = new Map(every.clouds.map((on) => [on, on.made()[0]?.id]));
      every.plan((on) => on.data({ ...on.own.changed }));
      await every.up();
      writesAre("Detach", "Modify");
      every.each((on) => {
        expect(on.made()).toEqual([expect.objectContaining({ ...on.own.shows, id: before.get(on) })]);
        expect(holderOfExisting(on)).toBeUndefined();
      });
      every.plan((on) => on.data({ ...on.own.changed, ...on.own.replaced }));
      await every.up();
      writesAre("Attach", "Create", "Delete", "Detach");
      every.each((on) => {
        expect(on.made()).toEqual([
          expect.objectContaining({ ...on.own.replacementShows, instanceId: on.own.cloudCase.running }),
        ]);
        expect(on.made()[0]?.id).not.toBe(before.get(on));
      });
    });

    it("show what someone else changed, and are put right", async () => {
      await every.up();
      for (const on of every.clouds) {
        on.act({ act: "set-interface", set: foreignChange(on).set });
        on.emulator.act({ act: "detach", cloud: on.cloud, interfaceId: existing(on) });
      }
      const gate = await every.program.preview(["--refresh", "--expect-no-changes"]);
      expect(gate.exitCode).not.toBe(0);
      every.tells(gate, "data", (on) => foreignChange(on).argument);
      await succeeds(every.program.refresh());
      every.clearJournals();
      await every.up();
      writesAre("Attach", "Modify");
      every.each((on) => {
        expect(on.made()[0]).toMatchObject(foreignChange(on).healed);
        expect(holderOfExisting(on)).toBe(on.own.cloudCase.busy);
      });
    });
  });
}

function foreignChange({ title, own }: CloudOfProgram) {
  const [first] = own.foreign;
  if (!first) throw new Error(`${title} has no change by others`);
  return first;
}
