import { isAt, isOldThere, isOneOf } from "../../choices";
import type { Impossible } from "../../dimensions";
import { absent } from "./vocabulary";

export const leftOutOfV2: readonly Impossible[] = [
  {
    why: "The API v2 shows an ENI that is being detached as bound: that it is not what it seems shows later, as drift.",
    when: ({ operation, state: seen }) =>
      seen === "detaching-target" &&
      isOneOf(operation, "attach", "move", "replace-instance", "replace-interface"),
  },
  {
    why: "The API v2 shows an ENI that is being attached as free: the steps that it takes are not those that any look tells.",
    when: ({ operation, state: seen }) =>
      isOneOf(seen, "attaching-target", "attaching-other") &&
      isOneOf(operation, "move", "replace-instance", "delete-with-detach"),
  },
  {
    why: "The API v2 shows an ENI that is being attached as free: what stands in the way is judged when that has ended.",
    when: (choice) =>
      [choice.state, choice.old].some((seen) => isOneOf(seen, "attaching", "attaching-target")) &&
      (choice.already === "fail" ||
        choice.key === "reader" ||
        (choice.lock ?? "none") !== "none" ||
        (choice.old === "attaching" && (choice.room ?? "plenty") !== "plenty") ||
        isOneOf(choice.instance, "ENTER_RESCUE_MODE", "RESCUE_MODE", "SHUTDOWN", "LAUNCH_FAILED")),
  },
];

export const impossible: readonly Impossible[] = [
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
    why: "An instance that does not exist here holds nothing.",
    when: (choice) => isOneOf(choice.instance, ...absent) && (isAt(choice, "target") || isOldThere(choice)),
  },
  {
    why: "An instance that does not exist here has no other properties.",
    when: (choice) =>
      isOneOf(choice.instance, ...absent) &&
      (choice.lock !== "none" || choice.type !== "general" || choice.room !== "plenty"),
  },
  {
    why: "What an instance holds is in its zone and its VPC.",
    when: (choice) => isAt(choice, "target") && choice.place !== undefined && choice.place !== "same",
  },
  {
    why: "An instance of an old family takes no secondary ENI.",
    when: (choice) =>
      choice.type === "old-family" &&
      ((isAt(choice, "target") && choice.kind !== "primary") ||
        isOldThere(choice) ||
        isOneOf(choice.room, "full-by-attaching", "full-by-detaching", "extended-beside")),
  },
  {
    why: "Only an attached ENI has an HAVIP.",
    when: (choice) =>
      choice.hidden === "havip" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI that failed to be created has nothing.",
    when: (choice) => choice.state === "failed" && choice.publicIp === "bound",
  },
  {
    why: "Only a settled old attachment has something particular.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "An instance that is restricted is not created, released or migrated meanwhile.",
    when: (choice) =>
      (isOneOf(choice.lock, "expired", "isolated") &&
        !isOneOf(choice.instance, "RUNNING", "STOPPED", "SHUTDOWN")) ||
      (choice.holderLock === "expired" && !isOneOf(choice.holder, "RUNNING", "STOPPED", "SHUTDOWN")),
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "RUNNING") !== "RUNNING" || (choice.holderLock ?? "none") !== "none"),
  },
];
