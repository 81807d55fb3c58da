import { type InstanceView, nameOf } from "./observation";
import { declaredMismatch, interfaceName, type Rule, type Situation } from "./rules";

/** What a cloud's table adds to a rule that every cloud has: the code it answers, and where that is documented. */
type Told = Pick<Rule, "codes" | "source">;
/** The constraint as one sentence too, where the documentations differ in what they say. */
type ToldAsStated = Told & Pick<Rule, "states">;

/**
 * The rules that every cloud has for the state and the kind of the interface alone. `word` is the cloud's own for an
 * interface, such as "ENI"; each cloud puts them where they belong in its table.
 */
export function interfaceRules(word: string) {
  return {
    unknown: unknownRules(word),
    primary: primaryRules(word),
    attach: attachRules(word),
    detach: detachRules(word),
    delete: deleteRules(word),
    adopt: adoptionRules(word),
  };
}

const argument = "networkInterfaceId";
const isPrimary: Rule["applies"] = ({ networkInterface }) => networkInterface.kind === "primary";
const tellStatus: Rule["reason"] = (situation) =>
  `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`;

/** What a cloud does not know: a wrong id, another region or account, or something that was made a moment ago. */
function unknownRules(word: string) {
  return {
    networkInterface: (told: Told): Rule => ({
      name: "unknown-interface",
      operations: ["attach"],
      argument,
      states: `The ${word} must exist in the region, for the account of the credentials.`,
      applies: ({ unknown = [] }) => unknown.includes("networkInterface"),
      lasting: "until changed",
      softer: "late describe",
      reason: ({ regionId, vpcId }) =>
        `The interface is not in ${vpcId === undefined ? "" : `VPC ${vpcId} of `}region ${regionId} for these credentials.`,
      remedy:
        "Check the id, `regionId` and the account: an interface of another region or account looks unknown.",
      remedyHere: ({ vpcId }) =>
        vpcId === undefined
          ? "Check the id, `regionId` and the account: an interface of another region or account looks unknown."
          : "Check the id, `vpcId`, `regionId` and the account: an interface of another VPC, region or account looks unknown.",
      ...told,
    }),
    instance: (told: Told): Rule => ({
      name: "unknown-instance",
      operations: ["attach"],
      argument: "instanceId",
      states: "The instance must exist in the region, for the account of the credentials.",
      applies: ({ unknown = [] }) => unknown.includes("instance"),
      lasting: "until changed",
      softer: "late describe",
      reason: ({ declared, regionId }) =>
        `Instance ${declared?.instanceId} is not in region ${regionId} for these credentials.`,
      remedy: "Check the id, `regionId` and the account; a released instance is unknown too.",
      ...told,
    }),
  };
}

/** A primary interface lives and dies with its instance. */
function primaryRules(word: string) {
  return {
    detach: (told: Told): Rule => ({
      name: "primary-interface",
      operations: ["detach"],
      argument,
      states: `The primary ${word} of an instance cannot be detached.`,
      applies: isPrimary,
      lasting: "never",
      reason: (situation) =>
        `${interfaceName(situation)} is the primary ${word} of its instance and cannot be detached.`,
      remedy: `Take this resource out of the program; the primary ${word} goes with its instance.`,
      ...told,
    }),
    attach: (told: Told): Rule => ({
      name: "primary-interface-attach",
      operations: ["attach"],
      argument,
      states: `The primary ${word} of an instance cannot be attached to another.`,
      applies: isPrimary,
      lasting: "never",
      reason: (situation) =>
        `${interfaceName(situation)} is the primary ${word} of an instance: it can be neither attached nor detached.`,
      remedy: `Name a secondary ${word}.`,
      ...told,
    }),
    delete: (told: Told): Rule => ({
      name: "primary-interface-delete",
      operations: ["delete"],
      argument,
      states: `The primary ${word} of an instance cannot be deleted.`,
      applies: isPrimary,
      lasting: "never",
      reason: (situation) =>
        `${interfaceName(situation)} is the primary ${word} of its instance and cannot be deleted.`,
      remedy: `Take this resource out of the state with \`pulumi state delete\`; the primary ${word} goes with its instance.`,
      ...told,
    }),
  };
}

/** Held by an instance, or soon to be: an attach elsewhere is refused until it is detached there. */
const isHeldElsewhere: Rule["applies"] = ({ networkInterface, instance, declared }) => {
  const { status, holder } = networkInterface;
  const target = declared?.instanceId ?? instance?.id;
  return status === "attached" || (status === "attaching" && holder !== undefined && holder !== target);
};

const holderOf = ({ networkInterface: { holder } }: Situation) => holder ?? "another instance";

