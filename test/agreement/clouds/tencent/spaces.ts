import { already, old, states } from "../../choices";
import { type OperationName, operations, type Space } from "../../combination";
import type { Dimension } from "../../dimensions";
import { creationDimensions } from "./creation";
import { instance, lock, place, room, type } from "./target";
import { absent, instanceStates } from "./vocabulary";

const where: Dimension = { name: "where", values: ["here", ...absent], reach: 2 };
/** A container service's ENI is an ordinary one to the API: no page forbids anything. */
const managed: Dimension = { name: "managed", values: ["no", "yes"], reach: 2 };
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = { name: "hidden", values: ["none", "havip"] };
const holder: Dimension = { name: "holder", values: ["RUNNING", ...instanceStates] };
const holderLock: Dimension = { name: "holderLock", values: ["none", "expired"] };
const oldIs: Dimension = { name: "oldIs", values: ["plain", "managed", "havip"] };
/** Each call of the API v2 names a VPC. */
const vpcArgument: Dimension = { name: "vpcId", values: ["right", "other", "unknown"], reach: 2 };

export function spacesOf(isV2: boolean): Record<OperationName, Space> {
  const kind: Dimension = {
    name: "kind",
    values: isV2 ? ["secondary", "primary"] : ["secondary", "primary", "trunk"],
  };
  const ofInterface = [kind, where, managed, publicIp, hidden];
  // A deletion finds the VPC in the state, as it was attached.
  const ofArguments = isV2 ? [vpcArgument] : [];
  const ofTarget = [place, instance, lock, type, room];
  const ofHolder = [holder, holderLock];
  const spaces: Record<OperationName, readonly Dimension[]> = {
    ...creationDimensions(isV2),
    attach: [states.attach, ...ofInterface, ...ofTarget, ...ofArguments, already],
    move: [states.move, ...ofInterface, ...ofTarget, ...ofHolder, ...ofArguments],
    "replace-instance": [states["replace-instance"], ...ofInterface, ...ofTarget, ...ofHolder],
    "replace-interface": [old, oldIs, states["replace-interface"], ...ofInterface, ...ofTarget],
    detach: [states.detach, ...ofInterface, instance, lock, type, room],
    delete: [states.delete, ...ofInterface, instance, lock, type],
    "delete-with-detach": [states["delete-with-detach"], ...ofInterface, instance, lock, type],
  };
  // Both generations of the API have one table of rules: three at once are tried on one of them.
  const deep: readonly OperationName[] = isV2
    ? []
    : ["create", "replace", "attach", "detach", "delete", "delete-with-detach"];
  return Object.fromEntries(
    operations.map((name) => [name, { dimensions: spaces[name], depth: deep.includes(name) ? 3 : 2 }]),
  ) as Record<OperationName, Space>;
}
