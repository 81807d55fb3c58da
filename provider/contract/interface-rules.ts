import { interfaceName, isInTransition, type Rule } from "./rules";

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
    primary: primaryRules(word),
    attach: attachRules(word),
    delete: deleteRules(),
  };
}

const argument = "networkInterfaceId";
const isPrimary: Rule["applies"] = ({ networkInterface }) => networkInterface.kind === "primary";
const passes: Rule["applies"] = ({ networkInterface }) => isInTransition(networkInterface);
const isAttached: Rule["applies"] = ({ networkInterface }) => networkInterface.status === "attached";
/** One that is being attached is attached next, and then it is not deleted. */
const isOrWillBeAttached: Rule["applies"] = ({ networkInterface: { status } }) =>
  status === "attached" || status === "attaching";
const willBeFree: Rule["applies"] = ({ networkInterface: { status } }) =>
  status === "creating" || status === "detaching";
const isUnusable: Rule["applies"] = ({ networkInterface: { status } }) =>
  status === "deleting" || status === "failed";
const tellStatus: Rule["reason"] = (situation) =>
  `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`;
const tellHolder = (situation: Parameters<Rule["reason"]>[0]) =>
  `${interfaceName(situation)} is attached to ${situation.networkInterface.holder}`;

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

/** To be attached, an interface must be free. */
function attachRules(word: string) {
  return {
    inTransition: (told: ToldAsStated): Rule => ({
      name: "interface-in-transition",
      operations: ["attach"],
      argument,
      applies: passes,
      lasting: "passing",
      reason: tellStatus,
      remedy: "It will end by itself.",
      ...told,
    }),
    inUse: (told: ToldAsStated): Rule => ({
      name: "interface-in-use",
      operations: ["attach"],
      argument,
      applies: isAttached,
      lasting: "until changed",
      reason: (situation) => `${tellHolder(situation)}.`,
      remedy: "Detach it there first, or permit the move with `moveFrom`.",
      ...told,
    }),
    deleting: (told: ToldAsStated): Rule => ({
      name: "interface-deleting",
      operations: ["attach"],
      argument,
      applies: isUnusable,
      lasting: "never",
      reason: tellStatus,
      remedy: `Name another ${word}.`,
      ...told,
    }),
  };
}

/** To be deleted, an interface must be free. */
function deleteRules() {
  return {
    attached: (told: ToldAsStated): Rule => ({
      name: "interface-attached",
      operations: ["delete"],
      argument,
      applies: isOrWillBeAttached,
      lasting: "until changed",
      reason: (situation) =>
        situation.networkInterface.status === "attached"
          ? `${tellHolder(situation)} and cannot be deleted.`
          : `${interfaceName(situation)} is being attached and cannot be deleted then.`,
      remedy: "Detach it first, or permit it with `detachOnDelete: true`.",
      ...told,
    }),
    notAvailable: (told: ToldAsStated): Rule => ({
      name: "interface-not-available",
      operations: ["delete"],
      argument,
      applies: willBeFree,
      lasting: "passing",
      reason: tellStatus,
      remedy: "It will end by itself.",
      ...told,
    }),
  };
}
