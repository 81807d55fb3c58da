import type { Act, Emulator, EmulatorOptions, StoredInterface } from "../../emulator";
import type { HostedLanguage } from "../../scripts/language-hosts";
import { createEmulators, forEachCloud } from "../support/every-cloud";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import {
  createMovingProgram,
  createPluginProgram,
  createPulumiProgram,
  type PulumiProgram,
  type PulumiResult,
} from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";
import { javaScript, type PlannedResource, type ProgramLanguage } from "./program-languages";

type Planned = Omit<PlannedResource, "cloud" | "place" | "name">;

/** What someone else does to an interface. */
type ForeignHand =
  | { readonly act: "detach" | "delete" }
  | { readonly act: "attach"; readonly instanceId: string }
  | { readonly act: "set-interface"; readonly set: Readonly<Partial<StoredInterface>> };

/** What one cloud of the program has, and its calls. */
export class CloudOfProgram {
  private readonly seeded: ReadonlySet<string>;

  constructor(
    readonly own: InterfaceCase,
    readonly emulator: Emulator,
  ) {
    this.seeded = new Set(this.interfaces().map(({ id }) => id));
  }

  get title(): string {
    return this.own.title;
  }

  get cloud() {
    return this.own.cloudCase.storeName;
  }

  private interfaces(): readonly StoredInterface[] {
    return this.emulator.store.interfaces(this.cloud);
  }

  /** The interfaces that were made since the emulator started. */
  made(): readonly StoredInterface[] {
    return this.interfaces().filter(({ id }) => !this.seeded.has(id));
  }

  /** Those of them that the running instance holds. */
  ofRunning(): readonly StoredInterface[] {
    return this.made().filter(({ instanceId }) => instanceId === this.own.cloudCase.running);
  }

  /** Someone else's change of the created interface. */
  act(hand: ForeignHand): void {
    this.emulator.act({ cloud: this.cloud, interfaceId: this.made()[0]?.id ?? "", ...hand } as Act);
  }

  private calls() {
    return this.emulator.journal.entries({ cloud: this.cloud, foreign: false });
  }

  isAsked(action: RegExp): boolean {
    return this.calls().some((entry) => action.test(entry.action));
  }

  /** The writes since the last time, in their order; none of them may have been refused. */
  writes(): string[] {
    const entries = this.calls();
    expect(entries.filter(({ code }) => code !== null)).toEqual([]);
    this.emulator.journal.clear();
    return entries.flatMap(
      ({ action }) =>
        /^(Attach|Detach|Create|Delete|Modify|Tag|Untag|Assign|Unassign)/.exec(action)?.[0] ?? [],
    );
  }

  /** One interface on an instance; without one it is attached to the running one. */
  data(more: object = {}, instanceId = this.own.cloudCase.running): Record<string, Planned> {
    return { data: { args: { ...this.own.declared, ...more }, instanceId } };
  }
}

/**
 * The id of an interface that exists before the program. Each case has another one, because two generations of one API
 * see each other's.
 */
export const existing = ({ own }: CloudOfProgram) => own.cloudCase.free(1 + interfaceCases.indexOf(own));

/** The instance to which that one is attached; undefined when it is free. */
export function holderOfExisting(on: CloudOfProgram): string | undefined {
  const found = on.emulator.store.interface(on.cloud, existing(on));
  return found?.status === "attached" ? (found.instanceId ?? undefined) : undefined;
}

/** The name that a resource of one cloud has in the program. */
export const nameOf = (on: CloudOfProgram, name: string) => `${on.title.replaceAll(" ", "-")}-${name}`;

/** One program on one or several clouds, each with its own emulator. */
export class InterfaceProgram {
  private constructor(
    readonly clouds: readonly CloudOfProgram[],
    readonly program: PulumiProgram,
    private language: ProgramLanguage,
  ) {}

  static async create(
    cases: readonly InterfaceCase[],
    options: EmulatorOptions = { transitionMs: 200 },
    language = javaScript,
  ): Promise<InterfaceProgram> {
    const { clouds, environment } = await createClouds(cases, options);
    const files = filesOf(language);
    const program = language.host
      ? await createPluginProgram(language.host, { files, environment })
      : await createPulumiProgram({ files, environment });
    return new InterfaceProgram(clouds, program, language);
  }

  /** A program that begins in JavaScript, with dynamic resources, and can move to the language and back. */
  static async createMoving(
    cases: readonly InterfaceCase[],
    host: HostedLanguage,
    options: EmulatorOptions = { transitionMs: 200 },
  ): Promise<InterfaceProgram> {
    const { clouds, environment } = await createClouds(cases, options);
    const program = await createMovingProgram(host, { files: filesOf(javaScript), environment });
    return new InterfaceProgram(clouds, program, javaScript);
  }

  /** Rewrites the program in another language. It has no resources until it is planned. */
  moveTo(language: ProgramLanguage): void {
    this.language = language;
    this.program.writeProgram(filesOf(language));
  }

  /** Writes the program. */
  plan(of: (on: CloudOfProgram) => Readonly<Record<string, Planned>>): void {
    const planned = this.clouds.flatMap((on) =>
      Object.entries(of(on)).map(([name, planned]) => ({
        cloud: on.cloud,
        place: on.own.cloudCase.place,
        name: nameOf(on, name),
        ...planned,
      })),
    );
    this.program.write(this.language.planFile, this.language.write(planned));
  }

  up(): Promise<PulumiResult> {
    return succeeds(this.program.up());
  }

  /** What a command told of each cloud's interface of that name. */
  tells(result: PulumiResult, name: string, text: (on: CloudOfProgram) => string): void {
    this.each((on) => {
      const isOf = ({ urn }: { urn: string }) => urn.endsWith(`:NetworkInterface::${nameOf(on, name)}`);
      const messages = result.events.diagnostics.filter(isOf).map(({ message }) => message);
      const differing = result.events.steps.filter(isOf).flatMap(({ diffs }) => diffs);
      expect([...messages, ...differing].join("\n")).toContain(text(on));
    });
  }

  /** From here on only what is asked from now on counts. */
  clearJournals(): void {
    for (const { emulator } of this.clouds) emulator.journal.clear();
  }

  /** Checks every cloud; a failure names the cloud. */
  each(check: (on: CloudOfProgram) => void): void {
    forEachCloud(this.clouds, check);
  }

  async close(): Promise<void> {
    this.program.remove();
    for (const { emulator } of this.clouds) await emulator.close();
  }
}

function filesOf({ files, planFile, write }: ProgramLanguage): Record<string, string> {
  return { ...files, [planFile]: write([]) };
}

async function createClouds(cases: readonly InterfaceCase[], options: EmulatorOptions) {
  const { byTitle, environment } = await createEmulators(
    cases.map(({ title }) => title),
    options,
  );
  const clouds = cases.flatMap((own) => {
    const emulator = byTitle.get(own.title);
    return emulator ? [new CloudOfProgram(own, emulator)] : [];
  });
  return { clouds, environment };
}
