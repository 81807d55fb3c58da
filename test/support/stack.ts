import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import type { CloudCase } from "./cloud-cases";
import { createPulumiProgram, type PulumiProgram } from "./pulumi-program";

/** One attachment of the program: its logical name, arguments and options. */
export interface Declared {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The logical names of what it waits for. */
  readonly dependsOn?: readonly string[];
  /** The logical names that it had before. */
  readonly aliases?: readonly string[];
  readonly customTimeouts?: { readonly create?: string; readonly delete?: string };
  /** Looks it up by this id instead of making it. */
  readonly get?: string;
}

/** A program that makes what attachments.json lists, so that a test changes the program by writing a file. */
const program = `
const eni = require("pulumi-eni");
const { cloud, attachments } = JSON.parse(require("fs").readFileSync("attachments.json", "utf8"));
const made = {};
for (const { name, args, dependsOn = [], aliases = [], customTimeouts, get } of attachments) {
  const options = {
    dependsOn: dependsOn.map((other) => made[other]),
    aliases: aliases.map((old) => ({ name: old })),
    customTimeouts,
  };
  const { NetworkInterfaceAttachment } = eni[cloud];
  made[name] = get ? NetworkInterfaceAttachment.get(name, get, args, options) : new NetworkInterfaceAttachment(name, args, options);
  exports[name] = made[name].status;
}
`;

/** An emulator and a stack on it, run by the real CLI. */
export class Stack {
  private constructor(
    readonly cloudCase: CloudCase,
    readonly emulator: Emulator,
    readonly program: PulumiProgram,
  ) {}

  static async create(cloudCase: CloudCase, options: EmulatorOptions = {}): Promise<Stack> {
    const emulator = await createEmulator(options);
    return new Stack(cloudCase, emulator, await createProgram(emulator));
  }

  /** Another program, with a state of its own, on the same emulator; it goes by itself. */
  async createAnother(project: string): Promise<Stack> {
    return new Stack(this.cloudCase, this.emulator, await createProgram(this.emulator, { project }));
  }

  /** Writes the program. */
  declare(...attachments: readonly Declared[]): void {
    const cloud = this.cloudCase.kind.split(":")[0];
    this.program.write("attachments.json", JSON.stringify({ cloud, attachments }));
  }

  attachment(name: string, networkInterfaceId: string, instanceId: string, more: object = {}): Declared {
    return { name, args: { ...this.cloudCase.place, networkInterfaceId, instanceId, ...more } };
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
    return `urn:pulumi:${this.program.stack}::${this.program.project}::pulumi-nodejs:dynamic/eni/${this.cloudCase.kind}::${name}`;
  }

  async close(): Promise<void> {
    this.program.remove();
    await this.emulator.close();
  }
}

function createProgram(emulator: Emulator, options: { project?: string } = {}): Promise<PulumiProgram> {
  const files = { "index.js": program, "attachments.json": "{}" };
  return createPulumiProgram({ ...options, files, environment: emulator.environment() });
}
