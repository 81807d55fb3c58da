import type { Emulator } from "../../emulator";

/** A write that the cloud accepted from the provider. */
export interface AcceptedWrite {
  readonly kind: "attach" | "detach" | "create" | "delete";
  readonly interfaceId: string;
  /** The instance that gets the interface, or that loses it. */
  readonly instanceId: string | undefined;
  readonly atMs: number;
}

/**
 * Notes the writes that an emulator accepts. The journal cannot say which instance loses an interface: the detach of
 * one cloud does not name it, and later the store no longer has it.
 */
export function noteAcceptedWrites(emulator: Emulator, note: (write: AcceptedWrite) => void): void {
  const { transitions, store, clock } = emulator;
  const begin = transitions.begin.bind(transitions);
  transitions.begin = (request) => {
    const { kind, cloud, interfaceId } = request;
    const holder = store.interface(cloud, interfaceId)?.instanceId ?? undefined;
    const instanceId = kind === "attach" ? request.instanceId : holder;
    note({ kind, interfaceId, instanceId, atMs: clock.now() });
    begin(request);
  };
}
