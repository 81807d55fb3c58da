export type StepName = "detach" | "attach" | "delete";

/** One call on the wire that an operation takes. */
export interface WireStep {
  readonly step: StepName;
  readonly networkInterfaceId: string;
  /** Unused by a deletion. */
  readonly instanceId: string;
  readonly trunkInterfaceId?: string | undefined;
  readonly networkCardIndex?: number | undefined;
}
