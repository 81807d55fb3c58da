import type { EmulatedCloud } from "../wire";
import { samples } from "./samples";
import { foundation, REGION, scenario, tencentId, tour } from "./scenario";
import { wire as v2 } from "./v2/wire";
import { wire as v3 } from "./v3/wire";

/** One cloud with two APIs: both wires read and write the same records. */
export const tencent: EmulatedCloud = {
  title: "Tencent Cloud",
  wires: [v3, v2],
  foundation,
  scenario,
  tour,
  samples,
  newInterfaceId: (serial) => tencentId("eni", "auto", serial),
  settings: {
    "tencent-v3.unknown-interface-ids": ["error", "omit"],
    "tencent-v3.attachment-when-free": ["null", "empty"],
    "tencent-v3.attachment-while-attaching": ["shown", "hidden"],
    "tencent-v2.envelope": ["data", "page"],
    "tencent-v2.unknown-interface-ids": ["error", "omit"],
  },
  environment: (url, credentials) => ({
    PULUMI_ENI_TENCENT_ENDPOINT: url,
    TENCENTCLOUD_SECRET_ID: credentials.accessKeyId,
    TENCENTCLOUD_SECRET_KEY: credentials.accessKeySecret,
    ...(credentials.securityToken === undefined ? {} : { TENCENTCLOUD_TOKEN: credentials.securityToken }),
    TENCENTCLOUD_REGION: REGION,
    PULUMI_ENI_TENCENT_V2_ENDPOINT: url,
  }),
};
