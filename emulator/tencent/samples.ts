import { type Sample, sampleAttachments } from "../sample";
import { REGION, tencentId } from "./scenario";

const vpcId = tencentId("vpc", "main");
const subnetId = tencentId("subnet", "main");

/** The cloud has the same records for both generations of its API; the legacy one asks for the VPC. */
function sampleOf(name: string, title: string, generation: { readonly api?: string }): Sample {
  return {
    name,
    title,
    instances: "a running and a stopped instance",
    ...sampleAttachments({
      place: { regionId: REGION, ...(generation.api === undefined ? {} : { ...generation, vpcId }) },
      free: [tencentId("eni", "free", 1), tencentId("eni", "free", 2), tencentId("eni", "free", 3)],
      running: tencentId("ins", "running"),
      second: tencentId("ins", "stopped"),
      primaryOfSecond: tencentId("eni", "prim", 2),
    }),
    subnetId,
    networkInterface: {
      regionId: REGION,
      ...generation,
      vpcId,
      subnetId,
      securityGroupIds: [tencentId("sg", "main")],
    },
  };
}

export const samples: readonly Sample[] = [
  sampleOf("tencent", "Tencent Cloud", {}),
  sampleOf("tencent-v2", "Tencent Cloud's legacy API", { api: "v2" }),
];
