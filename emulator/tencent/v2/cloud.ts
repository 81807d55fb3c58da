import type { EmulatedCloud } from "../../wire";
import { wire } from "./wire";

/** The second API onto the same cloud: what there is and who may see it is seeded with the first. */
export const tencentV2: EmulatedCloud = {
  name: "tencent",
  title: "Tencent Cloud, legacy API v2",
  wires: [wire],
  foundation: {},
  scenario: {},
  tour: [],
  settings: {
    "tencent-v2.envelope": ["data", "page"],
    "tencent-v2.unknown-interface-ids": ["error", "omit"],
  },
  environment: (url) => ({ PULUMI_ENI_TENCENT_V2_ENDPOINT: url }),
};
