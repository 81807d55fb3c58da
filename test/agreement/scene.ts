import type { CloudName, Scenario } from "../../emulator";
import type { HiddenObstacle, Inputs, OperationName, Order, Scene } from "./combination";
import type { Choice } from "./dimensions";
import type { StepName, WireStep } from "./wire-step";

type ListName = "interfaces" | "instances" | "instanceTypes";
type List<K extends ListName> = NonNullable<Scenario[K]>[number];
export type InterfaceSeed = List<"interfaces">;
export type InstanceSeed = List<"instances">;
export type InstanceTypeSeed = List<"instanceTypes">;

/** Where things stand: the network of the target, and the others that an interface or an instance may be in. */
export type PlaceName = "main" | "zone" | "vpc" | "region" | "account";

/** How a cloud spells what every scene has. */
export interface Vocabulary {
  readonly store: CloudName;
  readonly regionId: string;
  readonly subnets: Readonly<Record<PlaceName, string>>;
  /** VPCs, subnets and groups. */
  readonly network: Scenario;
  readonly groupId: string;
  readonly interfaceId: (name: InterfaceName, number?: number) => string;
  readonly instanceId: (name: "target" | "holder") => string;
  /** The arguments that every resource of this API has. */
  readonly place: Readonly<Record<string, unknown>> & { readonly regionId: string };
  /** What an instance is like in a state of this cloud. */
  readonly instanceStates: Readonly<Record<string, Partial<InstanceSeed>>>;
}

export type InterfaceName = "subject" | "old" | "targetPrimary" | "holderPrimary" | "trunk" | "filler";

