import type { EmulatedCloud } from "../wire";
import { samples } from "./samples";
import { alibabaId, foundation, REGION, scenario, tour } from "./scenario";
import { wire } from "./wire";

export const alibaba: EmulatedCloud = {
  title: "Alibaba Cloud",
  wires: [wire],
  foundation,
  scenario,
  tour,
  samples,
  newInterfaceId: (serial) => alibabaId("eni", "auto", serial),
  environment: (url, credentials) => ({
    PULUMI_ENI_ALIBABA_ENDPOINT: url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: credentials.accessKeySecret,
    ...(credentials.securityToken === undefined
      ? {}
      : { ALIBABA_CLOUD_SECURITY_TOKEN: credentials.securityToken }),
    ALIBABA_CLOUD_REGION: REGION,
  }),
};
