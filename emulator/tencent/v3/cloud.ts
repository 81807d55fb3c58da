import type { EmulatedCloud } from "../../wire";
import { foundation, REGION, scenario, tour } from "../scenario";
import { wire } from "./wire";

export const tencentV3: EmulatedCloud = {
  name: "tencent",
  title: "Tencent Cloud",
  wires: [wire],
  foundation,
  scenario,
  tour,
  settings: {
    "tencent-v3.unknown-interface-ids": ["error", "omit"],
    "tencent-v3.attachment-when-free": ["null", "empty"],
    "tencent-v3.attachment-while-attaching": ["shown", "hidden"],
  },
  environment: (url, credentials) => ({
    PULUMI_ENI_TENCENT_ENDPOINT: url,
    TENCENTCLOUD_SECRET_ID: credentials.accessKeyId,
    TENCENTCLOUD_SECRET_KEY: credentials.accessKeySecret,
    ...(credentials.securityToken === undefined ? {} : { TENCENTCLOUD_TOKEN: credentials.securityToken }),
    TENCENTCLOUD_REGION: REGION,
  }),
};
