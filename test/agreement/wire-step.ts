export type StepName = "detach" | "attach" | "delete" | "create" | "change";

/** One call on the wire that an operation takes. */
export interface WireStep {
  readonly step: StepName;
  /** Unused by a create. */
  readonly networkInterfaceId: string;
  /** Used by attach and detach. */
  readonly instanceId: string;
  readonly trunkInterfaceId?: string | undefined;
  readonly networkCardIndex?: number | undefined;
  /** The arguments of a create or a change. */
  readonly declared?: Readonly<Record<string, unknown>> | undefined;
}
