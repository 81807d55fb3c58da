import type { AcceptedWrite } from "./accepted-writes";

/** Who made each attachment that exists, and what a user has let go knowingly. */
export class Ledger {
  /** The instance to which the provider attached an interface last, unless it was detached since. */
  readonly attachedByProvider = new Map<string, string>();
  /** The interfaces that the provider created. */
  readonly created = new Set<string>();
  /** The interfaces that a create has made without knowing their ids, with the URN of the resource. */
  readonly unfinished = new Map<string, string>();
  /** Pairs and interfaces that no state needs to have: a kill, `state delete` or `retainOnDelete` let them go. */
  readonly released = new Set<string>();

  note({ kind, interfaceId, instanceId }: AcceptedWrite): void {
    if (kind === "attach" && instanceId !== undefined) this.attachedByProvider.set(interfaceId, instanceId);
    if (kind === "detach" || kind === "delete") this.attachedByProvider.delete(interfaceId);
  }

  /** Someone else has changed the interface. */
  noteSomeone(interfaceId: string): void {
    this.attachedByProvider.delete(interfaceId);
  }
}

/** The text by which a pair is known, also as the id of its resource. */
export function pairText(interfaceId: string, instanceId: string): string {
  return `${interfaceId}:${instanceId}`;
}
