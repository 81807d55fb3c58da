import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import type { CloudCase } from "./cloud-cases";
import { createEmulators, forEachCloud } from "./every-cloud";
import { createPulumiProgram, type PulumiProgram } from "./pulumi-program";

/** One attachment of the program: its cloud's namespace, logical name, arguments and options. */
export interface Declared {
  readonly cloud: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The logical names of the resources that it waits for. */
  readonly dependsOn?: readonly string[];
  /** The logical names that it had before. */
  readonly aliases?: readonly string[];
  readonly customTimeouts?: { readonly create?: string; readonly delete?: string };
  /** Looks it up by this id instead of making it. */
  readonly get?: string;
  /** The arguments whose changes the program ignores. */
  readonly ignoreChanges?: readonly string[];
  /** Options that a transformation sets, after the constructor. */
  readonly transformed?: Readonly<Record<string, unknown>>;
}

/** A program that makes what attachments.json lists, so that a test changes the program by writing a file. */
const program = `
const eni = require("pulumi-eni");
const attachments = JSON.parse(require("fs").readFileSync("attachments.json", "utf8"));
const made = {};
for (const { cloud, name, args, dependsOn = [], aliases = [], customTimeouts, get, ignoreChanges, transformed } of attachments) {
  const options = {
    ignoreChanges,
    transformations: transformed ? [({ props, opts }) => ({ props, opts: { ...opts, ...transformed } })] : [],
    dependsOn: dependsOn.map((other) => made[other]),
    aliases: aliases.map((old) => ({ name: old })),
    customTimeouts,
  };
  const { NetworkInterfaceAttachment } = eni[cloud];
  made[name] = get ? NetworkInterfaceAttachment.get(name, get, args, options) : new NetworkInterfaceAttachment(name, args, options);
  exports[name] = made[name].status;
}
`;

/** One cloud on an emulator, and a stack that the real CLI runs on it. */
export class Stack {
  private constructor(
    readonly cloudCase: CloudCase,
    readonly emulator: Emulator,
    readonly program: PulumiProgram,
    /** Put before each logical name, where several clouds share a program. */
    private readonly prefix = "",
  ) {}

  static async create(cloudCase: CloudCase, options: EmulatorOptions = {}): Promise<Stack> {
    const emulator = await createEmulator(options);
    return new Stack(cloudCase, emulator, await createProgram(emulator.environment()));
  }

  /** The clouds of one program, each with its own emulator. */
  static async createAll(
    cloudCases: readonly CloudCase[],
    options: EmulatorOptions = {},
  ): Promise<StackOfClouds> {
    const titles = cloudCases.map(({ title }) => title);
    const emulators = await createEmulators(titles, options);
    const program = await createProgram(emulators.environment);
    const clouds = withInterfacesOfTheirOwn(cloudCases).flatMap((cloudCase) => {
      const emulator = emulators.byTitle.get(cloudCase.title);
      const prefix = `${cloudCase.title.replaceAll(" ", "-")}-`;
      return emulator ? [new Stack(cloudCase, emulator, program, prefix)] : [];
    });
    return new StackOfClouds(clouds, program, emulators.environment);
  }

  get title(): string {
    return this.cloudCase.title;
  }

  /** The same cloud in another program. */
  in(program: PulumiProgram): Stack {
    return new Stack(this.cloudCase, this.emulator, program, this.prefix);
  }

  /** Writes the program. */
  declare(...attachments: readonly Declared[]): void {
    this.program.write("attachments.json", JSON.stringify(attachments));
  }

  attachment(name: string, networkInterfaceId: string, instanceId: string, more: object = {}): Declared {
    const args = { ...this.cloudCase.place, networkInterfaceId, instanceId, ...more };
    return { cloud: this.namespace, name: this.nameOf(name), args };
  }

  /** An attachment that is looked up by its id. */
  found(name: string, get: string): Declared {
    return { cloud: this.namespace, name: this.nameOf(name), args: { ...this.cloudCase.place }, get };
  }

  private get namespace(): string {
    return this.cloudCase.kind.split(":")[0] ?? "";
  }

  /** The logical name that a test's name has in the program. */
  nameOf(name: string): string {
    return this.prefix + name;
  }

  holderOf(id: string): string | null {
    return this.emulator.store.interface(this.cloudCase.storeName, id)?.instanceId ?? null;
  }

  /** The writes that the cloud was asked for since the journal was last cleared, in their order. */
  writes(): string[] {
    return this.emulator.journal
      .entries({ cloud: this.cloudCase.storeName, foreign: false })
      .filter((entry) => /^(Attach|Detach)/.test(entry.action))
      .map(
        (entry) =>
          entry.action.replace("NetworkInterface", "") + (entry.code === null ? "" : `:${entry.code}`),
      );
  }

  urnOf(name: string): string {
    return `urn:pulumi:${this.program.stack}::${this.program.project}::pulumi-nodejs:dynamic/eni/${this.cloudCase.kind}::${this.nameOf(name)}`;
  }

  async close(): Promise<void> {
    this.program.remove();
    await this.emulator.close();
  }
}

/** A test of all clouds uses so many free interfaces of each. */
const interfacesPerCase = 3;

/** Two generations of one cloud in one program name different interfaces: only one resource may claim an interface. */
function withInterfacesOfTheirOwn(cloudCases: readonly CloudCase[]): CloudCase[] {
  return cloudCases.map((cloudCase, index) => {
    const before = cloudCases.slice(0, index).filter(({ storeName }) => storeName === cloudCase.storeName);
    const offset = before.length * interfacesPerCase;
    return { ...cloudCase, free: (number: number) => cloudCase.free(number + offset) };
  });
}

/** One program on several clouds at once: one run of the engine shows what each of them does. */
export class StackOfClouds {
  constructor(
    readonly clouds: readonly Stack[],
    readonly program: PulumiProgram,
    private readonly environment: Record<string, string>,
  ) {}

  /** Another program with its own state, on the same emulators. It runs separately. */
  async createAnother(project: string): Promise<StackOfClouds> {
    const program = await createProgram(this.environment, { project });
    return new StackOfClouds(
      this.clouds.map((on) => on.in(program)),
      program,
      this.environment,
    );
  }

  /** Writes the program. */
  declare(attachments: (on: Stack) => readonly Declared[]): void {
    this.program.write("attachments.json", JSON.stringify(this.clouds.flatMap(attachments)));
  }

  /** Checks every cloud; a failure names the cloud. */
  each(check: (on: Stack) => void): void {
    forEachCloud(this.clouds, check);
  }

  urnsOf(name: string): string[] {
    return this.clouds.map((on) => on.urnOf(name));
  }

  async close(): Promise<void> {
    this.program.remove();
    for (const { emulator } of this.clouds) await emulator.close();
  }
}

function createProgram(
  environment: Record<string, string>,
  options: { project?: string } = {},
): Promise<PulumiProgram> {
  const files = { "index.js": program, "attachments.json": "[]" };
  return createPulumiProgram({ ...options, files, environment });
}
