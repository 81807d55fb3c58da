import { isAt, isOldThere, isOneOf } from "../../choices";
import type { Impossible } from "../../dimensions";

const absent = ["unknown", "other-region", "other-account"];

export const impossible: readonly Impossible[] = [
  {
    why: "Creating and CreateFailed are no states of an ENI of ECS: its creation is synchronous.",
    when: (choice) => isOneOf(choice.state, "creating", "failed"),
  },
  {
    why: "What does not exist here has no state here.",
    when: ({ where: found, state: seen }) =>
      found !== "here" && seen !== "available" && seen !== "attached-target",
  },
  {
    why: "An ENI of another region or account is attached to no instance of this one.",
    when: (choice) => isOneOf(choice.where, "other-region", "other-account") && isAt(choice, "target"),
  },
  {
    why: "A primary ENI is attached as long as it exists.",
    when: (choice) =>
      choice.kind === "primary" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI is a member only while it is attached through a trunk.",
    when: (choice) => choice.kind === "member" && isAt(choice, undefined),
  },
  {
    why: "Only a trunk interface that is attached has members.",
    when: (choice) =>
      choice.members === "one" &&
      (choice.kind !== "trunk" || !isOneOf(choice.state, "attached-target", "attached-other")),
  },
  {
    why: "An instance that does not exist here holds nothing.",
    when: (choice) => isOneOf(choice.instance, ...absent) && (isAt(choice, "target") || isOldThere(choice)),
  },
  {
    why: "An instance that does not exist here has no other properties.",
    when: (choice) =>
      isOneOf(choice.instance, ...absent) &&
      (choice.lock !== "none" ||
        choice.started === "before-2018" ||
        choice.type !== "general" ||
        choice.room !== "plenty" ||
        choice.beside === "trunk" ||
        isOneOf(choice.trunk, "carrier", "attaching", "secondary")),
  },
  {
    why: "What an instance holds is in its zone and its VPC.",
    when: (choice) => isAt(choice, "target") && (choice.place ?? "same") !== "same",
  },
  {
    why: "A trunk interface, and so a member, is attached only to an instance whose type takes trunks.",
    when: (choice) =>
      choice.type === "no-trunk" &&
      ((isAt(choice, "target") && isOneOf(choice.kind, "trunk", "member")) ||
        isOneOf(choice.trunk, "carrier", "attaching") ||
        choice.beside === "trunk" ||
        isOneOf(choice.oldIs, "trunk-with-member", "member")),
  },
  {
    why: "An instance holds one trunk interface.",
    when: (choice) => {
      const carriers = [
        isAt(choice, "target") && isOneOf(choice.kind, "trunk", "member"),
        isOneOf(choice.trunk, "carrier", "attaching"),
        choice.beside === "trunk",
        isOneOf(choice.oldIs, "trunk-with-member", "member"),
      ];
      return carriers.filter(Boolean).length > 1;
    },
  },
  {
    why: "The cloud gives an attached ENI no more addresses than the instance's type takes.",
    when: (choice) =>
      isAt(choice, "target") &&
      (choice.ipv4 === "too-many" ||
        choice.ipv6 === "too-many" ||
        (choice.ipv6 === "one" && choice.type === "no-ipv6")),
  },
  {
    why: "The cloud gives an attached ENI no more addresses than its holder's type takes.",
    when: (choice) => isAt(choice, "holder") && (choice.ipv4 === "too-many" || choice.ipv6 === "too-many"),
  },
  {
    why: "An instance type of the first generations takes no secondary ENI.",
    when: (choice) =>
      choice.type === "old-generation" &&
      ((isAt(choice, "target") && choice.kind !== "primary") ||
        isOldThere(choice) ||
        isOneOf(choice.trunk, "carrier", "attaching", "secondary") ||
        choice.beside === "trunk" ||
        isOneOf(choice.room, "full-by-attaching", "full-by-detaching")),
  },
  {
    why: "A locked instance is stopped or runs; its power does not change.",
    when: (choice) =>
      (choice.lock !== "none" && !isOneOf(choice.instance, "running", "stopped")) ||
      (isOneOf(choice.holderLock, "financial", "Recycling") && !isOneOf(choice.holder, "running", "stopped")),
  },
  {
    why: "An instance that is being created or started was started lately.",
    when: (choice) => choice.started === "before-2018" && isOneOf(choice.instance, "pending", "starting"),
  },
  {
    why: "Only an attached ENI is linked to another.",
    when: (choice) =>
      choice.hidden === "linked" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI of another kind than the old attachment's is old only while it is attached.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "running") !== "running" ||
        (choice.holderLock ?? "none") !== "none" ||
        (choice.holderType ?? "general") !== "general"),
  },
];
