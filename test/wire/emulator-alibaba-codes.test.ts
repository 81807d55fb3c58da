import { readFileSync } from "node:fs";
import { join } from "node:path";
import type RPCClient from "@alicloud/pop-core";
import { createEmulator, type Emulator, type Scenario } from "../../emulator";
import { type Code, codes } from "../../emulator/alibaba/codes";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { popClient, refusalOf, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const running = alibabaId("i", "running");
const free = alibabaId("eni", "free");
const pair = { InstanceId: running, NetworkInterfaceId: free };
const vSwitch = alibabaId("vsw", "main");
const group = alibabaId("sg", "main");
const made = { VSwitchId: vSwitch, SecurityGroupId: group };

type Params = Record<string, string | number | string[]>;
type Row = readonly [code: string, status: number, action: string, params: Params, seed?: Scenario];

const change = (fields: object, id = free): Scenario => ({ interfaces: [{ cloud, id, ...fields }] });
const changeInstance = (fields: object): Scenario => ({ instances: [{ cloud, id: running, ...fields }] });
const attached = (fields: object): Scenario => change({ status: "attached", instanceId: running, ...fields });
const tags = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Tag.${index + 1}.Key`, `key-${index}`]));

const tiny = alibabaId("vsw", "tiny");
const prefixes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `172.16.9.${(index + 1) * 16}/28`);

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const create = "CreateNetworkInterface";
const remove = "DeleteNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const describeMany = "DescribeNetworkInterfaces";
const tag = "TagResources";
const untag = "UntagResources";
const tagged = { ResourceType: "eni", ResourceId: [free] };
const oneTag = { "Tag.1.Key": "role", "Tag.1.Value": "data" };

const quota = (quotas: Record<string, number>): Scenario => ({
  accounts: [
    {
      cloud,
      id: "1000000000000001",
      keys: [{ accessKeyId: "LTAI5tEmulatorAccount001", accessKeySecret: "emulated0secret0of0account0001" }],
      quotas,
    },
  ],
});
const trunk = alibabaId("eni", "trunk");
const large = alibabaId("i", "large");
const onLarge = { InstanceId: large, NetworkInterfaceId: free };
const attachedTrunk: Scenario = change({ instanceId: large, status: "attached" }, trunk);

/** Each code that a request to the store provokes. Several rows have one code only where another check refuses. */
const rows: readonly Row[] = [
  // Parameters
  ["MissingParameter", 400, attach, { InstanceId: running }],
  ["MissingParameter", 400, create, { VSwitchId: vSwitch }],
  ["InvalidParameter", 400, attach, { ...pair, NetworkCardIndex: "first" }],
  ["InvalidParameter", 400, attach, { ...pair, NetworkCardIndex: 7 }],
  ["InvalidParameter", 400, create, { ...made, NetworkInterfaceName: "x" }],
  ["InvalidParameter", 400, create, { ...made, SecondaryPrivateIpAddressCount: 0 }],
  ["InvalidParameter", 400, create, { ...made, ClientToken: "x".repeat(65) }],
  ["InvalidInstanceID.Malformed", 400, attach, { ...pair, InstanceId: "ins-1" }],
  ["InvalidParams.EniId", 400, detach, { ...pair, NetworkInterfaceId: "nic-1" }],
  ["InvalidOperation.InvalidRegion", 400, detach, { ...pair, RegionId: "mars" }],
  ["InvalidRegionId.MalFormed", 400, describeMany, { RegionId: "mars" }],
  ["InvalidOperation.InvalidEniPageNumber", 403, describeMany, { PageNumber: 0 }],
  ["InvalidParameter", 400, "DescribeInstances", { PageNumber: 0 }],
  ["InvalidParameter", 400, create, { ...made, Ipv4PrefixCount: 11 }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: prefixes(11) }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: ["172.16.1.16/27"] }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: ["172.16.1.17/28"] }],
  ["InvalidParameter", 400, create, { ...made, Ipv6Prefix: ["fd00::/64"] }],
  ["InvalidParameter.Conflict", 400, create, { ...made, Ipv4Prefix: prefixes(1), Ipv4PrefixCount: 1 }],
  ["InvalidParameter.Conflict", 400, create, { ...made, Ipv6Prefix: ["fd00::/80"], Ipv6PrefixCount: 1 }],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, Ipv4Prefix: ["172.16.0.0/28"] }],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, Ipv4Prefix: ["10.0.0.16/28"] }],
  ["InvalidVSwitchId.IpNotEnough", 403, create, { ...made, VSwitchId: tiny, Ipv4PrefixCount: 1 }],
  ["InvalidIp.IpRepeated", 403, create, { ...made, Ipv4Prefix: [...prefixes(1), ...prefixes(1)] }],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv4Prefix: ["172.16.7.16/28"] },
    change({ ipv4Prefixes: ["172.16.7.16/28"] }),
  ],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv6Prefix: ["fd00:0:0:7::/80"] },
    change({ ipv6Prefixes: ["fd00:0:0:7::/80"] }),
  ],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv4Prefix: prefixes(1), PrimaryIpAddress: "172.16.9.20" },
  ],
  // Existence
  ["InvalidEcsId.NotFound", 404, attach, { ...pair, InstanceId: "i-bp1nobody" }],
  ["InvalidInstanceId.NotFound", 403, detach, { ...pair, RegionId: "cn-shanghai" }],
  ["InvalidEniId.NotFound", 404, attach, { ...pair, NetworkInterfaceId: "eni-bp1nobody" }],
  ["InvalidEniId.NotFound", 404, remove, { NetworkInterfaceId: free, RegionId: "cn-shanghai" }],
  ["InvalidEniId.NotFound", 404, "DescribeNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-x" }],
  ["InvalidVSwitchId.NotFound", 404, create, { ...made, VSwitchId: "vsw-bp1nobody" }],
  ["InvalidSecurityGroupId.NotFound", 404, create, { ...made, SecurityGroupId: "sg-bp1nobody" }],
  ["InvalidResourceGroup.NotFound", 404, create, { ...made, ResourceGroupId: "rg-bp1nobody" }],
  // State and type, of the instance and of the interface
  ["InvalidOperation.InvalidEcsState", 400, attach, { ...pair, InstanceId: alibabaId("i", "starting") }],
  ["InvalidOperation.InvalidEcsState", 400, attach, pair, changeInstance({ locked: ["financial"] })],
  [
    "InvalidOperation.InvalidEcsState",
    400,
    attach,
    pair,
    changeInstance({ startedAt: Date.UTC(2018, 2, 1) }),
  ],
  [
    "InvalidOperation.InvalidEcsState",
    400,
    detach,
    pair,
    { ...attached({}), ...changeInstance({ status: "pending" }) },
  ],
  ["InvalidOperation.InvalidEniState", 400, attach, pair, attached({})],
  ["InvalidOperation.InvalidEniState", 400, detach, pair],
  ["InvalidOperation.InvalidEniState", 400, remove, { NetworkInterfaceId: free }, attached({})],
  [
    "InvalidOperation.DetachPrimaryEniNotAllowed",
    400,
    detach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "primary") },
  ],
  [
    "InvalidOperation.InvalidEniType",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "primary") },
  ],
  ["InvalidOperation.InvalidEniType", 403, remove, { NetworkInterfaceId: alibabaId("eni", "primary") }],
  [
    "InvalidParameter.EniNotBelongEcs",
    400,
    detach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "attached") },
  ],
  [
    "InvalidOperation.EniHotPlugNotSupported",
    400,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "fast") },
  ],
  ["InvalidOperation.EniHotPlugNotSupported", 400, detach, pair, attached({ highPerformance: true })],
  ["InvalidOperation.HotPlugNotSupport", 403, attach, pair, changeInstance({ hotPlug: false })],
  [
    "InvalidOperation.HotPlugNotSupport",
    403,
    detach,
    pair,
    { ...attached({}), ...changeInstance({ hotPlug: false }) },
  ],
  ["InvalidOperation.InvalidGeneration", 400, attach, pair, changeInstance({ instanceType: "ecs.n1.small" })],
  [
    "InvalidOperation.HasSlaveEniBonded",
    400,
    remove,
    { NetworkInterfaceId: free },
    change({ slaveBonded: true }),
  ],
  [
    "InvalidOperation.EniServiceManaged",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "managed") },
  ],
  ["InvalidOperation.EniServiceManaged", 403, detach, pair, attached({ serviceManaged: true })],
  ["InvalidOperation.EniServiceManaged", 403, remove, { NetworkInterfaceId: alibabaId("eni", "managed") }],
  [
    "InvalidOperation.EniLinked",
    403,
    detach,
    { InstanceId: alibabaId("i", "busy"), NetworkInterfaceId: alibabaId("eni", "linked") },
  ],
  [
    "InvalidOperation.AvailabilityZoneMismatch",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "otherzone") },
  ],
  [
    "InvalidOperation.VpcMismatch",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "othervpc") },
  ],
  ["InvalidOperation.VpcMismatch", 403, create, { ...made, SecurityGroupId: alibabaId("sg", "othervpc") }],
  ["InvalidSecurityGroupId.NotVpc", 403, create, { ...made, SecurityGroupId: alibabaId("sg", "classic") }],
  [
    "InvalidSecurityGroupId.NotVpc",
    403,
    attach,
    pair,
    change({ securityGroupIds: [alibabaId("sg", "classic")] }),
  ],
  // Quotas
  ["EniPerInstanceLimitExceeded", 403, attach, pair, changeInstance({ instanceType: "ecs.tiny" })],
  [
    "SecurityGroupInstanceLimitExceed",
    403,
    attach,
    pair,
    {
      securityGroups: [
        { cloud, id: group, regionId: "cn-hangzhou", vpcId: alibabaId("vpc", "main"), capacity: 3 },
      ],
    },
  ],
  [
    "InvalidOperation.EniCountExceeded",
    403,
    create,
    made,
    {
      securityGroups: [
        { cloud, id: group, regionId: "cn-hangzhou", vpcId: alibabaId("vpc", "main"), capacity: 3 },
      ],
    },
  ],
  ["MaxEniCountExceeded", 403, create, made, quota({ interfaces: 5 })],
  [
    "QuotaExceeded.PrivateIpAddress",
    400,
    create,
    { ...made, SecondaryPrivateIpAddressCount: 49 },
    quota({ privateIpsPerInterface: 20 }),
  ],
  [
    "InvalidOperation.Ipv4CountExceeded",
    403,
    attach,
    { ...pair, InstanceId: alibabaId("i", "small") },
    change({
      privateIps: ["172.16.1.1", "172.16.1.2", "172.16.1.3"].map((address, index) => ({
        address,
        primary: index === 0,
      })),
    }),
  ],
  [
    "InvalidOperation.Ipv6NotSupport",
    403,
    attach,
    { ...pair, InstanceId: alibabaId("i", "small") },
    change({ ipv6: ["fd00::1"] }),
  ],
  [
    "InvalidOperation.Ipv6CountExceeded",
    403,
    attach,
    pair,
    change({ ipv6: Array.from({ length: 11 }, (_, index) => `fd00::${index + 1}`) }),
  ],
  // Trunks and their members
  ["InvalidOperation.InstanceTypeNotSupportEniTrunking", 403, attach, { ...pair, NetworkInterfaceId: trunk }],
  [
    "InvalidOperation.TrunkingIsNotAllowed",
    403,
    attach,
    { ...onLarge, NetworkInterfaceId: alibabaId("eni", "free", 2) },
    {
      interfaces: [
        { cloud, id: trunk, instanceId: large, status: "attached" },
        { cloud, id: alibabaId("eni", "free", 2), kind: "trunk" },
      ],
    },
  ],
  ["InvalidOperation.InvalidTrunkEniStatus", 403, attach, { ...onLarge, TrunkNetworkInstanceId: trunk }],
  [
    "InvalidOperation.EniTypeNotSupportTrunking",
    403,
    attach,
    { ...onLarge, TrunkNetworkInstanceId: alibabaId("eni", "free", 2) },
  ],
  [
    "InvalidParameter.EniNotBelongTrunk",
    403,
    detach,
    { ...onLarge, TrunkNetworkInstanceId: trunk },
    change({ instanceId: large, status: "attached" }),
  ],
  [
    "InvalidOperation.HasMemberEniAttached",
    403,
    detach,
    { ...onLarge, NetworkInterfaceId: trunk },
    {
      interfaces: [
        ...(attachedTrunk.interfaces ?? []),
        { cloud, id: free, instanceId: large, status: "attached", kind: "member", trunkInterfaceId: trunk },
      ],
    },
  ],
  // Create: addresses, tags, conflicts
  [
    "InvalidVSwitchId.IpNotEnough",
    403,
    create,
    { ...made, VSwitchId: alibabaId("vsw", "tiny"), SecondaryPrivateIpAddressCount: 4 },
  ],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, PrimaryIpAddress: "10.9.9.9" }],
  ["InvalidIp.Address", 403, create, { ...made, PrimaryIpAddress: "somewhere" }],
  ["InvalidIp.IpAssigned", 403, create, { ...made, PrimaryIpAddress: "172.16.0.1" }],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv6Address: ["fd00::a1"] },
    change({ ipv6: ["fd00::a1"] }),
  ],
  ["InvalidIp.IpRepeated", 403, create, { ...made, PrivateIpAddress: ["172.16.9.9", "172.16.9.9"] }],
  [
    "InvalidPrivateIpAddress.Duplicated",
    400,
    create,
    { ...made, PrimaryIpAddress: "172.16.9.9", PrivateIpAddress: ["172.16.9.9"] },
  ],
  ["InvalidParameter.Conflict", 400, create, { ...made, "SecurityGroupIds.1": group }],
  [
    "InvalidParameter.Conflict",
    400,
    create,
    { ...made, SecondaryPrivateIpAddressCount: 1, "PrivateIpAddress.1": "172.16.9.9" },
  ],
  [
    "IncorrectVSwitchStatus",
    400,
    create,
    made,
    {
      subnets: [
        {
          cloud,
          id: vSwitch,
          vpcId: alibabaId("vpc", "main"),
          zoneId: "cn-hangzhou-h",
          cidr: "172.16.0.0/20",
          status: "pending",
        },
      ],
    },
  ],
  ["Duplicate.TagKey", 400, create, { ...made, "Tag.1.Key": "a", "Tag.2.Key": "a" }],
  ["InvalidTagKey.Malformed", 400, create, { ...made, "Tag.1.Key": "Aliyun-a" }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "ACS:a" }],
  ["InvalidTagValue.Malformed", 400, create, { ...made, "Tag.1.Key": "a", "Tag.1.Value": "https://a" }],
  ["QuotaExceed.Tags", 403, create, { ...made, ...tags(21) }],
  [
    "InvalidSecurityGroupId.NotFound",
    404,
    modify,
    { NetworkInterfaceId: free, "SecurityGroupId.1": "sg-bp1nobody" },
  ],
  // Tags of what exists
  ["MissingParameter.RegionId", 404, tag, { ...tagged, ...oneTag, RegionId: "" }],
  ["MissingParameter.ResourceType", 404, tag, { ResourceId: [free], ...oneTag }],
  ["MissingParameter.ResourceIds", 404, tag, { ResourceType: "eni", ...oneTag }],
  ["MissingParameter.Tags", 404, tag, tagged],
  ["MissingParameter.Tags", 404, untag, { ...tagged, All: "false" }],
  ["InvalidRegionId.NotFound", 404, tag, { ...tagged, ...oneTag, RegionId: "mars" }],
  ["InvalidResourceType.NotFound", 404, tag, { ...tagged, ...oneTag, ResourceType: "ENI" }],
  ["InvalidResourceId.NotSupported", 403, tag, { ...tagged, ...oneTag, ResourceType: "instance" }],
  ["InvalidResourceId.NotFound", 404, tag, { ...tagged, ...oneTag, ResourceId: [free, "eni-bp1nobody"] }],
  ["InvalidResourceId.NotFound", 404, tag, { ...tagged, ...oneTag, RegionId: "cn-shanghai" }],
  [
    "InvalidResourceId.NotFound",
    404,
    untag,
    { ...tagged, "TagKey.1": "role", ResourceId: ["eni-bp1nobody"] },
    change({ tags: { role: "data" } }),
  ],
  [
    "NumberExceed.ResourceIds",
    400,
    tag,
    { ...tagged, ...oneTag, ResourceId: Array.from({ length: 51 }, (_, index) => `eni-bp1free${index}`) },
  ],
  ["NumberExceed.Tags", 400, tag, { ...tagged, ...tags(21) }],
  [
    "NumberExceed.Tags",
    400,
    untag,
    { ...tagged, TagKey: Array.from({ length: 21 }, (_, index) => `key-${index}`) },
  ],
  ["QuotaExceed.Tags", 403, tag, { ...tagged, ...tags(20) }, change({ tags: { role: "data" } })],
  ["Duplicate.TagKey", 400, untag, { ...tagged, TagKey: ["a", "a"] }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "" }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "x".repeat(129) }],
  ["InvalidTagKey.Malformed", 400, untag, { ...tagged, "TagKey.1": "http://a" }],
  ["InvalidTagValue.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "a", "Tag.1.Value": "see http://a" }],
  ["InvalidTagValue.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "a", "Tag.1.Value": "x".repeat(129) }],
  ["Param.Conflict", 403, untag, { ...tagged, "TagKey.1": "role", All: "true" }],
];

/**
 * Codes that need more than a row: emulator-alibaba-gateway.test.ts and emulator-alibaba.test.ts have a test for each.
 */
const elsewhere = [
  "SignatureDoesNotMatch",
  "IncompleteSignature",
  "SignatureNonceUsed",
  "InvalidTimeStamp.Format",
  "InvalidTimeStamp.Expired",
  "InvalidAccessKeyId.NotFound",
  "InvalidAccessKeyId.Inactive",
  "MissingSecurityToken",
  "InvalidSecurityToken.Malformed",
  "InvalidSecurityToken.MismatchWithAccessKey",
  "MissingAction",
  "MissingVersion",
  "MissingAccessKeyId",
  "MissingTimestamp",
  "MissingSignatureNonce",
  "InvalidApi.NotFound",
  "UnsupportedHTTPMethod",
  "Forbidden.RAM",
  "IdempotentParameterMismatch",
  "Throttling.User",
];

/** What FACTS.md says about each code. */
const facts = [
  ...readFileSync(join(process.cwd(), "emulator/alibaba/FACTS.md"), "utf8").matchAll(
    /^\| `([\w.]+)` +\| (\d+) +\| (request|fault) +\|/gm,
  ),
].map(([, code = "", status, by]) => ({ code, status: Number(status), by }));

let emulator: Emulator;
let client: RPCClient;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  emulator.seed({ instanceTypes: [{ cloud, id: "ecs.tiny", eniQuantity: 1 }] });
  client = popClient(emulator);
});

const call = (action: string, params: Params = {}) =>
  client.request(action, { ...region, ...params }, { method: "POST" });

describe("Alibaba's refusals", () => {
  it.each(rows as Row[])("%s (%i) is the answer to %s with %p", async (...row) => {
    const [code, status, action, params, seed] = row as unknown as Row;
    if (seed !== undefined) emulator.seed(seed);
    const before = JSON.stringify(emulator.store.interfaces(cloud));
    expect(await refusalOf(call(action, params))).toMatchObject({ code, status });
    expect(JSON.stringify(emulator.store.interfaces(cloud))).toBe(before);
  });

  it.each(facts.filter(({ by }) => by === "fault"))(
    "$code can be scripted with its status",
    async ({ code }) => {
      emulator.faults.add({ cloud, action: detach, kind: "error", code });
      const refusal = await refusalOf(call(detach, pair));
      const { httpStatus, message } = codes[code as Code];
      expect(refusal).toMatchObject({ code, status: httpStatus });
      expect(refusal.body.Message).toBe(message);
    },
  );

  it("are listed in FACTS.md with their status, and those marked as request are provoked here", () => {
    const listed = facts.map(({ code, status }) => [code, status]).sort();
    const inTable = Object.entries(codes).map(([code, { httpStatus }]) => [code, httpStatus]);
    expect(listed).toEqual(inTable.sort());
    const requests = facts.filter(({ by }) => by === "request").map(({ code }) => code);
    const provoked = new Set([...rows.map(([code]) => code), ...elsewhere]);
    expect(requests.sort()).toEqual([...provoked].sort());
  });
});
