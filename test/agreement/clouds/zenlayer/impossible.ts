import { isAt, isOldThere, isOneOf } from "../../choices";
import type { Impossible } from "../../dimensions";
import { absent } from "./vocabulary";

export const impossible: readonly Impossible[] = [
  {
    why: "What does not exist here has no state here.",
    when: ({ where: found, state: seen }) =>
      found !== "here" && seen !== "available" && seen !== "attached-target",
  },
  {
    why: "A vNIC of another account is attached to no instance of this one.",
    when: (choice) => choice.where === "other-account" && isAt(choice, "target"),
  },
  {
    why: "An instance that is being released is gone before an attach to it ends.",
    when: (choice) =>
      choice.state === "attaching-target" && isOneOf(choice.instance, "RELEASING", "RECYCLING"),
  },
  {
    why: "A primary vNIC is attached as long as it exists.",
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
      (choice.agent === "off" || (choice.room ?? "plenty") !== "plenty"),
  },
  {
    why: "What an instance holds is in its region; zone and VPC are its own.",
    when: (choice) => isAt(choice, "target") && choice.place !== undefined && choice.place !== "same",
  },
  {
    why: "Only an attached vNIC is behind a load balancer.",
    when: (choice) =>
      choice.hidden === "balanced" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "A vNIC that failed to be created has nothing.",
    when: (choice) =>
      choice.state === "failed" && (choice.publicIp === "bound" || choice.hidden === "promised"),
  },
  {
    why: "Only a settled old attachment has something particular.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "RUNNING") !== "RUNNING" || (choice.holderAgent ?? "on") !== "on"),
  },
];
