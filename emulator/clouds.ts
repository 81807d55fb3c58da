import { alibaba } from "./alibaba/cloud";
import type { EmulatedCloud } from "./wire";

/** The registry: a cloud is one folder beside this file and one line here. */
export const clouds: readonly EmulatedCloud[] = [alibaba];
