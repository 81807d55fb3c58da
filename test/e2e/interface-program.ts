import type { Act, Emulator, EmulatorOptions, StoredInterface } from "../../emulator";
import { createEmulators, forEachCloud } from "../support/every-cloud";
import type { InterfaceCase } from "../support/interface-cases";
import { createPulumiProgram, type PulumiProgram, type PulumiResult } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";

interface Planned {
  readonly args: Readonly<Record<string, unknown>>;
  /** The instance to which another resource attaches the interface. */
  readonly instanceId?: string;
  /** The arguments whose changes the program ignores. */
  readonly ignoreChanges?: readonly string[];
  /** Options that a transformation sets, after the constructor. */
  readonly transformed?: Readonly<Record<string, unknown>>;
}

/** A program of interfaces with their attachments, as plan.json lists them. */
const source = `
const eni = require("pulumi-eni");
const planned = JSON.parse(require("fs").readFileSync("plan.json", "utf8"));
for (const { cloud, place, name, args, instanceId, ignoreChanges, transformed } of planned) {
  const { NetworkInterface, NetworkInterfaceAttachment } = eni[cloud];
  const transformations = transformed ? [({ props, opts }) => ({ props, opts: { ...opts, ...transformed } })] : [];
  const made = new NetworkInterface(name, { ...place, ...args }, { ignoreChanges, transformations });
  exports[name] = made.id;
  if (instanceId) {
    new NetworkInterfaceAttachment(name + "-on", { ...place, networkInterfaceId: made.id, instanceId });
  }
}
`;

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

const nameOf = (on: CloudOfProgram, name: string) => `${on.title.replaceAll(" ", "-")}-${name}`;

/** One program on one or several clouds, each with its own emulator. */
export class InterfaceProgram {
  private constructor(
    readonly clouds: readonly CloudOfProgram[],
    readonly program: PulumiProgram,
  ) {}

  static async create(
    cases: readonly InterfaceCase[],
    options: EmulatorOptions = { transitionMs: 200 },
  ): Promise<InterfaceProgram> {
    const titles = cases.map(({ title }) => title);
    const { byTitle, environment } = await createEmulators(titles, options);
    const clouds = cases.flatMap((own) => {
      const emulator = byTitle.get(own.title);
      return emulator ? [new CloudOfProgram(own, emulator)] : [];
    });
    const files = { "index.js": source, "plan.json": "[]" };
    return new InterfaceProgram(clouds, await createPulumiProgram({ files, environment }));
  }

  /** Writes the program. */
  plan(of: (on: CloudOfProgram) => Readonly<Record<string, Planned>>): void {
    const planned = this.clouds.flatMap((on) =>
      Object.entries(of(on)).map(([name, planned]) => ({
        cloud: on.own.kind.split(":")[0],
        place: on.own.cloudCase.place,
        name: nameOf(on, name),
        ...planned,
      })),
    );
    this.program.write("plan.json", JSON.stringify(planned));
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