/** The parts of a scene that only its cloud knows. */
export interface OwnParts {
  readonly target?: Partial<InstanceSeed>;
  readonly holder?: Partial<InstanceSeed>;
  readonly targetType?: Partial<TypeSeed>;
  readonly holderType?: Partial<TypeSeed>;
  readonly subject?: Partial<InterfaceSeed>;
  readonly old?: Partial<InterfaceSeed>;
  readonly more?: readonly InterfaceSeed[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly attach?: Partial<WireStep>;
  readonly detach?: Partial<WireStep>;
  readonly hiddenObstacles?: readonly HiddenObstacle[];
  /** Whether a look at the interface shows nothing; default: by `where` it is. */
  readonly looksUnknown?: boolean;
  /** The state that looks show, where it is another; default: the state itself. */
  readonly shownState?: string;
  readonly shownOld?: string;
  /** How many interfaces any instance takes, where its type does not say. */
  readonly figure?: number;
}

/** How many interfaces a roomy instance takes. */
const plenty = 8;

/** `attached-other` is the status "attached" at the instance "other", which is the holder. */
export function readState(state: string | undefined): {
  status: string;
  at: "target" | "holder" | undefined;
} {
  const [status = "available", at] = (state ?? "available").split("-");
  return { status, at: at === "target" ? "target" : at === "other" ? "holder" : undefined };
}

export function sceneOf(
  words: Vocabulary,
  operation: OperationName,
  choice: Choice,
  own: OwnParts = {},
): Scene {
  const inputs = inputsOf(words, operation, own);
  const isUnknown = own.looksUnknown ?? choice.where !== "here";
  const shown = {
    ...choice,
    ...(own.shownState === undefined ? {} : { state: own.shownState }),
    ...(own.shownOld === undefined ? {} : { old: own.shownOld }),
  };
  const isOldLeaving = operation === "replace-interface" && shown.old === "detaching";
  return {
    isUnknown,
    ending: isOldLeaving ? [words.interfaceId("old")] : [],
    scenario: scenarioOf(words, operation, choice, own),
    order: orderOf(words, operation, inputs, own),
    steps: stepsOf(words, operation, shown, isUnknown).map((step) => ({
      ...step,
      ...(step.step === "attach" ? own.attach : own.detach),
    })),
    hiddenObstacles: own.hiddenObstacles ?? [],
    // The instance still lists an interface that is being detached. When that is gone, there is room.
    relents: choice.room === "full-by-detaching" ? ["interface-quota"] : [],
  };
}

function inputsOf(words: Vocabulary, operation: OperationName, own: OwnParts): Inputs {
  return {
    ...words.place,
    networkInterfaceId: words.interfaceId("subject"),
    instanceId: words.instanceId("target"),
    ...(operation === "move" ? { moveFrom: words.instanceId("holder") } : {}),
    ...own.inputs,
  };
}

function orderOf(words: Vocabulary, operation: OperationName, inputs: Inputs, own: OwnParts): Order {
  switch (operation) {
    case "attach":
    case "move":
      return { do: "attach", inputs };
    case "replace-instance":
      return { do: "replace", before: { ...inputs, instanceId: words.instanceId("holder") }, inputs };
    case "replace-interface":
      return { do: "replace", before: { ...inputs, networkInterfaceId: words.interfaceId("old") }, inputs };
    case "detach":
      return { do: "detach", inputs };
    case "delete":
    case "delete-with-detach": {
      const detachOnDelete = operation === "delete-with-detach";
      return {
        do: "delete",
        id: words.interfaceId("subject"),
        inputs: { ...words.place, ...own.inputs, detachOnDelete },
      };
    }
    default:
      throw new Error(`${operation} is no operation on a pair`);
  }
}

function stepsOf(
  words: Vocabulary,
  operation: OperationName,
  choice: Choice,
  isUnknown: boolean,
): readonly WireStep[] {
  const { status, at } = readState(choice.state);
  const target = words.instanceId("target");
  const subject = words.interfaceId("subject");
  const step = (name: StepName, instanceId = target, networkInterfaceId = subject): WireStep => ({
    step: name,
    networkInterfaceId,
    instanceId,
  });
  const isHeld = !isUnknown && (status === "attached" || status === "attaching");
  const attach = isHeld && at === "target" ? [] : [step("attach")];
  switch (operation) {
    case "attach":
      return attach;
    case "move":
    case "replace-instance":
      return isHeld && at === "holder" ? [step("detach", words.instanceId("holder")), ...attach] : attach;
    case "replace-interface": {
      const isOldHeld = choice.old === "attached" || choice.old === "attaching";
      return isOldHeld ? [step("detach", target, words.interfaceId("old")), ...attach] : attach;
    }
    case "detach":
      return isHeld && at === "target" ? [step("detach")] : [];
    case "delete":
      return isUnknown || status === "deleting" ? [] : [step("delete")];
    case "delete-with-detach": {
      if (isUnknown || status === "deleting") return [];
      const holder = words.instanceId(at ?? "target");
      return isHeld ? [step("detach", holder), step("delete")] : [step("delete")];
    }
    default:
      throw new Error(`${operation} is no operation on a pair`);
  }
}

function scenarioOf(words: Vocabulary, operation: OperationName, choice: Choice, own: OwnParts): Scenario {
  const { store: cloud, instanceStates } = words;
  const { at } = readState(choice.state);
  const subjectPlace = placeOfSubject(choice);
  const targetPlace = placeOfTarget(choice);
  const instance = (
    name: "target" | "holder",
    state: string | undefined,
    place: PlaceName,
    type: InstanceTypeSeed,
  ) => ({
    cloud,
    id: words.instanceId(name),
    subnetId: words.subnets[place],
    instanceType: type.id,
    securityGroupIds: place === "main" || place === "zone" ? [words.groupId] : [],
    ...instanceStates[state ?? ""],
    ...own[name],
  });
  const hasTarget = choice.instance !== "unknown";
  const hasHolder = choice.holder !== "unknown";
  const isSubjectPrimary = choice.kind === "primary";
  const interfaces: InterfaceSeed[] = [
    ...(hasTarget && !(isSubjectPrimary && at === "target") ? [primaryOf(words, "target")] : []),
    ...(hasHolder && !(isSubjectPrimary && at === "holder") ? [primaryOf(words, "holder")] : []),
    ...(operation === "replace-interface" ? oldOf(words, choice, own) : []),
    ...(own.more ?? []),
    ...(choice.where === "unknown" ? [] : [subjectOf(words, choice, subjectPlace, own)]),
  ];
  const room = roomOf(words, choice, interfaces, own);
  const targetType = typeOf(cloud, { ...room.quotas, ...own.targetType });
  const holderType = typeOf(cloud, { ...quotas(plenty, 2 * plenty), ...own.holderType });
  return {
    ...words.network,
    instanceTypes: [targetType, holderType],
    instances: [
      ...(hasTarget ? [instance("target", choice.instance, targetPlace, targetType)] : []),
      ...(hasHolder ? [instance("holder", choice.holder, subjectPlace, holderType)] : []),
    ],
    interfaces: [...interfaces, ...room.fillers],
  };
}

function placeOfSubject({ where, place }: Choice): PlaceName {
  if (where === "other-region") return "region";
  if (where === "other-account") return "account";
  return place === "zone" || place === "vpc" || place === "region" ? place : "main";
}

function placeOfTarget({ instance }: Choice): PlaceName {
  if (instance === "other-region") return "region";
  return instance === "other-account" ? "account" : "main";
}

function primaryOf(words: Vocabulary, name: "target" | "holder"): InterfaceSeed {
  return {
    cloud: words.store,
    id: words.interfaceId(`${name}Primary`),
    kind: "primary",
    instanceId: words.instanceId(name),
  };
}

function subjectOf(words: Vocabulary, choice: Choice, place: PlaceName, own: OwnParts): InterfaceSeed {
  const { status, at } = readState(choice.state);
  return {
    cloud: words.store,
    id: words.interfaceId("subject"),
    kind: choice.kind as NonNullable<InterfaceSeed["kind"]>,
    status: status as NonNullable<InterfaceSeed["status"]>,
    subnetId: words.subnets[place],
    securityGroupIds: place === "main" || place === "zone" ? [words.groupId] : [],
    deleteOnRelease: false,
    ...(at === undefined ? {} : { instanceId: words.instanceId(at) }),
    ...own.subject,
  };
}

/** The interface that a replacement detaches first. */
function oldOf(words: Vocabulary, choice: Choice, own: OwnParts): readonly InterfaceSeed[] {
  if (choice.old === "gone") return [];
  const isFree = choice.old === "available";
  return [
    {
      cloud: words.store,
      id: words.interfaceId("old"),
      status: choice.old as NonNullable<InterfaceSeed["status"]>,
      subnetId: words.subnets.main,
      securityGroupIds: [words.groupId],
      deleteOnRelease: false,
      ...(isFree ? {} : { instanceId: words.instanceId("target") }),
      ...own.old,
    },
  ];
}

type TypeFigures = Omit<InstanceTypeSeed, "cloud" | "id">;

/** An instance type: its figures, and the ids that it may have where a rule knows ids. */
export interface TypeSeed extends TypeFigures {
  readonly ids?: readonly string[];
}

/** Which of the ids that a rule knows a set of figures has. */
const known = new Map<string, string>();

/** A type is named by its figures, so that what is remembered of a name stays true. */
function typeOf(cloud: CloudName, { ids, ...figures }: TypeSeed): InstanceTypeSeed {
  const name = Object.entries(figures).map(([key, value]) => `${key}-${value}`);
  const figuresId = ["agreement", ...name].join(".");
  if (ids === undefined) return { cloud, id: figuresId, ...figures };
  const id = known.get(figuresId) ?? ids[known.size];
  if (id === undefined) throw new Error(`No id is left for the figures ${figuresId}.`);
  known.set(figuresId, id);
  return { cloud, id, ...figures };
}

const quotas = (eniQuantity: number, eniTotalQuantity: number) => ({
  eniQuantity,
  eniTotalQuantity,
  trunkSupported: true,
});

/** Others that take the last places on the target, or a type with no more places than are taken. */
function roomOf(
  words: Vocabulary,
  { room }: Choice,
  interfaces: readonly InterfaceSeed[],
  { figure }: OwnParts,
): {
  readonly fillers: readonly InterfaceSeed[];
  readonly quotas: TypeFigures;
} {
  const target = words.instanceId("target");
  const held = interfaces.filter(({ instanceId }) => instanceId === target);
  const members = held.filter(({ kind }) => kind === "member").length;
  const others = held.length - members;
  const filler = (number: number, fields: Partial<InterfaceSeed> = {}): InterfaceSeed => ({
    cloud: words.store,
    id: words.interfaceId("filler", number),
    instanceId: target,
    ...fields,
  });
  const roomy = { fillers: [], quotas: quotas(plenty, 2 * plenty) };
  switch (room) {
    case "full": {
      const count = figure === undefined ? 0 : figure - others;
      const fillers = Array.from({ length: count }, (_, index) => filler(index + 1));
      return { fillers, quotas: quotas(others + count, others + count + members) };
    }
    case "small-type":
      return { fillers: [], quotas: quotas(others, others + members) };
    case "full-by-attaching":
    case "full-by-detaching": {
      const status = room === "full-by-attaching" ? "attaching" : "detaching";
      const count = figure === undefined ? 1 : figure - others;
      const fillers = Array.from({ length: count }, (_, index) =>
        filler(index + 1, index === 0 ? { status } : {}),
      );
      return { fillers, quotas: quotas(others + count, others + count + members) };
    }
    case "full-in-sum":
      return { fillers: [], quotas: quotas(plenty, others + members) };
    default:
      return roomy;
  }
}
