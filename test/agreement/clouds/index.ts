import type { AgreementCloud } from "../combination";
import { alibaba } from "./alibaba";
import { tencentV2, tencentV3 } from "./tencent";
import { zenlayer } from "./zenlayer";

export const agreementClouds: readonly AgreementCloud[] = [alibaba, tencentV3, tencentV2, zenlayer];