/** To be attached, an interface must be free. */
function attachRules(word: string) {
  return {
    inTransition: (told: ToldAsStated): Rule => ({
      name: "interface-in-transition",
      operations: ["attach"],
      argument,
      applies: (situation) => {
        const { status } = situation.networkInterface;
        const willBeAttached = status === "attaching" && !isHeldElsewhere(situation);
        return status === "creating" || status === "detaching" || willBeAttached;
      },
      lasting: "passing",
      reason: tellStatus,
      remedy: "It will end by itself.",
      ...told,
    }),
    inUse: (told: ToldAsStated): Rule => ({
      name: "interface-in-use",
      operations: ["attach"],
      argument,
      applies: isHeldElsewhere,
      lasting: "until changed",
      reason: (situation) => {
        const { status } = situation.networkInterface;
        const verb = status === "attaching" ? "is being attached" : "is attached";
        return `${interfaceName(situation)} ${verb} to ${holderOf(situation)}.`;
      },
      remedy: "Detach it there first, or permit the move with `moveFrom`.",
      remedyHere: (situation) =>
        `Detach it there first, or permit the move with \`moveFrom: "${holderOf(situation)}"\`.`,
      ...told,
    }),
    deleting: (told: ToldAsStated): Rule => ({
      name: "interface-deleting",
      operations: ["attach"],
      argument,
      applies: ({ networkInterface: { status } }) => status === "deleting",
      lasting: "never",
      reason: (situation) => `${interfaceName(situation)} is being deleted.`,
      remedy: `Name another ${word}.`,
      ...told,
    }),
    failed: (told: ToldAsStated): Rule => ({
      name: "interface-failed",
      operations: ["attach"],
      argument,
      applies: ({ networkInterface: { status } }) => status === "failed",
      lasting: "never",
      reason: (situation) =>
        `${interfaceName(situation)} could not be created: it is ${situation.networkInterface.cloudStatus}.`,
      remedy: "Delete it and create it again.",
      ...told,
    }),
  };
}

/** To be detached, an interface must be attached. */
function detachRules(word: string) {
  return {
    inTransition: (told: Told): Rule => ({
      name: "interface-attaching",
      operations: ["detach"],
      argument,
      states: `The ${word} must be attached: one that is being attached is detached once that has ended.`,
      applies: ({ networkInterface: { status } }) => status === "attaching",
      lasting: "passing",
      reason: tellStatus,
      remedy: "It will end by itself.",
      ...told,
    }),
  };
}

const detachFirst =
  "Detach it first, or permit it with `detachOnDelete: true` and run `pulumi up` before the deletion.";

/** To be deleted, an interface must be free. */
function deleteRules(word: string) {
  return {
    attached: (told: ToldAsStated): Rule => ({
      name: "interface-attached",
      operations: ["delete"],
      argument,
      /** One that is being attached is attached next, and then it is not deleted. */
      applies: ({ networkInterface: { status } }) => status === "attached" || status === "attaching",
      lasting: "until changed",
      reason: (situation) => {
        const { status } = situation.networkInterface;
        const instance = heldBy(situation.networkInterface.holder, situation.instance);
        return status === "attached"
          ? `${interfaceName(situation)} is attached to ${instance} and cannot be deleted.`
          : `${interfaceName(situation)} is being attached to ${instance} and cannot be deleted then.`;
      },
      remedy: detachFirst,
      remedyHere: ({ claimedBy }) =>
        claimedBy === undefined
          ? detachFirst
          : `${claimedBy} of this program claims it: take that out of the program first.`,
      ...told,
    }),
    inTransition: (told: ToldAsStated): Rule => ({
      name: "interface-not-available",
      operations: ["delete"],
      argument,
      applies: ({ networkInterface: { status } }) => status === "creating" || status === "detaching",
      lasting: "passing",
      reason: tellStatus,
      remedy: `The ${word} will be free by itself.`,
      ...told,
    }),
  };
}

function heldBy(holder: string | undefined, instance: InstanceView | undefined): string {
  return instance ? nameOf(instance) : (holder ?? "an instance");
}

/** An attachment that is there already becomes the resource's own, where that is permitted and as declared. */
function adoptionRules(word: string) {
  const tellAttached = (situation: Situation, more: string) =>
    `${interfaceName(situation)} is attached to ${situation.networkInterface.holder} already${more}.`;
  const mismatchOf = ({ declared, networkInterface }: Situation) =>
    declaredMismatch(declared ?? {}, networkInterface);
  return {
    otherwise: (told: Told): Rule => ({
      name: "attached-otherwise",
      operations: ["adopt"],
      argument,
      states: `The ${word} that is attached already is adopted only where the declared network card and trunk are those that it has.`,
      applies: (situation) => mismatchOf(situation) !== undefined,
      lasting: "until changed",
      softer: "adoption",
      reason: (situation) => tellAttached(situation, `, but ${mismatchOf(situation)}`),
      remedy: "Detach it first, or declare what is there.",
      ...told,
    }),
    refused: (told: Told): Rule => ({
      name: "already-attached",
      operations: ["adopt"],
      argument,
      states: 'With `ifAlreadyAttached: "fail"`, nothing that is attached already is adopted.',
      applies: (situation) =>
        mismatchOf(situation) === undefined && situation.declared?.ifAlreadyAttached === "fail",
      lasting: "until changed",
      softer: "adoption",
      reason: (situation) => tellAttached(situation, ', and `ifAlreadyAttached` is "fail"'),
      remedy:
        'If the attachment is one that an interrupted run of this program made, run once with `ifAlreadyAttached: "adopt"`; else detach it first.',
      ...told,
    }),
    adopted: (told: Told): Rule => ({
      name: "adoption",
      operations: ["adopt"],
      argument,
      states: "What is attached already as declared is adopted: a later destroy detaches it.",
      applies: (situation) =>
        mismatchOf(situation) === undefined && situation.declared?.ifAlreadyAttached !== "fail",
      lasting: "note",
      errorUnderStrict: true,
      reason: (situation) => tellAttached(situation, ""),
      remedy: 'It will be adopted, and destroy will detach it (`ifAlreadyAttached: "fail"` refuses instead).',
      ...told,
    }),
  };
}
