import type { InterfaceArguments } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import type { DeclaredInterface } from "../contract/rules";
import { isUnknown } from "../core/unknown";
import type { Session } from "../session/session";
import { optionalText } from "./arguments";
import type { Run } from "./handler";

/** What is known about the account's room for a new interface, and why it was not asked for, if so. */
export interface SeenRoom {
  readonly room: DeclaredInterface["room"];
  readonly unchecked: string | undefined;
}

const notCounted: SeenRoom = { room: undefined, unchecked: undefined };

/** The places that the account has left for the new interfaces of a program. */
export class InterfacePlaces {
  /** The resources whose old interface is deleted first: the new one takes its place. */
  private readonly takeOver = new Set<string>();

  constructor(
    private readonly run: Run,
    private readonly spec: InterfaceArguments,
  ) {}

  /** What the cloud counts the interface in, such as its region. Undefined: it is not known, or nothing is counted. */
  countedIn(inputs: Properties): string | undefined {
    const within = this.within(inputs);
    return within && JSON.stringify([inputs.profile, inputs.regionId, within]);
  }

  private within(inputs: Properties): string | undefined {
    const value = this.spec.countedWithin && inputs[this.spec.countedWithin];
    return isUnknown(value) ? undefined : optionalText(value);
  }

  noteTakeOver(urn: string): void {
    this.takeOver.add(urn);
  }

  /** Whether the new interface needs a place of its own. */
  needsOne(urn: string | undefined): boolean {
    return urn === undefined || !this.takeOver.has(urn);
  }

  async look(
    inputs: Properties,
    session: Session,
    urn: string | undefined,
    isFresh: boolean,
  ): Promise<SeenRoom> {
    const within = this.within(inputs);
    if (within === undefined) return notCounted;
    const { found, askedAtMs, unchecked } = await (isFresh
      ? session.interfaceRoomNow(within)
      : session.interfaceRoom(within));
    if (!found) return { room: undefined, unchecked };
    const others = this.run.planned.placesIn(this.countedIn(inputs), urn, askedAtMs);
    // A fresh look comes after the old interface of a replacement is deleted.
    const freed = isFresh || this.needsOne(urn) ? 0 : 1;
    return { room: { ...found, held: found.held - freed, others }, unchecked: undefined };
  }

  /** Whether the account has room for the new interface of a replacement only once the old one is deleted. */
  async hasOnlyOldPlace(olds: Properties, news: Properties, session: Session, urn: string): Promise<boolean> {
    if (this.countedIn(olds) !== this.countedIn(news)) return false;
    const { room } = await this.look(news, session, urn, false);
    return room !== undefined && room.held + room.others === room.quota;
  }
}
