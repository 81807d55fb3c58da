import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";

export const region = "cn-hangzhou";
export const running = "i-bp1running0000000001";
export const stopped = "i-bp1stopped0000000001";
export const busy = "i-bp1busy0000000000001";
export const primaryOfStopped = "eni-bp1primary0000000002";
export const free = (number: number) => `eni-bp1free${String(number).padStart(13, "0")}`;

export type Attachments = Record<string, { networkInterfaceId: string; instanceId: string }>;

/** A stack and the cloud it talks to. */
export interface EmulatedStack {
  emulator: Emulator;
  program: PulumiProgram;
  /** Changes what the program attaches. */
  plan: (attachments: Attachments) => Promise<void>;
  /** The instance that the cloud shows an interface attached to; undefined when it is free. */
  holderOf: (networkInterfaceId: string) => string | undefined;
  /** How often the cloud was asked to change something. */
  writes: () => number;
}

const open: Emulator[] = [];
afterAll(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

export async function createEmulatedStack(
  files: Record<string, string>,
  options: EmulatorOptions & { environment?: Record<string, string>; modules?: string } = {},
): Promise<EmulatedStack> {
  const emulator = await createEmulator(options);
  open.push(emulator);
  const program = await createPulumiProgram({
    files,
    environment: { ...emulator.environment(), ...options.environment },
    ...(options.modules === undefined ? {} : { modules: options.modules }),
  });
  const holderOf = (id: string) => {
    const found = emulator.store.interface("alibaba", id);
    return found?.status === "attached" ? (found.instanceId ?? undefined) : undefined;
  };
  return {
    emulator,
    program,
    holderOf,
    plan: async (attachments) => {
      const value = JSON.stringify({ regionId: region, attachments });
      const result = await program.run(["config", "set", "plan", value]);
      if (result.exitCode !== 0) throw new Error(result.text);
    },
    writes: () => {
      const { AttachNetworkInterface = 0, DetachNetworkInterface = 0 } = emulator.journal.counts();
      return AttachNetworkInterface + DetachNetworkInterface;
    },
  };
}
