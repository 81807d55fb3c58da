import type { Dimension } from "../../dimensions";
import { absent, instanceStates } from "./vocabulary";

export const place: Dimension = { name: "place", values: ["same", "zone", "vpc"] };
export const instance: Dimension = { name: "instance", values: ["RUNNING", ...instanceStates, ...absent] };
export const lock: Dimension = { name: "lock", values: ["none", "expired", "isolated"] };
export const type: Dimension = { name: "type", values: ["general", "old-family"] };
export const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "extended-beside"],
};
