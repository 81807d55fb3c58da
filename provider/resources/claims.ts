import { formatId, type Pair } from "./arguments";

/** An attachment that the program declares, even when the run is limited to other resources. */
export interface DeclaredClaim extends Pair {
  readonly urn: string;
  /** The state has the resource with this pair. Else it is only declared so far. */
  readonly isInState: boolean;
  readonly mayMoveTo?: readonly string[];
  /** The URN in the resource's state, which may be older. A resource that is deleted is known by this one. */
  readonly recordedUrn?: string | undefined;
  /** It is certain that this run declared it, not an earlier run of another stack. */
  readonly isOfThisRun: boolean;
  /** Another provider process of the run, which has checked it. Undefined: only the program declares it. */
  readonly checkedBy?: number | undefined;
}

/** What one provider process of a run tells the others. */
export type SharedClaim = Pick<DeclaredClaim, "urn" | "isInState" | "mayMoveTo"> & Pair;

/** The attachment that a resource of the program claims in this run. */
export interface Claim extends Pair {
  readonly urn: string;
  /** It will be attached through a trunk interface, so it does not count for the quota of the others. */
  readonly isMember?: boolean;
  /** The instances to which something else may move the interface. There it belongs to the resource too. */
  readonly mayMoveTo?: readonly string[];
  /** The resource's attachment before, when this run replaces or changes it. */
  readonly previous?: Pair | undefined;
  /**
   * The run does not include the resource, and the state does not have it with this pair. So nobody owns the pair yet.
   */
  readonly isUnowned?: boolean;
}

/**
 * The claims of one run, from the checks of its resources, also of unchanged ones. Pulumi deletes removed resources
 * after everything else, so all claims are known by then.
 */
export class Claims {
  private readonly claimsByUrn = new Map<string, Claim>();
  private readonly leftAttached = new Set<string>();
  private readonly byInterface = new Map<string, Claim>();
  private readonly failed = new Set<string>();
  private readonly created = new Set<string>();
  private readonly recordedBy = new Map<string, string>();
  private readonly deleted = new Set<string>();
  private readonly detaches = new Map<string, Promise<unknown>>();

  /**
   * @param run the name of the run; the state of the resources that it creates contains this name
   * @param declared the attachments that the program declares, because a limited run does not check all resources, and
   *   because other resources are checked by other processes
   * @param share tells the other processes of the run of a claim
   */
  constructor(
    readonly run: string,
    private readonly declared: () => readonly DeclaredClaim[] = () => [],
    private readonly share: (claim: SharedClaim) => void = () => undefined,
  ) {}

  /** Records a claim. Returns an earlier claim of another resource on the same interface. */
  record(claim: Claim): Claim | undefined {
    const before = this.claimsByUrn.get(claim.urn);
    this.drop(claim.urn);
    const known: Claim = { ...claim, previous: claim.previous ?? before?.previous };
    const isInState = known.previous !== undefined && formatId(known.previous) === formatId(claim);
    // Shared before the look at those of others, so that at least one of two processes sees the other's.
    this.shareClaim(known, isInState);
    const rival = this.byInterface.get(claim.networkInterfaceId) ?? this.rivalElsewhere(claim);
    this.claimsByUrn.set(claim.urn, known);
    if (!rival) this.byInterface.set(claim.networkInterfaceId, known);
    return rival;
  }

  private shareClaim({ urn, networkInterfaceId, instanceId, mayMoveTo = [] }: Claim, isInState: boolean) {
    this.share({ urn, networkInterfaceId, instanceId, mayMoveTo, isInState });
  }

  /** The last claim of each resource that another process has checked counts. */
  private rivalElsewhere({ urn, networkInterfaceId }: Claim): Claim | undefined {
    const checked = this.declared().filter(
      (other) => other.checkedBy !== undefined && isOfStack(other.urn, urn),
    );
    const last = new Map(checked.map((other) => [other.urn, other]));
    last.delete(urn);
    return [...last.values()].find((other) => other.networkInterfaceId === networkInterfaceId);
  }

  /** Removes a claim: a resource whose ids are not known yet claims nothing. */
  drop(urn: string): void {
    const before = this.claimsByUrn.get(urn);
    if (!before) return;
    this.claimsByUrn.delete(urn);
    if (this.byInterface.get(before.networkInterfaceId) === before) {
      this.byInterface.delete(before.networkInterfaceId);
    }
  }

  /** The claims on an instance. */
  onInstance(instanceId: string): readonly Claim[] {
    return [...this.byInterface.values()].filter((claim) => claim.instanceId === instanceId);
  }

  /** The claim on an interface, for any instance, in the stack of the resource that asks. */
  onInterface(networkInterfaceId: string, askingUrn: string | undefined): Claim | undefined {
    return this.candidatesOn(networkInterfaceId, askingUrn)[0];
  }

