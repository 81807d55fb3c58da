import type { Cloud, Connection, Place } from "../../provider/contract/cloud";
import type { Observation } from "../../provider/contract/observation";
import type { DeletedGoal, DetachedGoal } from "../../provider/reconcile/goal";
import type { AttachmentInputs } from "../../provider/resources/arguments";
import { judgePlan, previewAttach } from "../../provider/resources/preflight";
import type { Preview as Asked, PreviewFinding } from "../../provider/resources/verdict";
import { Session } from "../../provider/session/session";
import type { CloudCase } from "../support/cloud-cases";
import type { VirtualRun, VirtualWorld } from "../support/virtual-run";
import { wrappedCalls } from "../support/wrapped-calls";
import type { Inputs, InterfaceInputs, Order } from "./combination";
import { interfaceUrn, NewInterface } from "./new-interface";
import type { StepName } from "./wire-step";

/**
 * All that the agreement knows of the provider: what preview tells and what `up` does. Whoever changes the shape of
 * rules, plan or resources changes this file and no other of the agreement.
 */
export interface ProviderPort {
  readonly preview: (world: VirtualWorld, cloudCase: CloudCase, order: Order) => Promise<Preview>;
  readonly run: (world: VirtualWorld, cloudCase: CloudCase, order: Order) => Promise<Outcome>;
}

export interface Preview {
  readonly findings: readonly Finding[];
  /** Why a part was not looked at, where that is so. */
  readonly unchecked?: string | undefined;
}

export interface Finding {
  readonly rule: string;
  readonly lasting: "never" | "until changed" | "passing" | "note";
  readonly codes: readonly string[];
  readonly reason: string;
  readonly remedy: string;
  /** "adopt": it is found as wanted. */
  readonly step: StepName | "adopt";
}

export type Outcome = "done" | { readonly refused: string };

export const provider: ProviderPort = { preview, run };

const urn = "urn:pulumi:agreement::agreement::eni::subject";

async function preview(world: VirtualWorld, cloudCase: CloudCase, order: Order): Promise<Preview> {
  const session = open(world, cloudCase, order.inputs);
  try {
    switch (order.do) {
      case "attach":
        return await previewAttached(session, order.inputs, undefined);
      case "replace":
        return await previewAttached(session, order.inputs, order.before);
      case "detach": {
        const { networkInterfaceId, instanceId } = order.inputs;
        return await previewGoal(session, { state: "detached", instanceId }, networkInterfaceId);
      }
      case "delete": {
        const detachFirst = order.inputs.detachOnDelete === true;
        return await previewGoal(session, { state: "deleted", detachFirst }, order.id);
      }
      case "create":
      case "change":
        return tellOf(order.do, await new NewInterface(session).preview(order.do, order.inputs));
      case "recreate":
        return await previewRecreated(session, order);
      case "create and attach":
        return await previewMade(session, order);
      default:
        return order satisfies never;
    }
  } catch (error) {
    return { findings: [], unchecked: error instanceof Error ? error.message : String(error) };
  }
}

/** By the emulator and the place: a connection knows nothing of what is in the store, and to open one takes long. */
const connections = new Map<string, Connection>();

function connecting(cloud: Cloud): Cloud {
  return {
    ...cloud,
    connect(place, surroundings) {
      const key = JSON.stringify([cloud.name, place, surroundings.environment]);
      const known = connections.get(key);
      if (known) return known;
      const opened = cloud.connect(place, surroundings);
      connections.set(key, opened);
      return opened;
    },
  };
}

function open(world: VirtualWorld, { cloud, storeName, keys }: CloudCase, inputs: Order["inputs"]): Session {
  const { regionId, api, vpcId } = inputs as { regionId: string; api?: string; vpcId?: string };
  const place: Place = { regionId, profile: undefined, api, vpcId: api === "v2" ? vpcId : undefined };
  const config: Readonly<Record<string, string>> = keys(world.emulator.credentials[storeName]);
  const connection = connecting(cloud).connect(place, {
    config: (name) => config[name],
    environment: world.emulator.environment(),
    homeDirectory: "/nowhere",
  });
  // The clock does not move during a look, or the looks of a preview would be too late.
  const find = wrappedCalls(connection.find, (call) => world.clock.during(call));
  return new Session(
    cloud,
    place,
    { ...connection, find },
    {
      clock: world.clock,
      signal: new AbortController().signal,
      random: () => 0.5,
      lastWrites: new Map(),
      busy: () => false,
    },
  );
}

