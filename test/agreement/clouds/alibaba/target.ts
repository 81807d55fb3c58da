import type { Dimension } from "../../dimensions";

export const mode: Dimension = { name: "mode", values: ["standard", "high-performance"] };
export const ipv4: Dimension = { name: "ipv4", values: ["one", "most", "too-many"], reach: 2 };
export const ipv6: Dimension = { name: "ipv6", values: ["none", "one", "too-many"], reach: 2 };
export const place: Dimension = { name: "place", values: ["same", "zone", "vpc"] };
export const instance: Dimension = {
  name: "instance",
  values: [
    "running",
    "stopped",
    "pending",
    "starting",
    "stopping",
    "unknown",
    "other-region",
    "other-account",
  ],
};
export const lock: Dimension = { name: "lock", values: ["none", "financial", "Recycling"] };
export const started: Dimension = { name: "started", values: ["lately", "before-2018"], reach: 2 };
export const type: Dimension = {
  name: "type",
  values: ["general", "no-trunk", "no-ipv6", "cards", "old-generation", "cold"],
};
export const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "full-in-sum"],
};
export const card: Dimension = { name: "card", values: ["none", "0", "1", "9"] };
/** A trunk interface that the instance has already and that is not declared. */
export const beside: Dimension = { name: "beside", values: ["nothing", "trunk"], reach: 2 };
