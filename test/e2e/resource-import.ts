import { interfaceCases } from "../support/interface-cases";
import { succeeds } from "../support/succeeds";
import { type CloudOfProgram, existing, InterfaceProgram, nameOf } from "./interface-program";
import type { ProgramLanguage } from "./program-languages";

/** An interface of each cloud that someone else has attached, and a free one. Each cloud has others than the others. */
const attached = existing;
const free = ({ own }: CloudOfProgram) =>
  own.cloudCase.free(1 + interfaceCases.length + interfaceCases.indexOf(own));

/** What `pulumi import` is told: the place, then the id. */
function importId({ own }: CloudOfProgram, id: string): string {
  const { regionId, ...others } = own.cloudCase.place;
  const query = new URLSearchParams(others as Record<string, string>).toString();
  return `${regionId}/${id}${query === "" ? "" : `?${query}`}`;
}

const ofAttachment = (on: CloudOfProgram, instanceId = on.own.cloudCase.busy) =>
  importId(on, `${attached(on)}:${instanceId}`);

/** The import of both resources of every cloud, with the real engine, and what the cloud has and was asked. */
export class ImportingProgram {
  private constructor(readonly every: InterfaceProgram) {}

  static async create(language: ProgramLanguage): Promise<ImportingProgram> {
    return ImportingProgram.of(
      await InterfaceProgram.create(interfaceCases, { transitionMs: 200 }, language),
    );
  }

  /** Someone attaches what is imported. */
  static of(every: InterfaceProgram): ImportingProgram {
    for (const on of every.clouds) {
      const { busy: instanceId } = on.own.cloudCase;
      on.emulator.act({ act: "attach", cloud: on.cloud, interfaceId: attached(on), instanceId });
    }
    every.clearJournals();
    return new ImportingProgram(every);
  }

  /** Imports with one file, as `pulumi import --file` takes it: an attachment of each cloud and a free interface. */
  async importAll(...options: string[]): Promise<void> {
    await this.importWith(free, ...options);
  }

  /** @param interfaceOf the interface that is imported besides the attachment */
  async importWith(interfaceOf: (on: CloudOfProgram) => string, ...options: string[]): Promise<void> {
    const { program, clouds } = this.every;
    const resources = clouds.flatMap((on) => [
      {
        type: `eni:${on.cloud}:NetworkInterface`,
        name: nameOf(on, "free"),
        id: importId(on, interfaceOf(on)),
      },
      {
        type: `eni:${on.cloud}:NetworkInterfaceAttachment`,
        name: nameOf(on, "held-on"),
        id: ofAttachment(on),
      },
    ]);
    program.write("resources.json", JSON.stringify({ resources }));
    const flags = ["--file", "resources.json", "--yes", "--skip-preview", "--protect=false"];
    await succeeds(program.run(["import", ...flags, ...options]));
  }

  /** Declares what the state has of each. */
  planAsImported(): void {
    const inputs = new Map(
      this.every.program.resources().map(({ urn, inputs }) => [urn.split("::").at(-1), inputs]),
    );
    this.every.plan((on) => ({
      free: { args: inputs.get(nameOf(on, "free")) ?? {} },
      held: { args: attached(on), instanceId: on.own.cloudCase.busy },
    }));
  }

  /** Neither a plain preview nor one with a look shows a change, and nothing was written. */
  async isClean(): Promise<void> {
    await succeeds(this.every.program.preview(["--expect-no-changes"]));
    await succeeds(this.every.program.preview(["--refresh", "--expect-no-changes"]));
    this.every.each((on) => expect(on.writes()).toEqual([]));
  }
}

export function describeImport(language: ProgramLanguage): void {
  describe(`an import into a program in ${language.title}`, () => {
    let importing: ImportingProgram;
    let every: InterfaceProgram;

    beforeEach(async () => {
      importing = await ImportingProgram.create(language);
      every = importing.every;
    });
    afterEach(() => every.close());

    it("takes all that a file lists, shows no change, and lets a destroy detach and delete it", async () => {
      await importing.importAll("--generate-code=false");
      expect(every.program.resources()).toHaveLength(2 * every.clouds.length);
      importing.planAsImported();
      await importing.isClean();
      await succeeds(every.program.destroy());
      every.each((on) => {
        expect(on.writes().sort()).toEqual(["Delete", "Detach"]);
        expect(on.emulator.store.interface(on.cloud, attached(on))).toMatchObject({ status: "available" });
        expect(on.emulator.store.interface(on.cloud, free(on))).toBeUndefined();
      });
    });

    it("lets a destroy detach and delete an interface that was imported with its attachment", async () => {
      await importing.importWith(attached, "--generate-code=false");
      // An import records no dependencies, so the engine begins both deletions at the same time.
      await succeeds(every.program.destroy());
      every.each((on) => {
        expect(on.writes().sort()).toEqual(["Delete", "Detach"]);
        expect(on.emulator.store.interface(on.cloud, attached(on))).toBeUndefined();
      });
    });

    it("is also an option of the resource, which may stay in the program", async () => {
      await importing.importAll("--generate-code=false");
      importing.planAsImported();
      const declared = every.program.resources();
      const inputsOf = (on: CloudOfProgram) =>
        declared.find(({ urn }) => urn.endsWith(`::${nameOf(on, "free")}`))?.inputs ?? {};
      await succeeds(every.program.run(["state", "delete", "--all", "--yes"]));
      const plan = (isImport: boolean) =>
        every.plan((on) => ({
          free: { args: inputsOf(on), ...(isImport && { importId: importId(on, free(on)) }) },
          held: {
            args: attached(on),
            instanceId: on.own.cloudCase.busy,
            ...(isImport && { importId: ofAttachment(on) }),
          },
        }));
      plan(true);
      const { events } = await every.up();
      expect(events.changes).toMatchObject({ import: 2 * every.clouds.length });
      await importing.isClean();
      plan(false);
      await importing.isClean();
    });

    it("is refused for what is not attached so, and for a primary interface, in words", async () => {
      every.plan((on) => {
        const { primary, stopped, running } = on.own.cloudCase;
        const attach = (args: string, instanceId: string) => ({
          args,
          instanceId,
          importId: importId(on, `${args}:${instanceId}`),
        });
        return {
          primary: attach(primary, stopped),
          free: attach(free(on), running),
          elsewhere: attach(attached(on), running),
        };
      });
      const refused = await every.program.up(["--continue-on-error"]);
      expect(refused.exitCode).not.toBe(0);
      const told = (on: CloudOfProgram, name: string) =>
        refused.events.diagnostics
          .filter(({ urn }) => urn.endsWith(`::${nameOf(on, `${name}-on`)}`))
          .map(({ message }) => message)
          .join("\n");
      every.each((on) => {
        const { primary, running, busy } = on.own.cloudCase;
        expect(told(on, "primary")).toMatch(`${primary} cannot be imported: it is the primary interface of`);
        expect(told(on, "free")).toMatch(`${free(on)} is not attached to ${running}: it is `);
        expect(told(on, "elsewhere")).toMatch(
          `${attached(on)} is not attached to ${running}: ${busy} holds it`,
        );
        expect(on.writes()).toEqual([]);
      });
    });
  });
}