async function previewAttached(
  session: Session,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Preview> {
  const declared = inputs as AttachmentInputs;
  const question = { inputs: declared, previous: before, isNew: before === undefined, claimed: [] };
  const { findings, unchecked } = await previewAttach(question, session);
  return { findings: findings.map(tell), unchecked };
}

/** The engine asks a provider nothing before a plain destroy, so the obstacles of its plan are asked for here. */
async function previewGoal(session: Session, goal: DetachedGoal | DeletedGoal, id: string): Promise<Preview> {
  const networkInterface = await session.maybeGone.load(id);
  const holder = networkInterface?.holder;
  const named = goal.state === "detached" ? goal.instanceId : undefined;
  const observation: Observation = {
    networkInterface,
    instance: named === undefined ? "not looked at" : await session.instances.load(named),
    holder: holder === undefined || holder === named ? "not looked at" : await session.instances.load(holder),
    trunk: "not looked at",
  };
  const { findings, unchecked } = await judgePlan(goal, id, observation, session);
  return { findings: findings.map(tell), unchecked };
}

async function previewRecreated(session: Session, order: Extract<Order, { do: "change" | "recreate" }>) {
  const { before, inputs, id } = order;
  const created = tellOf("create", await new NewInterface(session).previewReplacement(id, before, inputs));
  const detachFirst = before.detachOnDelete === true;
  const deleted = await previewGoal(session, { state: "deleted", detachFirst }, id);
  return { ...created, findings: [...created.findings, ...deleted.findings] };
}

async function previewMade(session: Session, order: Extract<Order, { do: "create and attach" }>) {
  const made = new NewInterface(session);
  const created = tellOf("create", await made.preview("create", order.inputs));
  const planned = made.planned();
  const inputs = { ...order.attachment, networkInterfaceId: planned.id } as AttachmentInputs;
  const question = { inputs, planned, previous: undefined, isNew: true, claimed: [] };
  const attached = await previewAttach(question, session);
  return {
    findings: [...created.findings, ...attached.findings.map(tell)],
    unchecked: created.unchecked ?? attached.unchecked,
  };
}

/** The findings about the interface itself are about one step. */
function tellOf(step: "create" | "change", { findings, unchecked }: Asked): Preview {
  return { findings: findings.map((finding) => ({ ...tell(finding), step })), unchecked };
}

function tell({ rule, reason, remedy, step }: Omit<PreviewFinding, "afterChange">): Finding {
  const { name, lasting, codes } = rule;
  return { rule: name, lasting, codes, reason, remedy, step: step?.do ?? "adopt" };
}

async function run(world: VirtualWorld, cloudCase: CloudCase, order: Order): Promise<Outcome> {
  try {
    await carryOut(world.beginFor({ ...cloudCase, cloud: connecting(cloudCase.cloud) }), order);
    return "done";
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Preview has its say elsewhere: here `up` itself must refuse. */
const blind = { preflight: "off", __urn: urn } as const;

async function carryOut(begun: VirtualRun, order: Order): Promise<void> {
  switch (order.do) {
    case "attach":
      await begun.attachments.check({}, { ...order.inputs, ...blind });
      await begun.attachments.create({ ...order.inputs, ...blind });
      return;
    case "replace": {
      const news = { ...order.inputs, ...blind };
      await begun.attachments.check({ ...order.before, ...blind }, news);
      await begun.attachments.delete(idOf(order.before), { ...order.before, status: "attached", __urn: urn });
      await begun.attachments.create(news);
      return;
    }
    case "detach":
      await begun.attachments.delete(idOf(order.inputs), { ...order.inputs, status: "attached", __urn: urn });
      return;
    case "delete":
      await begun.interfaces().delete(order.id, { ...order.inputs, status: "available", __urn: urn });
      return;
    case "create":
      await begun.interfaces().create({ ...order.inputs, ...blind });
      return;
    case "change":
      await begun.interfaces().update(order.id, recorded(order.before), { ...order.inputs, ...blind });
      return;
    case "recreate":
      await recreate(begun, order);
      return;
    case "create and attach": {
      const { id } = await begun.interfaces().create({ ...order.inputs, ...blind, __urn: interfaceUrn });
      await begun.attachments.create({ ...order.attachment, networkInterfaceId: id, ...blind });
      return;
    }
    default:
      order satisfies never;
  }
}

/** As the engine does it: the comparison says which comes first. */
async function recreate(begun: VirtualRun, order: Extract<Order, { do: "change" | "recreate" }>) {
  const interfaces = begun.interfaces();
  const news = { ...order.inputs, ...blind, preflight: "on" };
  await interfaces.check(order.before, news);
  const { deleteBeforeReplace } = await interfaces.diff(order.id, recorded(order.before), news);
  const remove = () => interfaces.delete(order.id, recorded(order.before));
  if (deleteBeforeReplace) await remove();
  await interfaces.create(news);
  if (!deleteBeforeReplace) await remove();
}

/** What the state has of an interface. */
const recorded = (before: InterfaceInputs) => ({ ...before, status: "available", __urn: urn });

const idOf = ({ networkInterfaceId, instanceId }: Inputs) => `${networkInterfaceId}:${instanceId}`;
