import { type Sample, sampleAttachments } from "../sample";
import { alibabaId, REGION } from "./scenario";

const subnetId = alibabaId("vsw", "main");

export const samples: readonly Sample[] = [
  {
    name: "alibaba",
    title: "Alibaba Cloud",
    instances: "a running and a stopped instance",
    ...sampleAttachments({
      place: { regionId: REGION },
      free: [alibabaId("eni", "free", 1), alibabaId("eni", "free", 2), alibabaId("eni", "free", 3)],
      running: alibabaId("i", "running"),
      second: alibabaId("i", "stopped"),
      primaryOfSecond: alibabaId("eni", "primary", 2),
    }),
    subnetId,
    networkInterface: {
      regionId: REGION,
      subnetId,
      securityGroupIds: [alibabaId("sg", "main")],
    },
  },
];
