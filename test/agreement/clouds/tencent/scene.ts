import { isOneOf } from "../../choices";
import type { OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import type { InterfaceSeed, OwnParts, Vocabulary } from "../../scene";
import { hiddenObstaclesOf } from "./hidden-obstacles";
import { looksUnknown, shownState } from "./shown";
import { absent, cloud, mainVpc, otherVpc } from "./vocabulary";

function subjectOf({
  managed: isManaged,
  publicIp: bound,
  place: at,
  hidden: flag,
  where: found,
}: Choice): Partial<InterfaceSeed> {
  const block =
    found === "other-region" ? 3 : found === "other-account" ? 4 : at === "zone" ? 1 : at === "vpc" ? 2 : 0;
  const publicAddress = { publicIp: { address: "203.0.113.10", allocationId: "eip-bound001" } };
  return {
    privateIps: [
      { address: `172.16.${block}.100`, primary: true, ...(bound === "bound" ? publicAddress : {}) },
    ],
    serviceManaged: isManaged === "yes",
    ...(flag === "havip" ? { havip: true } : {}),
  };
}

/** An extended ENI takes no place of the standard ones. */
function othersOf(
  words: Vocabulary,
  { room: fill, where: _where, instance: at }: Choice,
): readonly InterfaceSeed[] {
  if (fill !== "extended-beside" || isOneOf(at, ...absent)) return [];
  return [
    {
      cloud,
      id: words.interfaceId("filler", 80),
      instanceId: words.instanceId("target"),
      extra: { attachType: 1 },
    },
  ];
}

export function ownParts(
  words: Vocabulary,
  isV2: boolean,
  operation: OperationName,
  choice: Choice,
): OwnParts {
  const vpcIds: Readonly<Record<string, string>> = {
    right: mainVpc,
    other: otherVpc,
    unknown: "vpc-none0001",
  };
  const oldFields =
    choice.oldIs === "managed" ? { serviceManaged: true } : choice.oldIs === "havip" ? { havip: true } : {};
  return {
    target: isOneOf(choice.lock, "expired", "isolated") ? { locked: [choice.lock ?? ""] } : {},
    holder: choice.holderLock === "expired" ? { locked: ["expired"] } : {},
    targetType: choice.type === "old-family" ? { oldGeneration: true } : {},
    subject: subjectOf(choice),
    old: oldFields,
    more: othersOf(words, choice),
    inputs: {
      ...(isV2 ? { vpcId: vpcIds[choice.vpcId ?? "right"] } : {}),
      ...(choice.already === "fail" ? { ifAlreadyAttached: "fail" } : {}),
    },
    hiddenObstacles: hiddenObstaclesOf(isV2, operation, choice),
    looksUnknown: looksUnknown(isV2, choice),
    shownState: shownState(isV2, choice.state),
    ...(choice.old === undefined ? {} : { shownOld: shownState(isV2, choice.old) }),
  };
}
