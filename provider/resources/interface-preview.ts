import { isIPv4 } from "node:net";
import type { InterfaceArguments } from "../contract/cloud";
import type { SecurityGroupView, SubnetView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { type DeclaredInterface, describeFinding, findFindings } from "../contract/rules";
import type { CloudError } from "../core/errors";
import { isUnknown } from "../core/unknown";
import type { OperationError } from "../reconcile/operation-error";
import type { Task } from "../reconcile/task";
import type { Session } from "../session/session";
import { AddressPreview } from "./address-preview";
import { type Failure, optionalText } from "./arguments";
import { addedAddresses, declaredTexts, sharedValues } from "./declared";
import { isChanged } from "./flow";
import type { Context, Run } from "./handler";
import { InterfacePlaces } from "./interface-places";
import { findUsed, freshLooks, recentLooks, type SeenUse } from "./network-looks";
import { planView } from "./planned-interfaces";
import { PreviewReport } from "./preview-report";
import type { Preview } from "./verdict";

/** The preview of an interface: what prevents its creation, its replacement, and a change of its security groups. */
export class InterfacePreview {
  private readonly report: PreviewReport;
  /** The resources that this run replaces, with the outputs of the old interface. */
  private readonly replaced = new Map<string, Properties>();
  private readonly places: InterfacePlaces;
  /** The preview of an update that assigns addresses. */
  readonly addresses: AddressPreview;

  constructor(
    private readonly run: Run,
    private readonly spec: InterfaceArguments,
  ) {
    this.report = new PreviewReport(run);
    this.places = new InterfacePlaces(run, spec);
    this.addresses = new AddressPreview(run, spec, this.report, this.places);
  }

  /**
   * The engine checks a new resource without old arguments. It checks one that is replaced a second time in the same
   * way, after the comparison.
   */
  async check(olds: Properties, inputs: Properties, context: Context): Promise<readonly Failure[]> {
    const level = this.report.levelOf(inputs);
    if (typeof level !== "string") return level;
    const isNew = Object.keys(olds).length === 0;
    if (isNew) this.plan(inputs, undefined, context);
    if (level === "off") return [];
    const groups = this.groupArguments().filter((name) => isChanged(olds[name], inputs[name]));
    const operation = isNew ? "create" : "change";
    if (operation === "change" && groups.length === 0) return [];
    const failures = await this.report.report(level, "subnetId", {
      context,
      where: inputs,
      name: isNew ? "the new interface" : "the interface",
      ask: (session) => this.judgeNow(operation, inputs, context, session),
    });
    return failures.map((failure) =>
      failure.property === "securityGroupIds"
        ? { ...failure, property: groups[0] ?? failure.property }
        : failure,
    );
  }

  /**
   * Whether the old interface of a replacement must be deleted first: only one of both can have an address, their subnet
   * has no address left for both, or the account's quota has no place for both.
   */
  async mustDeleteFirst(olds: Properties, news: Properties, context: Context, id: string): Promise<boolean> {
    const { urn = "" } = context;
    this.replaced.set(urn, olds);
    const shared = sharedValues(this.spec, olds, news);
    const why =
      shared.length > 0 ? `both have ${shared.join(", ")}` : await this.whyNoRoomForBoth(olds, news, context);
    if (why === undefined) return false;
    this.places.noteTakeOver(urn);
    if (this.run.checked.has(urn)) {
      this.report.warnOnLine(
        context,
        id,
        `must be deleted before its replacement is created, because ${why}. Its instance is without it until the replacement is attached.`,
      );
    }
    return true;
  }

  private async whyNoRoomForBoth(
    olds: Properties,
    news: Properties,
    { urn = "" }: Context,
  ): Promise<string | undefined> {
    if (!this.run.checked.has(urn) || this.report.levelOf(news) === "off") return undefined;
    const { found } = await this.report.ask("on", "subnetId", news, async (session) => {
      const subnet = await this.findCrowdedSubnet(olds, news, session);
      if (subnet) return `their subnet ${subnet.id} has no addresses left for both`;
      const isFull = await this.places.hasOnlyOldPlace(olds, news, session, urn);
      return isFull ? "the account's quota of interfaces has no place for both" : undefined;
    });
    return found;
  }

  private async findCrowdedSubnet(olds: Properties, news: Properties, session: Session) {
    if (news.subnetId !== olds.subnetId || isUnknown(news.subnetId)) return undefined;
    const subnet = await session.network.subnets?.find(String(news.subnetId));
    const count = addedAddresses(this.spec, news, "IPv4") + 1;
    return subnet?.freeAddresses !== undefined && subnet.freeAddresses < count ? subnet : undefined;
  }

  /** Looks at what the program declares, and judges it. */
  async judgeNow(
    operation: "create" | "change",
    inputs: Properties,
    context: Context,
    session: Session,
  ): Promise<Preview> {
    const seen = await this.look({ operation, inputs, urn: context.urn, isFresh: false }, session);
    if (operation === "create") this.plan(inputs, seen.subnet, context);
    return this.judge(operation, inputs, context, session, seen);
  }

  /** A failure of `up`, with the reason and the remedy that preview gives where a rule is behind the refusal. */
  async describeFailure(
    operation: "create" | "change",
    error: OperationError,
    task: Task,
    context: Context,
  ): Promise<string> {
    const { refusal } = error;
    const { declared, session } = task;
    const reason =
      refusal &&
      ((await this.explain(operation, declared, context, session, refusal)) ??
        (await this.addresses.explain(refusal, error, task, context)));
    return reason === undefined ? error.message : error.messageWith(reason);
  }

  /**
   * The rule behind a refused create or change, in the words of preview, by what the cloud shows now. Undefined when no
   * rule has the code, or when the cloud cannot be asked.
   */
  private async explain(
    operation: "create" | "change",
    inputs: Properties,
    context: Context,
    session: Session,
    refusal: CloudError,
  ): Promise<string | undefined> {
    const { code } = refusal;
    if (code === undefined) return undefined;
    try {
      const seen = await this.look({ operation, inputs, urn: context.urn, isFresh: true }, session);
      const { findings } = this.judge(operation, inputs, context, session, seen);
      const finding = findings.find(({ rule }) => rule.codes.includes(code));
      return finding && describeFinding(finding);
    } catch {
      return undefined;
    }
  }

  /** Looks at what the program declares, as far as it is known. */
  private async look(question: Question, session: Session): Promise<DeclaredLook> {
    const { operation, inputs, urn, isFresh } = question;
    const looks = isFresh ? freshLooks(session) : recentLooks(session);
    const subnetId = textIfKnown(inputs.subnetId);
    const groupIds = this.groupArguments().flatMap((name) => declaredTexts(inputs[name]));
    const [places, subnet, ...groups] = await Promise.all([
      operation === "create" ? this.places.look(inputs, session, urn, isFresh) : undefined,
      subnetId === undefined ? undefined : looks.subnet?.(subnetId),
      // Where a cloud cannot be asked for groups, each counts as found.
      ...groupIds.map(async (id) => ({ id, view: looks.group ? await looks.group(id) : { id } })),
    ]);
    const isUnknownSubnet = subnetId !== undefined && looks.subnet !== undefined && subnet === undefined;
    const known = { subnetId, subnet, isUnknownSubnet, groups, room: places?.room, isBefore: !isFresh };
    const { used, unchecked } = await findUsed(this.declaredAddresses(inputs), subnet, session);
    return { ...known, used, unchecked: unchecked ?? places?.unchecked };
  }

  /** Judges what the program declares, by a look at it. */
  private judge(
    operation: "create" | "change",
    inputs: Properties,
    { urn }: Context,
    { rules, place }: Session,
    { subnetId, subnet, isUnknownSubnet, groups, used, room, unchecked, isBefore }: DeclaredLook,
  ): Preview {
    const old = this.replaced.get(urn ?? "");
    const own = this.run.intents.recordedOf(urn);
    const declaredInterface: DeclaredInterface = {
      subnetId: subnetId ?? "",
      subnet: subnet && withRoom(subnet, isBefore ? old : undefined),
      vpcId: textIfKnown(inputs.vpcId),
      groups: groups.flatMap(({ view }) => view ?? []),
      unknownGroupIds: groups.flatMap(({ id, view }) => (view ? [] : [id])),
      addresses: this.declaredAddresses(inputs),
      // The old interface of a replacement with the same address is deleted first.
      usedAddresses: used.filter(({ usedBy }) => usedBy === undefined || !own.has(usedBy)),
      addressCount: addedAddresses(this.spec, inputs, "IPv4") + 1,
      addressTotal: addedAddresses(this.spec, inputs, "IPv4") + 1,
      othersAddressCount: this.run.planned.addressesIn(subnetId ?? "", urn),
      room,
    };
    const findings = findFindings(rules, operation, {
      networkInterface: planView(urn, subnet, {}),
      instance: undefined,
      regionId: place.regionId,
      vpcId: place.vpcId,
      declaredInterface,
      unknown: isUnknownSubnet ? ["subnet"] : [],
    });
    return {
      findings: findings.map((finding) => ({ ...finding, afterChange: old !== undefined })),
      unchecked,
    };
  }

  /** Notes the interface that `up` will create, for the attachments that will use it. */
  private plan(inputs: Properties, subnet: SubnetView | undefined, { urn }: Context): void {
    const ipv4 = addedAddresses(this.spec, inputs, "IPv4") + 1;
    const ipv6 = addedAddresses(this.spec, inputs, "IPv6");
    const address = (_: unknown, index: number) => ({ address: `new ${index}`, primary: index === 0 });
    this.run.planned.note(urn, {
      view: planView(urn, subnet, {
        ...this.spec.planned?.(inputs),
        addresses: Array.from({ length: ipv4 }, address),
        ipv6Addresses: Array.from({ length: ipv6 }, (_, index) => `new ${index}`),
      }),
      subnetId: textIfKnown(inputs.subnetId),
      addressCount: ipv4,
      countedIn: this.places.needsOne(urn) ? this.places.countedIn(inputs) : undefined,
    });
  }

  private groupArguments(): readonly string[] {
    return this.argumentsWith(({ namesGroups }) => namesGroups === true);
  }

  /** The IPv4 addresses of the subnet that are declared one by one. A prefix is not an address. */
  private declaredAddresses(inputs: Properties): readonly string[] {
    return this.argumentsWith(({ exclusiveIn }) => exclusiveIn === "subnet")
      .flatMap((name) => declaredTexts(inputs[name]))
      .filter(isIPv4);
  }

  private argumentsWith(test: (argument: InterfaceArguments["arguments"][string]) => boolean) {
    return Object.entries(this.spec.arguments).flatMap(([name, argument]) => (test(argument) ? [name] : []));
  }
}

/** The subnet with the addresses that the old interface of a replacement leaves to the new one. */
function withRoom(subnet: SubnetView, old: Properties | undefined): SubnetView {
  const { freeAddresses } = subnet;
  if (freeAddresses === undefined || old?.subnetId !== subnet.id) return subnet;
  const { privateIpAddresses } = old;
  const freed = Array.isArray(privateIpAddresses) ? privateIpAddresses.length : 1;
  return { ...subnet, freeAddresses: freeAddresses + freed };
}

function textIfKnown(value: unknown): string | undefined {
  return isUnknown(value) ? undefined : optionalText(value);
}

/** What to look at. */
interface Question {
  readonly operation: "create" | "change";
  readonly inputs: Properties;
  readonly urn: string | undefined;
  /** What the run has seen before is not recent enough. */
  readonly isFresh: boolean;
}

/** What a look shows of the things that an interface declares. */
interface DeclaredLook extends Pick<DeclaredInterface, "room">, Pick<SeenUse, "used"> {
  readonly subnetId: string | undefined;
  readonly subnet: SubnetView | undefined;
  readonly isUnknownSubnet: boolean;
  readonly groups: readonly { readonly id: string; readonly view: SecurityGroupView | undefined }[];
  /** Whether the old interface of a replacement may still be there. */
  readonly isBefore: boolean;
  /** Why the addresses or the room were not looked up. */
  readonly unchecked: string | undefined;
}
