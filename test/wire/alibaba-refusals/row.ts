import type { Scenario } from "../../../emulator";
import { alibabaId } from "../../../emulator/alibaba/scenario";

export const cloud = "alibaba" as const;
export const running = alibabaId("i", "running");
export const free = alibabaId("eni", "free");
export const pair = { InstanceId: running, NetworkInterfaceId: free };
export const vSwitch = alibabaId("vsw", "main");
export const group = alibabaId("sg", "main");
export const made = { VSwitchId: vSwitch, SecurityGroupId: group };

export type Params = Record<string, string | number | string[]>;
export type Row = readonly [code: string, status: number, action: string, params: Params, seed?: Scenario];

export const change = (fields: object, id = free): Scenario => ({ interfaces: [{ cloud, id, ...fields }] });
export const changeInstance = (fields: object): Scenario => ({
  instances: [{ cloud, id: running, ...fields }],
});
export const attached = (fields: object): Scenario =>
  change({ status: "attached", instanceId: running, ...fields });
export const tags = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `key-${index}`]));

export const tiny = alibabaId("vsw", "tiny");
export const prefixes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `172.16.9.${(index + 1) * 16}/28`);

export const attach = "AttachNetworkInterface";
export const detach = "DetachNetworkInterface";
export const create = "CreateNetworkInterface";
export const remove = "DeleteNetworkInterface";
export const modify = "ModifyNetworkInterfaceAttribute";
export const describeMany = "DescribeNetworkInterfaces";
export const tag = "TagResources";
export const untag = "UntagResources";
export const tagged = { ResourceType: "eni", ResourceId: [free] };
export const oneTag = { "Tag.1.Key": "role", "Tag.1.Value": "data" };

export const quota = (quotas: Record<string, number>): Scenario => ({
  accounts: [
    {
      cloud,
      id: "1000000000000001",
      keys: [{ accessKeyId: "LTAI5tEmulatorAccount001", accessKeySecret: "emulated0secret0of0account0001" }],
      quotas,
    },
  ],
});
export const trunk = alibabaId("eni", "trunk");
export const large = alibabaId("i", "large");
export const onLarge = { InstanceId: large, NetworkInterfaceId: free };
export const attachedTrunk: Scenario = change({ instanceId: large, status: "attached" }, trunk);
