import type { Capacity, Finders } from "../contract/cloud";
import type { InstanceView, InterfaceView } from "../contract/observation";
import { kindOf, messageOf } from "../core/errors";
import { memoize } from "../core/memoize";
import type { SnapshotCache } from "./snapshot-cache";

type Held = readonly InterfaceView[];

/** An instance with what it holds and can hold, and why that was not asked for, if so. */
export interface TriedCapacity {
  readonly instance: InstanceView;
  readonly unchecked: string | undefined;
}

/** What instances hold and can hold. */
export class Capacities {
  private readonly once = memoize(
    (instance: InstanceView) => this.ask(instance, (look) => this.findHeld(instance, look)),
    (instance) => instance.id,
  );

  constructor(
    private readonly find: Finders,
    private readonly look: <T>(name: keyof Finders, call: () => Promise<T>) => Promise<T>,
    private readonly interfaces: Pick<SnapshotCache<InterfaceView>, "findAll">,
  ) {}

  /** An instance with what it holds and can hold. This is asked only once for each instance of a run. */
  async add(instance: InstanceView): Promise<InstanceView> {
    return { ...instance, ...(await this.once(instance)) };
  }

  /** The same. It needs separate calls, and the permission for these may be missing: then everything else counts. */
  async tryAdd(instance: InstanceView): Promise<TriedCapacity> {
    try {
      return { instance: await this.add(instance), unchecked: undefined };
    } catch (error) {
      return { instance, unchecked: messageOf(error) };
    }
  }

  /** The same, but asked again now. Without permission, only the instance. */
  async addNow(instance: InstanceView): Promise<InstanceView> {
    try {
      return { ...instance, ...(await this.ask(instance, (look) => look())) };
    } catch (error) {
      if (kindOf(error) === "permission") return instance;
      throw error;
    }
  }

  private async ask(
    instance: InstanceView,
    heldBy: (look: () => Promise<Held>) => Promise<Held>,
  ): Promise<Capacity> {
    const { capacity, heldInterfaces } = this.find;
    const [limits, held] = await Promise.all([
      capacity && this.look("capacity", () => capacity(instance)),
      heldInterfaces && heldBy(() => this.look("heldInterfaces", () => heldInterfaces(instance.id))),
    ]);
    const counted = held?.filter(({ isOutsideQuota }) => isOutsideQuota !== true);
    return { ...limits, ...(counted ? { interfaceIds: counted.map(({ id }) => id) } : {}) };
  }

  private findHeld({ id, vpcId }: InstanceView, look: () => Promise<Held>): Promise<Held> {
    return this.interfaces.findAll(vpcId, ({ holder }) => holder === id, look);
  }
}
