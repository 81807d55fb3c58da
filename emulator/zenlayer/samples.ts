import { type Sample, sampleAttachments } from "../sample";
import { REGION, zenlayerId } from "./scenario";

const subnetId = zenlayerId("subnet", 1);

export const samples: readonly Sample[] = [
  {
    name: "zenlayer",
    title: "Zenlayer",
    // The cloud attaches to running instances alone.
    instances: "two running instances",
    ...sampleAttachments({
      place: { regionId: REGION },
      free: [zenlayerId("free", 1), zenlayerId("free", 2), zenlayerId("free", 3)],
      running: zenlayerId("instance", 1),
      second: zenlayerId("instance", 4),
      primaryOfSecond: zenlayerId("primary", 4),
    }),
    subnetId,
    networkInterface: {
      regionId: REGION,
      subnetId,
      securityGroupId: zenlayerId("securityGroup", 1),
    },
  },
];