  /**
   * A checked resource takes precedence over one that is known only from the program. Of those, one in the state comes
   * first.
   */
  private candidatesOn(networkInterfaceId: string, askingUrn: string | undefined): readonly Claim[] {
    const checked = this.byInterface.get(networkInterfaceId);
    if (checked) return [checked];
    const isDeleted = (urn: string | undefined) => urn !== undefined && this.deleted.has(urn);
    const all = this.declared();
    const own = all.flatMap(({ urn, recordedUrn }) => (recordedUrn === askingUrn ? [urn] : []));
    return (
      all
        .filter((other) => other.networkInterfaceId === networkInterfaceId && !own.includes(other.urn))
        // The asking URN can name the stack in which the resource was before `pulumi state move`.
        .filter(({ urn, isOfThisRun }) => isOfThisRun || isOfStack(urn, askingUrn))
        .filter(({ urn, recordedUrn }) => !isDeleted(urn) && !isDeleted(recordedUrn))
        .filter(({ urn }) => !this.claimsByUrn.has(urn))
        .sort((a, b) => Number(b.isInState) - Number(a.isInState))
        .map(({ isInState, isOfThisRun, checkedBy, recordedUrn, ...claim }) => ({
          ...claim,
          isUnowned: !isInState,
        }))
    );
  }

  /** The resource is being deleted, so its declaration no longer counts. */
  noteDeleted(urn: string): void {
    this.deleted.add(urn);
  }

  /** Records that a deletion left the pair attached, because another resource of the run claims it. */
  noteLeftAttached(pair: Pair): void {
    this.leftAttached.add(formatId(pair));
  }

  isLeftAttached(pair: Pair): boolean {
    return this.leftAttached.has(formatId(pair));
  }

  /** The resource could not be created, so it does not own what it claims. */
  noteFailed(urn: string): void {
    this.failed.add(urn);
  }

  hasFailed(urn: string): boolean {
    return this.failed.has(urn);
  }

  /** Records that a creation of this run has created or adopted what the id names. */
  noteCreated(id: string, urn: string | undefined): void {
    this.created.add(id);
    const claim = urn === undefined ? undefined : this.claimsByUrn.get(urn);
    if (claim) this.shareClaim(claim, true);
  }

  /** Records which run created what a resource of the program has in the state. */
  noteRecorded(id: string, createdByRun: string | undefined): void {
    if (createdByRun !== undefined) this.recordedBy.set(id, createdByRun);
  }

  /**
   * Whether a deletion is about an older resource with the same id: this run or an interrupted one has created the id
   * again, and another run wrote the state that is deleted. An engine that creates before it deletes, because of any
   * option, deletes the old resource after that. When the run ends before, the next run deletes it.
   *
   * @param createdByRun the run that created the resource, by the state
   */
  isCreatedAgain(id: string, createdByRun: string | undefined): boolean {
    const last = this.created.has(id) ? this.run : this.recordedBy.get(id);
    return last !== undefined && last !== createdByRun;
  }

  /** Detaches a pair. A creation of the same pair that is checked only after this began waits until it has ended. */
  async trackDetach(pair: Pair, work: () => Promise<void>): Promise<void> {
    const key = formatId(pair);
    const begun = work();
    this.detaches.set(
      key,
      begun.catch(() => undefined),
    );
    try {
      await begun;
    } finally {
      this.detaches.delete(key);
    }
  }

  /** The end of the detach of a pair; undefined when no detach is in progress. */
  detachOf(pair: Pair): Promise<unknown> | undefined {
    return this.detaches.get(formatId(pair));
  }

  /** The end of a detach of an interface, from any instance; undefined when none is in progress. */
  detachOfInterface(networkInterfaceId: string): Promise<unknown> | undefined {
    const inProgress = [...this.detaches].find(([key]) => key.startsWith(`${networkInterfaceId}:`));
    return inProgress?.[1];
  }

  ofResource(urn: string): Claim | undefined {
    return this.claimsByUrn.get(urn);
  }

  /** The other resource that claims the same pair, or lets something else attach it so, and so owns it now, if any. */
  ownerOf(pair: Pair, exceptUrn: string | undefined): Claim | undefined {
    return this.candidatesOn(pair.networkInterfaceId, exceptUrn).find(
      ({ urn, instanceId, mayMoveTo = [] }) =>
        urn !== exceptUrn && [instanceId, ...mayMoveTo].includes(pair.instanceId),
    );
  }
}

function isOfStack(urn: string, other: string | undefined): boolean {
  return other === undefined || stackOf(urn) === stackOf(other);
}

/** Stack and project, such as "urn:pulumi:dev::shop". */
function stackOf(urn: string): string {
  return urn.split("::", 2).join("::");
}
