import { isIPv4 } from "node:net";
import type { AddressChange } from "../contract/addresses";
import type { InterfaceArguments } from "../contract/cloud";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { type DeclaredInterface, describeFinding, findFindings } from "../contract/rules";
import { type CloudError, UserError } from "../core/errors";
import type { OperationError } from "../reconcile/operation-error";
import type { Task } from "../reconcile/task";
import type { TriedCapacity } from "../session/capacities";
import type { Session } from "../session/session";
import { changedArguments, everyAddressChange } from "./declared";
import type { Context, Run } from "./handler";
import type { InterfacePlaces } from "./interface-places";
import { findUsed, freshLooks, type NetworkLooks, recentLooks } from "./network-looks";
import type { PreviewReport } from "./preview-report";
import type { Preview } from "./verdict";

/** The preview of the addresses that an update assigns: whether subnet, instance type and quota have room for them. */
export class AddressPreview {
  constructor(
    private readonly run: Run,
    private readonly spec: InterfaceArguments,
    private readonly report: PreviewReport,
    private readonly places: InterfacePlaces,
  ) {}

  /** Reports what stands in the way of an update. The check does not name the interface, so the comparison asks. */
  async tell(id: string, outputs: Properties, inputs: Properties, context: Context): Promise<void> {
    const level = this.report.levelOf(inputs);
    if (level !== "on" && level !== "strict") return;
    if (!this.run.checked.has(context.urn ?? "") || !this.isOfAddresses(outputs, inputs)) return;
    const { addresses: own = [] } = context.privateState;
    const failures = await this.report.report(level, "subnetId", {
      context,
      where: inputs,
      name: id,
      ask: async (session) => {
        const seen = await session.snapshots.interfaces.find(id);
        if (!seen) return nothing;
        const changes = everyAddressChange(this.spec, outputs, inputs, own, seen);
        return this.judge(seen, changes, inputs, context, recent(session));
      },
    });
    if (failures.length > 0) throw new UserError(failures.map(({ reason }) => reason).join(" "));
  }

  private isOfAddresses(outputs: Properties, inputs: Properties): boolean {
    const { inPlace } = changedArguments(this.spec, outputs, inputs);
    return inPlace.some((name) => this.spec.arguments[name]?.addresses !== undefined);
  }

  /**
   * The rule behind a refused assign, in the words of preview, by what the cloud shows now. Undefined when no rule has the
   * code, or when the cloud cannot be asked.
   */
  async explain(
    { code }: CloudError,
    { networkInterfaceId: id }: OperationError,
    { goal, session, declared }: Task,
    context: Context,
  ): Promise<string | undefined> {
    const next = goal.state === "present" ? goal.addresses : undefined;
    if (code === undefined || id === undefined || !next) return undefined;
    try {
      const seen = await session.interfaces.load(id);
      const change = seen && next(seen);
      if (!change) return undefined;
      const { findings } = await this.judge(seen, [change], declared, context, fresh(session));
      const finding = findings.find(({ rule }) => rule.codes.includes(code));
      return finding && describeFinding(finding);
    } catch {
      return undefined;
    }
  }

  private async judge(
    seen: InterfaceView,
    changes: readonly AddressChange[],
    inputs: Properties,
    { urn }: Context,
    looks: AddressLooks,
  ): Promise<Preview> {
    const ipv4 = addedBy(changes.filter(({ argument }) => this.spec.arguments[argument]?.adds === "IPv4"));
    const ipv6 = addedBy(changes.filter(({ argument }) => this.spec.arguments[argument]?.adds === "IPv6"));
    if (ipv4.count + ipv6.count === 0) return nothing;
    const { session, network } = looks;
    const isFree = seen.holder === undefined;
    const [subnet, holder, places] = await Promise.all([
      ipv4.count > 0 && seen.subnetId !== undefined ? network.subnet?.(seen.subnetId) : undefined,
      seen.holder === undefined ? undefined : looks.holder(seen.holder),
      isFree && ipv4.count > 0 ? this.places.look(inputs, session, urn, looks.isFresh) : undefined,
    ]);
    const { used, unchecked } = await findUsed(ipv4.listed, subnet, session);
    const { networkInterface, addressTotal } = asAssigned(seen, ipv4, ipv6);
    const declaredInterface: DeclaredInterface = {
      subnetId: seen.subnetId ?? "",
      subnet,
      groups: [],
      unknownGroupIds: [],
      addresses: ipv4.listed,
      usedAddresses: used.filter(({ usedBy }) => usedBy !== seen.id),
      addressCount: ipv4.count,
      addressTotal,
      othersAddressCount: this.run.planned.addressesIn(seen.subnetId ?? "", urn),
      room: places?.room,
    };
    const { regionId, vpcId } = session.place;
    const situation = { networkInterface, instance: holder?.instance, regionId, vpcId, declaredInterface };
    const findings = findFindings(session.rules, "assign", situation);
    return {
      findings: findings.map((finding) => ({ ...finding, afterChange: false })),
      unchecked: holder?.unchecked ?? places?.unchecked ?? unchecked,
    };
  }
}

const nothing: Preview = { findings: [], unchecked: undefined };

interface Added {
  readonly listed: readonly string[];
  readonly count: number;
  readonly removed: readonly string[];
}

function addedBy(changes: readonly AddressChange[]): Added {
  const listed = changes.flatMap(({ assign }) => (typeof assign === "object" ? assign : []));
  const chosen = changes.reduce((sum, { assign }) => sum + (typeof assign === "number" ? assign : 0), 0);
  const removed = changes.flatMap(({ unassign }) => unassign);
  return { listed: listed.filter(isIPv4), count: listed.length + chosen, removed };
}

/** The interface with the addresses that it has once the update is done. The removed ones go first. */
function asAssigned(seen: InterfaceView, ipv4: Added, ipv6: Added) {
  const more = (count: number) => Array.from({ length: count }, (_, index) => `new ${index}`);
  const kept = seen.addresses.filter(({ address }) => !ipv4.removed.includes(address));
  const addresses = [...kept, ...more(ipv4.count).map((address) => ({ address, primary: false }))];
  const keptV6 = seen.ipv6Addresses.filter((address) => !ipv6.removed.includes(address));
  const networkInterface = { ...seen, addresses, ipv6Addresses: [...keptV6, ...more(ipv6.count)] };
  return { networkInterface, addressTotal: addresses.length };
}

interface AddressLooks {
  readonly session: Session;
  readonly isFresh: boolean;
  readonly network: NetworkLooks;
  readonly holder: (id: string) => Promise<TriedCapacity | undefined>;
}

function recent(session: Session): AddressLooks {
  return {
    ...{ session, isFresh: false, network: recentLooks(session) },
    holder: async (id) => {
      const instance = await session.snapshots.instances.find(id);
      return instance && session.capacities.tryAdd(instance);
    },
  };
}

function fresh(session: Session): AddressLooks {
  return {
    ...{ session, isFresh: true, network: freshLooks(session) },
    holder: async (id) => {
      const instance = await session.instances.load(id);
      return instance && { instance: await session.capacities.addNow(instance), unchecked: undefined };
    },
  };
}
