import type { Surroundings as SurroundingsWith } from "../../contract/cloud";
import type { ConfigurationTable } from "../../contract/configuration";

/** Every `eni:` key of this cloud. */
export const configuration = {
  tencentRegionId: {
    text: "The default of the argument `regionId`.",
    example: "ap-guangzhou",
    readBy: "program",
  },
  tencentSecretId: {
    text: "The id of an API key. It needs `tencentSecretKey` beside it.",
    isSecret: true,
  },
  tencentSecretKey: { text: "The secret of the API key.", isSecret: true },
  tencentToken: { text: "The token of a temporary key.", isSecret: true },
  tencentProfile: {
    text: "The profile that is used when no key is configured: `~/.tccli/<profile>.credential`, or a section of `~/.tencentcloud/credentials`.",
    example: "production",
  },
  tencentEndpoint: {
    text: "Where calls go. The host of one product stands for the hosts of all products. Without it, the endpoints follow from the product and the region.",
    example: "vpc.internal.tencentcloudapi.com",
    variable: "PULUMI_ENI_TENCENT_ENDPOINT",
  },
  tencentV2Endpoint: {
    text: "Where calls to the legacy API go. Without it, it is `vpc.api.qcloud.com`, or `tencentEndpoint` where that is not a host of Tencent Cloud's API v3.",
    example: "vpc.api.qcloud.com",
    variable: "PULUMI_ENI_TENCENT_V2_ENDPOINT",
  },
  tencentV2SignatureMethod: {
    text: "How calls to the legacy API are signed.",
    values: ["HmacSHA256", "HmacSHA1"],
    default: "HmacSHA256",
  },
} as const satisfies ConfigurationTable;

/** What surrounds the process, with the keys above and no others. */
export type Surroundings = SurroundingsWith<keyof typeof configuration>;
