import { formatId, type Pair } from "./arguments";

/** An attachment that the program declares, whether or not the run is limited to other resources. */
export interface DeclaredClaim extends Pair {
  readonly urn: string;
  /** The state has the resource with this pair; else it is only declared so far. */
  readonly isInState: boolean;
  readonly mayMoveTo?: readonly string[];
}

/** What a resource of the program claims in this run. */
export interface Claim extends Pair {
  readonly urn: string;
  /** It is to be attached through a trunk interface, where it takes no place of the others. */
  readonly isMember?: boolean;
  /** The instances to which something else may move the interface: there it is the resource's own too. */
  readonly mayMoveTo?: readonly string[];
  /** What the same resource had before, when this run replaces or changes it. */
  readonly previous?: Pair | undefined;
  /** The run leaves the resource out, and the state does not have it with this pair: nobody owns the pair yet. */
  readonly isUnmet?: boolean;
}

/**
 * What the resources of one run claim, as their checks tell: unchanged ones too. Deletes of what left the program
 * come after everything else, so by then every claim of the run is known.
 */
export class Claims {
  private readonly byUrn = new Map<string, Claim>();
  private readonly kept = new Set<string>();
  private readonly byInterface = new Map<string, Claim>();
  private readonly failed = new Set<string>();
  private readonly made = new Set<string>();
  private readonly deleted = new Set<string>();
  private readonly leaving = new Map<string, Promise<unknown>>();

  /**
   * @param run names the run: what it has created carries this name in its state
   * @param declared what the program declares: a run that is limited to some resources checks no others
   */
  constructor(
    readonly run: string,
    private readonly declared: () => readonly DeclaredClaim[] = () => [],
  ) {}

  /** Records a claim; answers an earlier one of another resource on the same interface. */
  record(claim: Claim): Claim | undefined {
    const before = this.byUrn.get(claim.urn);
    this.drop(claim.urn);
    const known: Claim = { ...claim, previous: claim.previous ?? before?.previous };
    const rival = this.byInterface.get(claim.networkInterfaceId);
    this.byUrn.set(claim.urn, known);
    if (!rival) this.byInterface.set(claim.networkInterfaceId, known);
    return rival;
  }

  /** A resource whose ids are not known yet claims nothing. */
  drop(urn: string): void {
    const before = this.byUrn.get(urn);
    if (!before) return;
    this.byUrn.delete(urn);
    if (this.byInterface.get(before.networkInterfaceId) === before) {
      this.byInterface.delete(before.networkInterfaceId);
    }
  }

  /** The claims of a place on an instance. */
  on(instanceId: string): readonly Claim[] {
    return [...this.byInterface.values()].filter((claim) => claim.instanceId === instanceId);
  }

  /** The claim on an interface, whatever the instance. */
  claimOn(networkInterfaceId: string): Claim | undefined {
    return this.claimsOn(networkInterfaceId)[0];
  }

  /** What was checked goes before what is only known from the program; there, what the state has goes first. */
  private claimsOn(networkInterfaceId: string): readonly Claim[] {
    const checked = this.byInterface.get(networkInterfaceId);
    if (checked) return [checked];
    return this.declared()
      .filter((other) => other.networkInterfaceId === networkInterfaceId)
      .filter(({ urn }) => !this.byUrn.has(urn) && !this.deleted.has(urn))
      .sort((a, b) => Number(b.isInState) - Number(a.isInState))
      .map(({ isInState, ...claim }) => ({ ...claim, isUnmet: !isInState }));
  }

  /** The resource is being deleted: what the program says of it counts no more. */
  noteDeleted(urn: string): void {
    this.deleted.add(urn);
  }

  /** A pair that a deletion left attached, because another resource of the run claims it. */
  keep(pair: Pair): void {
    this.kept.add(formatId(pair));
  }

  isKept(pair: Pair): boolean {
    return this.kept.has(formatId(pair));
  }

  /** The resource could not be made: it does not own what it claims. */
  noteFailed(urn: string): void {
    this.failed.add(urn);
  }

  hasFailed(urn: string): boolean {
    return this.failed.has(urn);
  }

  /** A creation of this run has ended with this id: it made what the id names, or adopted it. */
  noteMade(id: string): void {
    this.made.add(id);
  }

  /**
   * Whether a deletion is that of a former self: this run has created the same id anew, and the state to be deleted was
   * not written by that creation. An engine that creates first, by whatever option, deletes the old resource after it.
   *
   * @param madeIn the run that the state names as the one of its creation
   */
  isMadeAnew(id: string, madeIn: string | undefined): boolean {
    return this.made.has(id) && madeIn !== this.run;
  }

  /** Some work that takes a pair away: a creation of the same pair, checked only after it began, waits for its end. */
  async leave(pair: Pair, work: () => Promise<void>): Promise<void> {
    const key = formatId(pair);
    const begun = work();
    this.leaving.set(
      key,
      begun.catch(() => undefined),
    );
    try {
      await begun;
    } finally {
      this.leaving.delete(key);
    }
  }

  /** The end of the work that takes a pair away; undefined: none is under way. */
  leaves(pair: Pair): Promise<unknown> | undefined {
    return this.leaving.get(formatId(pair));
  }

  of(urn: string): Claim | undefined {
    return this.byUrn.get(urn);
  }

  /** The other resource that claims the very pair, or lets something else make it, if any: its owner now. */
  ownerOf(pair: Pair, exceptUrn: string | undefined): Claim | undefined {
    return this.claimsOn(pair.networkInterfaceId).find(
      ({ urn, instanceId, mayMoveTo = [] }) =>
        urn !== exceptUrn && [instanceId, ...mayMoveTo].includes(pair.instanceId),
    );
  }
}
