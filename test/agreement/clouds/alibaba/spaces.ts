import { already, old, states } from "../../choices";
import type { OperationName, Space } from "../../combination";
import type { Dimension } from "../../dimensions";
import { creationSpaces } from "./creation";
import { beside, card, instance, ipv4, ipv6, lock, mode, place, room, started, type } from "./target";

const kind: Dimension = { name: "kind", values: ["secondary", "primary", "trunk", "member"] };
const where: Dimension = {
  name: "where",
  values: ["here", "unknown", "other-region", "other-account"],
  reach: 2,
};
const managed: Dimension = { name: "managed", values: ["no", "yes"], reach: 2 };
/** At most a note: it prevents nothing. */
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = {
  name: "hidden",
  values: ["none", "linked", "bonded", "classic-group", "full-group"],
  reach: 2,
};
const trunk: Dimension = {
  name: "trunk",
  values: ["none", "carrier", "attaching", "free", "elsewhere", "secondary", "unknown"],
};
const holder: Dimension = {
  name: "holder",
  values: ["running", "stopped", "pending", "starting", "stopping"],
};
const holderLock: Dimension = { name: "holderLock", values: ["none", "financial", "Recycling"] };
const holderType: Dimension = { name: "holderType", values: ["general", "cold"], reach: 2 };
const members: Dimension = { name: "members", values: ["none", "one"] };
const oldIs: Dimension = {
  name: "oldIs",
  values: ["plain", "managed", "high-performance", "linked", "trunk-with-member", "member"],
};

const ofInterface = [kind, where, managed, mode, ipv4, ipv6, publicIp, hidden];
const ofTarget = [place, instance, lock, started, type, room, beside];
const ofArguments = [card, trunk];
const ofHolder = [holder, holderLock, holderType, members];

export const spaces: Record<OperationName, Space> = {
  ...creationSpaces,
  attach: {
    dimensions: [states.attach, ...ofInterface, ...ofTarget, ...ofArguments, already],
    depth: 3,
  },
  move: {
    dimensions: [states.move, ...ofInterface, ...ofTarget, ...ofArguments, ...ofHolder],
    depth: 2,
  },
  "replace-instance": {
    dimensions: [states["replace-instance"], ...ofInterface, ...ofTarget, ...ofArguments, ...ofHolder],
    depth: 2,
  },
  "replace-interface": {
    dimensions: [old, oldIs, states["replace-interface"], ...ofInterface, ...ofTarget, ...ofArguments],
    depth: 2,
  },
  detach: {
    dimensions: [states.detach, ...ofInterface, instance, lock, started, type, room, members],
    depth: 3,
  },
  delete: {
    dimensions: [states.delete, ...ofInterface, instance, lock, type],
    depth: 3,
  },
  "delete-with-detach": {
    dimensions: [states["delete-with-detach"], ...ofInterface, instance, lock, started, type, members],
    depth: 3,
  },
};
