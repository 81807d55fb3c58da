import { alibaba } from "./alibaba/cloud";
import { tencentV2 } from "./tencent/v2/cloud";
import { tencentV3 } from "./tencent/v3/cloud";
import type { EmulatedCloud } from "./wire";
import { zenlayer } from "./zenlayer/cloud";

/** The registry: a cloud is one folder beside this file and one line here. */
export const clouds: readonly EmulatedCloud[] = [alibaba, tencentV3, tencentV2, zenlayer];
