import { interfaceCases } from "../support/interface-cases";
import { succeeds } from "../support/succeeds";
import { existing, holderOfExisting, InterfaceProgram } from "./interface-program";
import { javaScript, type ProgramLanguage, yaml } from "./program-languages";
import { ImportingProgram } from "./resource-import";

/**
 * A program that leaves the dynamic resources for the provider plugin, and one that comes back. The machines must not
 * notice it.
 */
describe("a stack of all clouds that moves between the dynamic resources and the plugin", () => {
  let every: InterfaceProgram;

  beforeEach(async () => {
    every = await InterfaceProgram.createMoving(interfaceCases, "yaml");
  });
  afterEach(() => every.close());

  const writesAre = (...expected: string[]) =>
    every.each((on) => expect(on.writes().sort()).toEqual(expected));
  const moveTo = (language: ProgramLanguage, kept = "kept") => {
    every.moveTo(language);
    every.plan((on) => ({
      ...on.data(),
      [kept]: { args: existing(on), instanceId: on.own.cloudCase.busy },
    }));
  };
  const typesInState = () => new Set(every.program.resources().map(({ type }) => type.split(":")[0]));
  const isAsDeclared = () =>
    every.each((on) => {
      expect(on.made()).toMatchObject([{ status: "attached", instanceId: on.own.cloudCase.running }]);
      expect(holderOfExisting(on)).toBe(on.own.cloudCase.busy);
    });

  it("keeps every interface and attachment, there and back, and is unchanged after one update", async () => {
    moveTo(javaScript);
    await every.up();
    writesAre("Attach", "Attach", "Create");
    for (const [language, types] of [
      [yaml, "eni"],
      [javaScript, "pulumi-nodejs"],
      [yaml, "eni"],
    ] as const) {
      moveTo(language);
      const preview = await succeeds(every.program.preview());
      expect(preview.events.changes).not.toHaveProperty("create");
      expect(preview.events.changes).not.toHaveProperty("replace");
      await every.up();
      expect(typesInState()).toEqual(new Set([types]));
      await succeeds(every.program.preview(["--expect-no-changes"]));
      await succeeds(every.program.refresh(["--expect-no-changes"]));
      writesAre();
      isAsDeclared();
    }
    moveTo(javaScript);
    await every.up();
    await succeeds(every.program.destroy());
    writesAre("Delete", "Detach", "Detach");
  });

  it("keeps an attachment whose resource gets another name at the same time", async () => {
    moveTo(javaScript);
    await every.up();
    writesAre("Attach", "Attach", "Create");
    moveTo(yaml, "moved");
    await every.up();
    writesAre();
    isAsDeclared();
    moveTo(javaScript, "kept");
    await every.up();
    writesAre();
    isAsDeclared();
    await succeeds(every.program.destroy());
    writesAre("Delete", "Detach", "Detach");
  });

  it("imports with the plugin what dynamic resources then own, without the plugin", async () => {
    const importing = ImportingProgram.of(every);
    every.moveTo(yaml);
    await importing.importAll("--generate-code=false");
    every.moveTo(javaScript);
    importing.planAsImported();
    await every.up();
    expect(typesInState()).toEqual(new Set(["pulumi-nodejs"]));
    await importing.isClean();
    await succeeds(every.program.destroy());
    writesAre("Delete", "Detach");
  });
});
