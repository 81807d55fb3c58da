import type { Emulator, StoredInterface } from "../../emulator";
import type { CloudCase } from "../support/cloud-cases";
import type { InterfaceCase } from "../support/interface-cases";
import type { Properties } from "../support/provider-process";
import { providerText } from "../support/provider-text";

/** Numbers of four digits after those of the scenario. */
const firstNumber = 1_000;

/** What one cell has for itself in the cloud: no cell of a process meets what another one left. */
export class Scene {
  readonly instanceId: string;
  readonly networkInterfaceId: string;
  /** An interface that someone else attached to the same instance. */
  readonly foreignId: string;
  private readonly before: ReadonlyMap<string, string>;

  constructor(
    readonly cloudCase: CloudCase,
    readonly interfaceCase: InterfaceCase,
    readonly emulator: Emulator,
    /** Counts the cells of a process. */
    readonly number: number,
  ) {
    const { running, free, storeName: cloud } = cloudCase;
    const numbered = (example: string, offset: number) =>
      `${example.slice(0, -4)}${String(firstNumber + 2 * number + offset)}`;
    this.instanceId = numbered(running, 0);
    this.networkInterfaceId = numbered(free(1), 0);
    this.foreignId = numbered(free(1), 1);
    const { store } = emulator;
    const { subnetId, instanceType } = store.instance(cloud, running) ?? {};
    const securityGroupIds = [...(store.interface(cloud, free(1))?.securityGroupIds ?? [])];
    const fields = { cloud, subnetId, securityGroupIds };
    emulator.seed({
      instances: [{ ...fields, id: this.instanceId, instanceType, status: "running" }],
      interfaces: [
        { ...fields, id: this.networkInterfaceId, deleteOnRelease: true },
        { ...fields, id: this.foreignId, instanceId: this.instanceId, deleteOnRelease: true },
      ],
    });
    this.before = this.everyInterface();
  }

  get profile(): string {
    return `cell-${this.number}`;
  }

  private get cloud() {
    return this.cloudCase.storeName;
  }

  attachmentInputs(timeout: string): Properties {
    const { kind, place } = this.cloudCase;
    const { networkInterfaceId, instanceId } = this;
    return { ...this.allInputs(kind, timeout), ...place, networkInterfaceId, instanceId };
  }

  interfaceInputs(timeout: string, more: Properties = {}): Properties {
    const { kind, declared, cloudCase } = this.interfaceCase;
    const made = { ...cloudCase.place, ...declared, detachOnDelete: true, ...more };
    return { ...this.allInputs(kind, timeout), ...made };
  }

  private allInputs(kind: string, timeout: string): Properties {
    const urn = `urn:pulumi:dev::faults::pulumi-nodejs:dynamic/eni/${kind}::cell-${this.number}`;
    return {
      profile: this.profile,
      timeouts: { create: timeout, delete: timeout },
      __urn: urn,
      __provider: providerText(kind),
    };
  }

  act(act: "attach" | "detach", interfaceId: string): void {
    const { cloud, instanceId } = this;
    this.emulator.act(
      act === "attach" ? { cloud, act, interfaceId, instanceId } : { cloud, act, interfaceId },
    );
  }

  /** Where an interface is now, in a word or two. */
  whereIs(id: string): string {
    return describe(this.emulator.store.interface(this.cloud, id));
  }

  /** Where the attachment's interface is when the goal of an attach is reached. */
  get whenAttached(): string {
    return `attached ${this.instanceId}`;
  }

  /** The interfaces that exist now and did not when the scene began. */
  made(): readonly StoredInterface[] {
    return this.emulator.store.interfaces(this.cloud).filter(({ id }) => !this.before.has(id));
  }

  /** Interfaces of others that are not as they were. */
  disturbed(): readonly string[] {
    const now = this.everyInterface();
    return [...this.before].flatMap(([id, where]) =>
      id === this.networkInterfaceId || now.get(id) === where ? [] : `${id}: ${where} → ${now.get(id)}`,
    );
  }

  private everyInterface(): ReadonlyMap<string, string> {
    const entries = this.emulator.store.interfaces(this.cloud);
    return new Map(entries.map((entry) => [entry.id, describe(entry)]));
  }

  /** Makes room for the next cell. */
  end(): void {
    const { cloud, emulator, instanceId } = this;
    emulator.faults.clear();
    for (const { id: interfaceId } of this.made()) emulator.act({ cloud, act: "delete", interfaceId });
    emulator.act({ cloud, act: "release-instance", instanceId });
    const { networkInterfaceId: interfaceId } = this;
    if (emulator.store.interface(cloud, interfaceId)) emulator.act({ cloud, act: "delete", interfaceId });
    emulator.journal.clear();
  }
}

function describe(entry: StoredInterface | undefined): string {
  if (!entry) return "gone";
  return entry.instanceId === null ? entry.status : `${entry.status} ${entry.instanceId}`;
}
