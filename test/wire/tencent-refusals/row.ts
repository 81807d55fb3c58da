import type { Scenario } from "../../../emulator";
import { tencentId } from "../../../emulator/tencent/scenario";

export const cloud = "tencent" as const;
export const free = tencentId("eni", "free");
export const running = tencentId("ins", "running");
export const busy = tencentId("ins", "busy");
export const vpc = tencentId("vpc", "main");
export const subnet = tencentId("subnet", "main");
export const group = tencentId("sg", "main");
export const nobody = "eni-nobody01";
export const pair = { NetworkInterfaceId: free, InstanceId: running };
export const made = { VpcId: vpc, SubnetId: subnet, NetworkInterfaceName: "made" };

export type Params = Readonly<Record<string, unknown>>;
export type Row = readonly [code: string, action: string, params: Params, seed?: Scenario];

export const change = (fields: object, id = free): Scenario => ({ interfaces: [{ cloud, id, ...fields }] });
export const attached = (fields: object = {}): Scenario =>
  change({ status: "attached", instanceId: running, ...fields });
export const changeInstance = (fields: object): Scenario => ({
  instances: [{ cloud, id: running, ...fields }],
});
export const account = (fields: object): Scenario => ({
  accounts: [
    {
      cloud,
      id: "100000000001",
      keys: [
        {
          accessKeyId: "AKIDEmulatorAccount0000000000000001",
          accessKeySecret: "EmulatedSecretOfAccount000000001",
        },
      ],
      ...fields,
    },
  ],
});
export const key = (fields: object): Scenario =>
  account({
    keys: [
      {
        accessKeyId: "AKIDEmulatorAccount0000000000000001",
        accessKeySecret: "EmulatedSecretOfAccount000000001",
        ...fields,
      },
    ],
  });
export const tags = (...names: string[]): Params => ({
  ...made,
  Tags: names.map((Key) => ({ Key, Value: "x" })),
});
export const filters = (...Filters: unknown[]): Params => ({ Filters });

export const attach = "AttachNetworkInterface";
export const detach = "DetachNetworkInterface";
export const create = "CreateNetworkInterface";
export const modify = "ModifyNetworkInterfaceAttribute";
export const remove = "DeleteNetworkInterface";
export const describeMany = "DescribeNetworkInterfaces";
export const instances = "DescribeInstances";
export const tag = "TagResources";
export const untag = "UnTagResources";
export const retag = "ModifyResourceTags";
export const resource = `qcs::vpc:ap-guangzhou:uin/100000000001:eni/${free}`;
export const oneTag = { Tags: [{ TagKey: "role", TagValue: "data" }] };
export const tagging = (TagKey: string, TagValue = "x"): Params => ({
  ResourceList: [resource],
  Tags: [{ TagKey, TagValue }],
});
export const retagging = (Resource: string): Params => ({
  Resource,
  ReplaceTags: [{ TagKey: "role", TagValue: "data" }],
});
export const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);
