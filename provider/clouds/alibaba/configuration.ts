import type { Surroundings as SurroundingsWith } from "../../contract/cloud";
import type { ConfigurationTable } from "../../contract/configuration";

/** Every `eni:` key of this cloud. */
export const configuration = {
  alibabaRegionId: {
    text: "The default of the argument `regionId`.",
    example: "cn-hangzhou",
    readBy: "program",
  },
  alibabaAccessKeyId: {
    text: "The id of an access key. It needs `alibabaAccessKeySecret` beside it.",
    isSecret: true,
  },
  alibabaAccessKeySecret: { text: "The secret of the access key.", isSecret: true },
  alibabaSecurityToken: { text: "The security token of a temporary access key.", isSecret: true },
  alibabaProfile: {
    text: "The profile of `~/.aliyun/config.json` that is used when no key is configured.",
    example: "production",
  },
  alibabaRoleName: {
    text: "The RAM role of the instance that is used when neither a key nor a profile is configured.",
    example: "deployer",
  },
  alibabaEndpoint: {
    text: "Where calls to ECS go. Without it, the endpoint follows from the region.",
    example: "ecs-vpc.cn-hangzhou.aliyuncs.com",
    variable: "PULUMI_ENI_ALIBABA_ENDPOINT",
  },
  alibabaVpcEndpoint: {
    text: "Where calls to VPC go, which preview uses for vSwitches. Without it, the endpoint follows from the region, or it is `alibabaEndpoint` where that is not a host of Alibaba Cloud.",
    example: "vpc-vpc.cn-hangzhou.aliyuncs.com",
    variable: "PULUMI_ENI_ALIBABA_VPC_ENDPOINT",
  },
  alibabaStsEndpoint: {
    text: "Where calls to STS go, which tells the account. Without it, it is `sts.aliyuncs.com`, or `alibabaEndpoint` where that is not a host of Alibaba Cloud.",
    example: "sts-vpc.cn-hangzhou.aliyuncs.com",
    variable: "PULUMI_ENI_ALIBABA_STS_ENDPOINT",
  },
} as const satisfies ConfigurationTable;

/** What surrounds the process, with the keys above and no others. */
export type Surroundings = SurroundingsWith<keyof typeof configuration>;
