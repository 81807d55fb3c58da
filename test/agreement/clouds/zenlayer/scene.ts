import type { OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import type { InterfaceSeed, OwnParts } from "../../scene";
import { hiddenObstaclesOf } from "./hidden-obstacles";
import { farRegion, words } from "./vocabulary";

/** The overview of vNICs gives one figure for all instances. */
const figure = 8;

const blocks: Readonly<Record<string, number>> = { same: 0, zone: 1, vpc: 2, region: 3 };

function subjectOf(choice: Choice): Partial<InterfaceSeed> {
  const block = choice.where === "other-account" ? 4 : (blocks[choice.place ?? "same"] ?? 0);
  const bound = { publicIp: { address: "203.0.113.10", allocationId: "1560000000000000001" } };
  return {
    privateIps: [
      { address: `172.16.${block}.100`, primary: true, ...(choice.publicIp === "bound" ? bound : {}) },
    ],
    ...(choice.hidden === "balanced" ? { loadBalancerId: "1550000000000000001" } : {}),
    ...(choice.hidden === "promised" ? { extra: { inPromise: true } } : {}),
  };
}

export function ownParts(operation: OperationName, choice: Choice): OwnParts {
  const agentOf = (value: string | undefined, status: string | undefined) =>
    value === "off" ? { extra: { ...words.instanceStates[status ?? ""]?.extra, guestAgent: false } } : {};
  return {
    target: agentOf(choice.agent, choice.instance),
    holder: agentOf(choice.holderAgent, choice.holder),
    subject: subjectOf(choice),
    old: choice.oldIs === "balanced" ? { loadBalancerId: "1550000000000000001" } : {},
    inputs: {
      ...(choice.regionId === "other" ? { regionId: farRegion } : {}),
      ...(choice.already === "fail" ? { ifAlreadyAttached: "fail" } : {}),
    },
    hiddenObstacles: hiddenObstaclesOf(operation, choice),
    figure,
  };
}
