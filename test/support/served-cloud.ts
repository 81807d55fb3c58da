import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import type { CloudCase } from "./cloud-cases";
import {
  type Properties,
  type ProviderHost,
  ProviderProcess,
  type ProviderProcessOptions,
  urnIn,
} from "./provider-process";
import { providerText } from "./provider-text";

export type ServedOptions = Omit<ProviderProcessOptions, "kind" | "host"> &
  Pick<EmulatorOptions, "transitionMs">;

/** An emulator, and the real provider process as the engine starts it for one run against it. */
export class ServedCloud {
  /** The processes of other programs. */
  private readonly others: ProviderProcess[] = [];

  private constructor(
    private readonly cloudCase: CloudCase,
    readonly emulator: Emulator,
    readonly provider: ProviderProcess,
  ) {}

  static async start(cloudCase: CloudCase, options: ServedOptions = {}): Promise<ServedCloud> {
    const { transitionMs, ...process } = options;
    const emulator = await createEmulator({ transitionMs });
    try {
      return new ServedCloud(cloudCase, emulator, await startProvider(cloudCase, emulator, process));
    } catch (error) {
      await emulator.close();
      throw error;
    }
  }

  /** The process of another run, or of another program, against the same cloud. */
  async startAnother(): Promise<ProviderProcess> {
    const other = await startProvider(this.cloudCase, this.emulator, {});
    this.others.push(other);
    return other;
  }

  /** The inputs of an attachment, as the program's side makes them. */
  inputs(networkInterfaceId: string, instanceId = this.cloudCase.running, more: Properties = {}): Properties {
    const { place } = this.cloudCase;
    const hidden = this.host === "dynamic" ? { __urn: this.urn(networkInterfaceId) } : {};
    return { ...place, networkInterfaceId, instanceId, ...hidden, ...more };
  }

  /** What the outputs of a dynamic provider must contain for later runs. A plugin's need nothing of the kind. */
  get requiredOutputs(): Properties {
    return this.host === "dynamic" ? { __provider: providerText(this.cloudCase.kind) } : {};
  }

  private get host(): ProviderHost {
    return this.cloudCase.host ?? "dynamic";
  }

  /** The resource's name is the id of its interface. */
  urn(networkInterfaceId: string): string {
    return urnIn(this.host, this.cloudCase.kind, networkInterfaceId);
  }

  holderOf(networkInterfaceId: string): string | null {
    return this.emulator.store.interface(this.cloudCase.storeName, networkInterfaceId)?.instanceId ?? null;
  }

  /** The calls that reached the cloud since its journal was cleared. */
  calls(): string[] {
    return this.emulator.journal.entries({ foreign: false }).map((entry) => entry.action);
  }

  /** Resolves when the cloud was asked for this so often. */
  async hasAsked(action: string, times = 1): Promise<void> {
    while (this.calls().filter((call) => call === action).length < times) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Resolves when the cloud has come to the end of a transition. */
  async isSettled(networkInterfaceId: string): Promise<void> {
    const { storeName } = this.cloudCase;
    while (this.emulator.store.interface(storeName, networkInterfaceId)?.status.endsWith("ing")) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async close(): Promise<void> {
    for (const provider of [this.provider, ...this.others]) await provider.stop();
    await this.emulator.close();
  }
}

function startProvider(
  cloudCase: CloudCase,
  emulator: Emulator,
  options: Omit<ProviderProcessOptions, "kind" | "host">,
): Promise<ProviderProcess> {
  return ProviderProcess.start({
    ...options,
    environment: { ...emulator.environment(), ...options.environment },
    kind: cloudCase.kind,
    host: cloudCase.host,
  });
}
