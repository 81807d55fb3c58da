import type { z } from "zod/v3";
import type { AlibabaClient } from "../../provider/clouds/alibaba/client";
import { findInstances as findOnAlibaba } from "../../provider/clouds/alibaba/find";
import { rules as alibabaRules } from "../../provider/clouds/alibaba/rules";
import type { TencentClient } from "../../provider/clouds/tencent/client";
import { findInstances as findOnTencent } from "../../provider/clouds/tencent/find";
import { rules as tencentRules } from "../../provider/clouds/tencent/rules";
import type { ZenlayerClient } from "../../provider/clouds/zenlayer/client";
import { findInstances as findOnZenlayer } from "../../provider/clouds/zenlayer/find";
import { rules as zenlayerRules } from "../../provider/clouds/zenlayer/rules";
import type { InterfaceView } from "../../provider/contract/observation";
import { findFindings, type Operation } from "../../provider/contract/rules";

const word = "HIBERNATED";
const answering = (answer: object) => ({
  read: async (_action: string, _asked: object, shape: z.ZodTypeAny) => shape.parse(answer),
});

const clouds = [
  {
    title: "Alibaba",
    rules: alibabaRules,
    look: () => {
      const answer = { Instances: { Instance: [{ InstanceId: "i-1", Status: word }] } };
      return findOnAlibaba(answering(answer) as unknown as AlibabaClient, "cn-hangzhou", ["i-1"]);
    },
  },
  {
    title: "Tencent",
    rules: tencentRules,
    look: () => {
      const answer = { InstanceSet: [{ InstanceId: "i-1", InstanceState: word }] };
      return findOnTencent(answering(answer) as unknown as TencentClient, "ap-guangzhou", ["i-1"]);
    },
  },
  {
    title: "Zenlayer",
    rules: zenlayerRules,
    look: () => {
      const answer = { totalCount: 1, dataSet: [{ instanceId: "i-1", status: word }] };
      return findOnZenlayer(answering(answer) as unknown as ZenlayerClient, ["i-1"]);
    },
  },
];

const free: InterfaceView = {
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "AVAILABLE",
  addresses: [],
  ipv6Addresses: [],
  managedByService: false,
  coldPlugOnly: true,
};

describe.each(clouds)("an instance in a status that $title does not document", ({ rules, look }) => {
  it.each<[Operation, InterfaceView]>([
    ["attach", free],
    ["detach", { ...free, status: "attached", holder: "i-1" }],
  ])("is left to the cloud: no rule waits with the %s or refuses it", async (operation, networkInterface) => {
    const [instance] = await look();
    expect(instance).toMatchObject({ status: "unknown", cloudStatus: word });
    expect(findFindings(rules, operation, { networkInterface, instance, regionId: "r" })).toEqual([]);
  });
});
