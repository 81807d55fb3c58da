import { already, old, states } from "../../choices";
import { type OperationName, operations, type Space } from "../../combination";
import type { Dimension } from "../../dimensions";
import { creationDimensions } from "./creation";
import { agent, instance, place, room } from "./target";
import { absent, instanceStates } from "./vocabulary";

const kind: Dimension = { name: "kind", values: ["secondary", "primary"] };
const where: Dimension = { name: "where", values: ["here", ...absent], reach: 2 };
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = { name: "hidden", values: ["none", "balanced", "promised"] };
/** Zenlayer's describes find ids in any region, so that the declared one can be wrong. */
const declared: Dimension = { name: "regionId", values: ["right", "other"] };
const holder: Dimension = { name: "holder", values: ["RUNNING", ...instanceStates] };
const holderAgent: Dimension = { name: "holderAgent", values: ["on", "off"] };
const oldIs: Dimension = { name: "oldIs", values: ["plain", "balanced"] };

const ofInterface = [kind, where, publicIp, hidden];
const ofTarget = [place, instance, agent, room];
const ofHolder = [holder, holderAgent];

/** One whose creation failed is detached from nothing. */
const detachStates: Dimension = { name: "state", values: [...states.detach.values, "failed"] };

const dimensions: Record<OperationName, readonly Dimension[]> = {
  ...creationDimensions,
  attach: [states.attach, ...ofInterface, ...ofTarget, declared, already],
  move: [states.move, ...ofInterface, ...ofTarget, ...ofHolder, declared],
  "replace-instance": [states["replace-instance"], ...ofInterface, ...ofTarget, ...ofHolder],
  "replace-interface": [old, oldIs, states["replace-interface"], ...ofInterface, ...ofTarget],
  detach: [detachStates, ...ofInterface, instance, agent, room, declared],
  delete: [states.delete, ...ofInterface, instance, agent, declared],
  "delete-with-detach": [states["delete-with-detach"], ...ofInterface, instance, agent, declared],
};

const deep: readonly OperationName[] = ["replace", "attach", "detach", "delete", "delete-with-detach"];

export const spaces = Object.fromEntries(
  operations.map((name) => [name, { dimensions: dimensions[name], depth: deep.includes(name) ? 3 : 2 }]),
) as Record<OperationName, Space>;
