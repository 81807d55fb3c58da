import type { InterfaceArguments } from "../contract/cloud";
import type { SecurityGroupView, SubnetView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { type DeclaredInterface, findFindings, type Operation } from "../contract/rules";
import { isUnknown } from "../core/unknown";
import type { Session } from "../session/session";
import type { SnapshotCache } from "../session/snapshot-cache";
import { type Failure, optionalText } from "./arguments";
import { addedAddresses, declaredTexts, sharedValues } from "./declared";
import { isChanged } from "./flow";
import type { Context, Run } from "./handler";
import { planView } from "./planned-interfaces";
import { PreviewReport } from "./preview-report";
import type { Preview } from "./verdict";

/** The preview of an interface: what prevents its creation, its replacement, and a change of its security groups. */
export class InterfacePreview {
  private readonly report: PreviewReport;
  /** The resources that this run replaces, with the outputs of the old interface. */
  private readonly replaced = new Map<string, Properties>();

  constructor(
    private readonly run: Run,
    private readonly spec: InterfaceArguments,
  ) {
    this.report = new PreviewReport(run);
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
      ask: (session) => this.judge(operation, inputs, context, session),
    });
    return failures.map((failure) =>
      failure.property === "securityGroupIds"
        ? { ...failure, property: groups[0] ?? failure.property }
        : failure,
    );
  }

  /**
   * Whether the old interface of a replacement must be deleted first: only one of both can have an address, or their
   * subnet has no address left for both.
   */
  async mustDeleteFirst(olds: Properties, news: Properties, context: Context, id: string): Promise<boolean> {
    const { urn = "" } = context;
    this.replaced.set(urn, olds);
    const shared = sharedValues(this.spec, olds, news);
    const why =
      shared.length > 0 ? `both have ${shared.join(", ")}` : await this.whyNoRoomForBoth(olds, news, context);
    if (why === undefined) return false;
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
    context: Context,
  ): Promise<string | undefined> {
    if (!this.run.checked.has(context.urn ?? "") || this.report.levelOf(news) === "off") return undefined;
    if (news.subnetId !== olds.subnetId || isUnknown(news.subnetId)) return undefined;
    let why: string | undefined;
    const ask = async (session: Session): Promise<Preview> => {
      const subnet = await session.network.subnets?.find(String(news.subnetId));
      const count = addedAddresses(this.spec, news, "IPv4") + 1;
      const isFull = subnet?.freeAddresses !== undefined && subnet.freeAddresses < count;
      if (isFull) why = `their subnet ${subnet.id} has no addresses left for both`;
      return { findings: [], unchecked: undefined };
    };
    await this.report.report("on", "subnetId", { context, where: news, name: "the interface", ask });
    return why;
  }

  /** Judges what the program declares, as far as it is known. */
  private async judge(
    operation: Operation,
    inputs: Properties,
    context: Context,
    session: Session,
  ): Promise<Preview> {
    const { network, rules, place } = session;
    const groupIds = this.groupArguments().flatMap((name) => declaredTexts(inputs[name]));
    const subnetId = textIfKnown(inputs.subnetId);
    const [subnet, ...groups] = await Promise.all([
      subnetId === undefined ? undefined : network.subnets?.find(subnetId),
      ...groupIds.map((id) => findGroup(network.securityGroups, id)),
    ]);
    if (operation === "create") this.plan(inputs, subnet, context);
    const old = this.replaced.get(context.urn ?? "");
    const declaredInterface: DeclaredInterface = {
      subnetId: subnetId ?? "",
      subnet,
      vpcId: textIfKnown(inputs.vpcId),
      groups: groups.flatMap(({ view }) => view ?? []),
      unknownGroupIds: groups.flatMap(({ id, view }) => (view ? [] : [id])),
      addresses: this.addressArguments().flatMap((name) => declaredTexts(inputs[name])),
      addressCount: addedAddresses(this.spec, inputs, "IPv4") + 1,
      othersAddressCount: this.run.planned.addressesIn(subnetId ?? "", context.urn),
    };
    const isUnknownSubnet = subnetId !== undefined && network.subnets !== undefined && subnet === undefined;
    const findings = findFindings(rules, operation, {
      networkInterface: planView(context.urn, subnet, {}),
      instance: undefined,
      regionId: place.regionId,
      vpcId: place.vpcId,
      declaredInterface,
      unknown: isUnknownSubnet ? ["subnet"] : [],
    });
    return {
      findings: findings
        // The old interface of a replacement in the same subnet makes room for the new one.
        .filter(({ rule }) => rule.name !== "subnet-full" || old?.subnetId !== subnetId)
        .map((finding) => ({ ...finding, afterChange: old !== undefined })),
      unchecked: undefined,
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
    });
  }

  private groupArguments(): readonly string[] {
    return this.argumentsWith(({ namesGroups }) => namesGroups === true);
  }

  /** The arguments that declare IPv4 addresses of the subnet one by one. */
  private addressArguments(): readonly string[] {
    return this.argumentsWith(({ exclusiveIn, adds }) => exclusiveIn === "subnet" && adds !== "IPv6");
  }

  private argumentsWith(test: (argument: InterfaceArguments["arguments"][string]) => boolean) {
    return Object.entries(this.spec.arguments).flatMap(([name, argument]) => (test(argument) ? [name] : []));
  }
}

function textIfKnown(value: unknown): string | undefined {
  return isUnknown(value) ? undefined : optionalText(value);
}

async function findGroup(cache: SnapshotCache<SecurityGroupView> | undefined, id: string) {
  // Where a cloud cannot be asked for groups, each counts as found.
  return { id, view: cache ? await cache.find(id) : { id } };
}
