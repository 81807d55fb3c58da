import type { Properties } from "../../provider/contract/properties";

export type ResourceKind = "attachment" | "interface";

/** A resource as the engine's state has it. */
export interface StateResource {
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The URNs of the resources whose outputs its inputs have. */
  readonly dependencies: readonly string[];
  /** The last create or update was a partial failure. */
  readonly hasInitErrors: boolean;
  /** Replaced, and not deleted yet: the engine's `delete`. */
  readonly isPendingDelete: boolean;
  /** Deleted, and not created again yet: the engine's `pendingReplacement`. */
  readonly isPendingReplacement: boolean;
  readonly isTainted: boolean;
  readonly isProtected: boolean;
  readonly isRetained: boolean;
  /** Only looked up: it is never updated or deleted. */
  readonly isExternal: boolean;
  /** The URN of the resource with which it goes. */
  readonly deletedWith?: string | undefined;
}

/** The state of one stack. Each change is written at once, as the engine does after every step. */
export class StackState {
  private all: StateResource[] = [];

  get resources(): readonly StateResource[] {
    return this.all;
  }

  /** The resource with this URN that is not only waiting for its deletion. */
  find(urn: string): StateResource | undefined {
    return this.all.find((resource) => resource.urn === urn && !resource.isPendingDelete);
  }

  add(resource: StateResource): void {
    this.all.push(resource);
  }

  /** Puts another in the place of a resource; undefined: nothing. */
  put(old: StateResource, now: StateResource | undefined): void {
    this.all = this.all.flatMap((resource) => (resource !== old ? [resource] : now ? [now] : []));
  }

  /** Takes over what an engine has written. */
  load(resources: readonly StateResource[]): void {
    this.all = [...resources];
  }

  text(): string {
    return JSON.stringify(this.all);
  }
}
