import { type InstanceView, nameOf } from "./observation";
import {
  declaredMismatch,
  describeOverbooked,
  interfaceName,
  isOverbooked,
  type Rule,
  type Situation,
} from "./rules";

/** What a cloud's table adds to a common rule: the cloud's codes, and the documentation. */
type Told = Pick<Rule, "codes" | "source">;
/** Also the constraint as one sentence, for rules that the clouds' documentations word differently. */
type ToldAsStated = Told & Pick<Rule, "states">;

/**
 * The common rules about the state and the kind of the interface. `word` is the cloud's name for an interface, such as
 * "ENI". Each cloud adds them to its table.
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
const describeStatus: Rule["reason"] = (situation) =>
  `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`;

/** What the cloud does not know: a wrong id, another region or account, or something that was created a moment ago. */
function unknownRules(word: string) {
  return {
    networkInterface: (told: Told): Rule => ({
      name: "unknown-interface",
      operations: ["attach"],
      argument,
      states: `The ${word} must exist in the region, in the account of the credentials.`,
      applies: ({ unknown = [] }) => unknown.includes("networkInterface"),
      lasting: "until changed",
      softer: "late describe",
      reason: ({ regionId, vpcId }) =>
        `The interface is not in ${vpcId === undefined ? "" : `VPC ${vpcId} of `}region ${regionId} for these credentials.`,
      remedy:
        "Check the id, `regionId` and the account. The cloud does not show an interface of another region or account.",
      remedyHere: ({ vpcId }) =>
        vpcId === undefined
          ? "Check the id, `regionId` and the account. The cloud does not show an interface of another region or account."
          : "Check the id, `vpcId`, `regionId` and the account. The cloud does not show an interface of another VPC, region or account.",
      ...told,
    }),
    instance: (told: Told): Rule => ({
      name: "unknown-instance",
      operations: ["attach"],
      argument: "instanceId",
      states: "The instance must exist in the region, in the account of the credentials.",
      applies: ({ unknown = [] }) => unknown.includes("instance"),
      lasting: "until changed",
      softer: "late describe",
      errorBeforeCreate: true,
      reason: ({ declared, regionId }) =>
        `Instance ${declared?.instanceId} is not in region ${regionId} for these credentials.`,
      remedy: "Check the id, `regionId` and the account. The instance may have been released.",
      ...told,
    }),
  };
}

/** A primary interface is created and deleted with its instance. */
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
      remedy: `Remove this resource from the program. The primary ${word} is deleted with its instance.`,
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
        `${interfaceName(situation)} is the primary ${word} of an instance. It cannot be attached or detached.`,
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
      remedy: `Remove this resource from the state with \`pulumi state delete\`. The primary ${word} is deleted with its instance.`,
      ...told,
    }),
  };
}

/** An instance holds the interface or is about to. An attach to another one is refused until it is detached there. */
const isHeldElsewhere: Rule["applies"] = ({ networkInterface, instance, declared }) => {
  const { status, holder } = networkInterface;
  const target = declared?.instanceId ?? instance?.id;
  return status === "attached" || (status === "attaching" && holder !== undefined && holder !== target);
};

const holderOf = ({ networkInterface: { holder } }: Situation) => holder ?? "another instance";

/** To be attached, an interface must be free. */
function attachRules(word: string) {
  return {
    overbooked: (told: Told): Rule => ({
      name: "instance-overbooked",
      operations: ["attach"],
      argument: "instanceId",
      states: `A program cannot attach more ${word}s to an instance than it can hold beside its primary one.`,
      applies: isOverbooked,
      lasting: "never",
      reason: describeOverbooked,
      remedy:
        'Attach fewer to it, or use a larger instance. If this run makes the instance larger, set `preflight: "off"` for it.',
      ...told,
    }),
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
      reason: describeStatus,
      remedy: "This ends by itself.",
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
      remedy: "Detach it there first, or allow the move with `moveFrom`.",
      remedyHere: (situation) =>
        `Detach it there first, or allow the move with \`moveFrom: "${holderOf(situation)}"\`.`,
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
      remedy: "Delete it and create a new one.",
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
      states: `The ${word} must be attached. One that is being attached is detached after the attach.`,
      applies: ({ networkInterface: { status } }) => status === "attaching",
      lasting: "passing",
      reason: describeStatus,
      remedy: "This ends by itself.",
      ...told,
    }),
  };
}

