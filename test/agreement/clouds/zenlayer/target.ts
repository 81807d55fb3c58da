import type { Dimension } from "../../dimensions";
import { absent, instanceStates } from "./vocabulary";

export const place: Dimension = { name: "place", values: ["same", "zone", "vpc", "region"] };
export const instance: Dimension = { name: "instance", values: ["RUNNING", ...instanceStates, ...absent] };
export const agent: Dimension = { name: "agent", values: ["on", "off"] };
export const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "small-type"],
};
