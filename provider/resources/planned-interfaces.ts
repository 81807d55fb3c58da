import type { InterfaceView, SubnetView } from "../contract/observation";
import { unknownInterface } from "../contract/observation";

/** An interface that a resource of the program will create in this run. */
export interface PlannedInterface {
  readonly view: InterfaceView;
  readonly subnetId: string | undefined;
  /** How many IPv4 addresses of the subnet it needs. */
  readonly addressCount: number;
  /** Where the account needs a place for it. Undefined: nowhere, or not known. */
  readonly countedIn?: string | undefined;
}

/** The interfaces that the program will create, by the URN of their resource, as far as they are not created yet. */
export class PlannedInterfaces {
  private readonly byUrn = new Map<string, PlannedInterface>();
  /** Where and when the creates of this run began. */
  private readonly begun = new Map<
    string,
    { readonly countedIn: string | undefined; readonly atMs: number }
  >();

  note(urn: string | undefined, planned: PlannedInterface): void {
    if (urn !== undefined) this.byUrn.set(urn, planned);
  }

  /** The create begins. */
  begin(urn: string | undefined, atMs: number): void {
    const planned = this.of(urn);
    if (urn === undefined || !planned) return;
    this.byUrn.delete(urn);
    this.begun.set(urn, { countedIn: planned.countedIn, atMs });
  }

  of(urn: string | undefined): PlannedInterface | undefined {
    return urn === undefined ? undefined : this.byUrn.get(urn);
  }

  /**
   * The interface of an attachment whose interface has no id yet. Another package may create it; then only that it will
   * be free is known.
   *
   * @param urn the attachment's
   * @param interfaceUrn that of the resource of this package that creates the interface, if there is one
   */
  forAttachment(urn: string | undefined, interfaceUrn: string | undefined): InterfaceView {
    const name = nameOfUrn(interfaceUrn ?? urn);
    return this.of(interfaceUrn)?.view ?? planView(`${urn} interface`, undefined, { name, kind: "other" });
  }

  /** How many addresses of a subnet the others need. */
  addressesIn(subnetId: string, exceptUrn: string | undefined): number {
    return [...this.byUrn]
      .filter(([urn, planned]) => urn !== exceptUrn && planned.subnetId === subnetId)
      .reduce((sum, [, { addressCount }]) => sum + addressCount, 0);
  }

  /** How many places the others need that a look at this time did not show as taken. */
  placesIn(countedIn: string | undefined, exceptUrn: string | undefined, lookedAtMs: number): number {
    const begun = [...this.begun].filter(([, { atMs }]) => atMs >= lookedAtMs);
    return [...this.byUrn, ...begun].filter(
      ([urn, other]) => urn !== exceptUrn && other.countedIn !== undefined && other.countedIn === countedIn,
    ).length;
  }
}

/** A free interface with what the program declares about it, and a placeholder for its id. */
export function planView(
  urn: string | undefined,
  subnet: SubnetView | undefined,
  declared: Partial<InterfaceView>,
): InterfaceView {
  return {
    ...unknownInterface(urn ?? "new"),
    kind: "secondary",
    status: "available",
    cloudStatus: "to be created",
    isPlanned: true,
    name: nameOfUrn(urn),
    vpcId: subnet?.vpcId,
    zoneId: subnet?.zoneId,
    regionId: subnet?.regionId,
    ...declared,
  };
}

function nameOfUrn(urn: string | undefined): string {
  return urn?.split("::").at(-1) ?? "new";
}