/** The whole program's `up` could attach it again, so only the interface is updated. */
const detachFirst =
  "Detach it first. Or set `detachOnDelete: true` and run `pulumi up --target '<urn>'` with the interface's URN before the deletion.";

/** To be deleted, an interface must be free. */
function deleteRules(word: string) {
  return {
    attached: (told: ToldAsStated): Rule => ({
      name: "interface-attached",
      operations: ["delete"],
      argument,
      /** An interface that is being attached will be attached next, so it cannot be deleted. */
      applies: ({ networkInterface: { status } }) => status === "attached" || status === "attaching",
      lasting: "until changed",
      reason: (situation) => {
        const { status } = situation.networkInterface;
        const instance = heldBy(situation.networkInterface.holder, situation.instance);
        return status === "attached"
          ? `${interfaceName(situation)} is attached to ${instance} and cannot be deleted.`
          : `${interfaceName(situation)} is being attached to ${instance}, so it cannot be deleted.`;
      },
      remedy: detachFirst,
      remedyHere: ({ claimedBy }) =>
        claimedBy === undefined
          ? detachFirst
          : `${claimedBy} of this program uses it. Remove that resource from the program first.`,
      ...told,
    }),
    inTransition: (told: ToldAsStated): Rule => ({
      name: "interface-not-available",
      operations: ["delete"],
      argument,
      applies: ({ networkInterface: { status } }) => status === "creating" || status === "detaching",
      lasting: "passing",
      reason: describeStatus,
      remedy: `The ${word} becomes free by itself.`,
      ...told,
    }),
  };
}

function heldBy(holder: string | undefined, instance: InstanceView | undefined): string {
  return instance ? nameOf(instance) : (holder ?? "an instance");
}

/** An existing attachment is adopted by the resource, when that is allowed and the attachment is as declared. */
function adoptionRules(word: string) {
  const describeAttached = (situation: Situation, more: string) =>
    `${interfaceName(situation)} is already attached to ${situation.networkInterface.holder}${more}.`;
  const mismatchOf = ({ declared, networkInterface }: Situation) =>
    declaredMismatch(declared ?? {}, networkInterface);
  return {
    otherwise: (told: Told): Rule => ({
      name: "attached-otherwise",
      operations: ["adopt"],
      argument,
      states: `When the ${word} is already attached, it is adopted only if its network card and its trunk are the declared ones.`,
      applies: (situation) => mismatchOf(situation) !== undefined,
      lasting: "until changed",
      softer: "adoption",
      reason: (situation) => describeAttached(situation, `, but ${mismatchOf(situation)}`),
      remedy: "Detach it first, or declare it as it is attached.",
      ...told,
    }),
    refused: (told: Told): Rule => ({
      name: "already-attached",
      operations: ["adopt"],
      argument,
      states: `With \`ifAlreadyAttached: "fail"\`, the ${word} is not adopted when it is already attached.`,
      applies: (situation) =>
        mismatchOf(situation) === undefined && situation.declared?.ifAlreadyAttached === "fail",
      lasting: "until changed",
      softer: "adoption",
      reason: (situation) => describeAttached(situation, ', and `ifAlreadyAttached` is "fail"'),
      remedy:
        'If an interrupted run of this program attached it, run once with `ifAlreadyAttached: "adopt"`. Else detach it first.',
      ...told,
    }),
    adopted: (told: Told): Rule => ({
      name: "adoption",
      operations: ["adopt"],
      argument,
      states: `When the ${word} is already attached as declared, it is adopted. A later destroy detaches it.`,
      applies: (situation) =>
        mismatchOf(situation) === undefined && situation.declared?.ifAlreadyAttached !== "fail",
      lasting: "note",
      errorUnderStrict: true,
      reason: (situation) => describeAttached(situation, ""),
      remedy:
        'pulumi-eni adopts it, and destroy will detach it. To refuse that, set `ifAlreadyAttached: "fail"`.',
      ...told,
    }),
  };
}
