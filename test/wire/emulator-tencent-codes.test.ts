import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "../../emulator";
import { tencentId } from "../../emulator/tencent/scenario";
import { codes } from "../../emulator/tencent/v3/codes";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Tc3Request, tc3, v2 } from "./emulator-tencent-caller";

const cloud = "tencent" as const;
const free = tencentId("eni", "free");
const running = tencentId("ins", "running");
const busy = tencentId("ins", "busy");
const vpc = tencentId("vpc", "main");
const subnet = tencentId("subnet", "main");
const group = tencentId("sg", "main");
const nobody = "eni-nobody01";
const pair = { NetworkInterfaceId: free, InstanceId: running };
const made = { VpcId: vpc, SubnetId: subnet, NetworkInterfaceName: "made" };

type Params = Readonly<Record<string, unknown>>;
type Row = readonly [code: string, action: string, params: Params, seed?: Scenario];

const change = (fields: object, id = free): Scenario => ({ interfaces: [{ cloud, id, ...fields }] });
const attached = (fields: object = {}): Scenario =>
  change({ status: "attached", instanceId: running, ...fields });
const changeInstance = (fields: object): Scenario => ({ instances: [{ cloud, id: running, ...fields }] });
const account = (fields: object): Scenario => ({
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
const key = (fields: object): Scenario =>
  account({
    keys: [
      {
        accessKeyId: "AKIDEmulatorAccount0000000000000001",
        accessKeySecret: "EmulatedSecretOfAccount000000001",
        ...fields,
      },
    ],
  });
const tags = (...names: string[]): Params => ({ ...made, Tags: names.map((Key) => ({ Key, Value: "x" })) });
const filters = (...Filters: unknown[]): Params => ({ Filters });

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const remove = "DeleteNetworkInterface";
const describeMany = "DescribeNetworkInterfaces";
const instances = "DescribeInstances";
const tag = "TagResources";
const untag = "UnTagResources";
const retag = "ModifyResourceTags";
const resource = `qcs::vpc:ap-guangzhou:uin/100000000001:eni/${free}`;
const oneTag = { Tags: [{ TagKey: "role", TagValue: "data" }] };
const tagging = (TagKey: string, TagValue = "x"): Params => ({
  ResourceList: [resource],
  Tags: [{ TagKey, TagValue }],
});
const retagging = (Resource: string): Params => ({
  Resource,
  ReplaceTags: [{ TagKey: "role", TagValue: "data" }],
});
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);

/** Each code that a request to the store provokes. Several rows have one code only where another check refuses. */
const rows: readonly Row[] = [
  // The gateway
  ["AuthFailure.InvalidSecretId", attach, pair, key({ inactive: true })],
  ["RequestLimitExceeded", attach, pair, { throttles: [{ cloud, limit: 0, windowMs: 1000 }] }],
  [
    "LimitExceeded.ActionLimited",
    attach,
    pair,
    {
      throttles: [
        { cloud, action: attach, code: "LimitExceeded.ActionLimited", ratePerSecond: 0.001, burst: 1 },
      ],
    },
  ],
  ["MissingParameter", attach, { InstanceId: running }],
  ["UnknownParameter", detach, { ...pair, Force: true }],
  ["UnknownParameter", "DescribeVpcTaskResult", { TaskId: "x", taskid: "x" }],
  ["UnknownParameter", create, { ...made, Tags: [{ Key: "a", Val: "b" }] }],
  // Parameters
  ["InvalidParameter", attach, { ...pair, InstanceId: 7 }],
  ["InvalidParameter", attach, { ...pair, AttachType: "1" }],
  ["InvalidParameter", describeMany, { NetworkInterfaceIds: free }],
  ["InvalidParameter", create, { ...made, IsRdma: "yes" }],
  ["InvalidParameter", instances, { InstanceIds: [running], ...filters({ Name: "zone", Values: ["x"] }) }],
  ["InvalidParameterValue", create, { ...made, QosLevel: "XX" }],
  ["InvalidParameterValue", modify, { NetworkInterfaceId: free, TrunkingFlag: "Perhaps" }],
  [
    "InvalidParameterValue",
    create,
    {
      ...made,
      PrivateIpAddresses: [
        { PrivateIpAddress: "172.16.3.1", Primary: true },
        { PrivateIpAddress: "172.16.3.2", Primary: true },
      ],
    },
  ],
  ["InvalidParameterValue", "DescribeVpcTaskResult", { TaskId: "" }],
  ["InvalidParameterValue.Malformed", attach, { ...pair, InstanceId: "i-1" }],
  ["InvalidParameterValue.Malformed", remove, { NetworkInterfaceId: "" }],
  ["InvalidParameterValue.Malformed", describeMany, { NetworkInterfaceIds: ["x"] }],
  ["InvalidParameterValue.Malformed", attach, { ...pair, ClientToken: "ä" }],
  [
    "InvalidParameterValue.Malformed",
    create,
    { ...made, PrivateIpAddresses: [{ PrivateIpAddress: "1.2.3" }] },
  ],
  ["InvalidParameterValue.Range", attach, { ...pair, AttachType: 3 }],
  [
    "InvalidParameterValue.Range",
    create,
    { ...made, PrivateIpAddresses: [{ PrivateIpAddress: "172.16.16.1" }] },
  ],
  ["InvalidParameterValue.LimitExceeded", describeMany, { NetworkInterfaceIds: Array(101).fill(free) }],
  ["InvalidParameterValue.TooLong", attach, { ...pair, ClientToken: "x".repeat(65) }],
  [
    "InvalidParameterValue.TooLong",
    modify,
    { NetworkInterfaceId: free, NetworkInterfaceName: "网".repeat(21) },
  ],
  ["InvalidParameterValue.TooLong", create, { ...made, NetworkInterfaceDescription: "x".repeat(61) }],
  [
    "InvalidParameterValue.Duplicate",
    create,
    { ...made, PrivateIpAddresses: [{ PrivateIpAddress: "172.16.3.1" }, { PrivateIpAddress: "172.16.3.1" }] },
  ],
  [
    "InvalidParameter.Coexist",
    describeMany,
    { NetworkInterfaceIds: [free], ...filters({ Name: "vpc-id", Values: [vpc] }) },
  ],
  ["InvalidParameter.FilterInvalidKey", describeMany, filters({ Name: "colour", Values: ["red"] })],
  ["InvalidParameter.FilterNotDict", describeMany, filters("vpc-id")],
  ["InvalidParameter.FilterValuesNotList", describeMany, filters({ Name: "vpc-id", Values: vpc })],
  ["InvalidFilter", instances, filters({ Name: "colour", Values: ["red"] })],
  [
    "InvalidFilterValue.LimitExceeded",
    instances,
    filters({ Name: "zone", Values: ["1", "2", "3", "4", "5", "6"] }),
  ],
  ["InvalidInstanceId.Malformed", instances, { InstanceIds: ["i-1"] }],
  ["InvalidParameterValue.TagDuplicateKey", create, tags("a", "a")],
  ["InvalidParameterValue.TagInvalidKeyLen", create, tags("x".repeat(128))],
  ["InvalidParameterValue.TagInvalidKey", create, tags('a"b')],
  ["InvalidParameterValue.TagInvalidVal", create, { ...made, Tags: [{ Key: "a", Value: "x".repeat(256) }] }],
  ["UnsupportedOperation.TagSystemReservedTagKey", create, tags("qcloud:owner")],
  [
    "LimitExceeded.TagKeyPerResourceExceeded",
    create,
    tags(...Array.from({ length: 51 }, (_, index) => `k${index}`)),
  ],
  // Existence
  ["ResourceNotFound", attach, { ...pair, NetworkInterfaceId: nobody }],
  ["ResourceNotFound", attach, { ...pair, InstanceId: "ins-nobody01" }],
  ["ResourceNotFound", describeMany, { NetworkInterfaceIds: [free, nobody] }],
  ["ResourceNotFound", create, { ...made, VpcId: "vpc-nobody01" }],
  ["ResourceNotFound", create, { ...made, SubnetId: "subnet-nobody01" }],
  ["ResourceNotFound", create, { ...made, SecurityGroupIds: ["sg-nobody01"] }],
  ["ResourceNotFound", "DescribeVpcTaskResult", { TaskId: "nobody" }],
  // Permission
  ["UnauthorizedOperation", attach, pair, key({ deniedActions: [attach] })],
  ["UnauthorizedOperation", describeMany, {}, key({ deniedActions: ["*"] })],
  // Attach
  ["UnsupportedOperation.AttachmentAlreadyExists", attach, pair, attached()],
  ["UnsupportedOperation.AttachmentAlreadyExists", attach, { ...pair, InstanceId: busy }, attached()],
  [
    "UnsupportedOperation.AttachmentAlreadyExists",
    attach,
    { ...pair, NetworkInterfaceId: tencentId("eni", "prim") },
  ],
  ["UnsupportedOperation.InvalidState", attach, pair, change({ status: "creating" })],
  ["UnsupportedOperation.InvalidState", attach, pair, changeInstance({ status: "rebooting" })],
  [
    "UnsupportedOperation.InvalidState",
    attach,
    pair,
    changeInstance({ extra: { instanceState: "RESCUE_MODE" } }),
  ],
  ["UnsupportedOperation.ResourceIsInvalidState", attach, pair, changeInstance({ status: "failed" })],
  ["UnsupportedOperation.ResourceIsInvalidState", attach, pair, changeInstance({ locked: ["expired"] })],
  ["UnsupportedOperation.VpcMismatch", attach, { ...pair, NetworkInterfaceId: tencentId("eni", "other") }],
  ["UnsupportedOperation.ZoneMismatch", attach, { ...pair, NetworkInterfaceId: tencentId("eni", "zone") }],
  [
    "UnsupportedOperation.UnsupportedInstanceFamily",
    attach,
    { ...pair, InstanceId: tencentId("ins", "old") },
  ],
  [
    "LimitExceeded",
    attach,
    { ...pair, InstanceId: tencentId("ins", "small") },
    change({ instanceId: tencentId("ins", "small"), status: "attached" }, tencentId("eni", "free", 2)),
  ],
  ["LimitExceeded", attach, { ...pair, AttachType: 1 }],
  // Detach
  ["UnsupportedOperation.InvalidState", detach, pair],
  [
    "UnsupportedOperation.InvalidState",
    detach,
    pair,
    { ...attached(), ...changeInstance({ status: "stopping" }) },
  ],
  [
    "UnsupportedOperation.InvalidState",
    detach,
    pair,
    { ...attached(), ...changeInstance({ status: "recycled" }) },
  ],
  ["UnsupportedOperation", detach, { ...pair, NetworkInterfaceId: tencentId("eni", "prim") }],
  ["UnsupportedOperation", detach, { ...pair, InstanceId: busy }, attached()],
  ["UnsupportedOperation.InstanceAssociateHavip", detach, pair, attached({ havip: true })],
  // Delete
  ["ResourceInUse", remove, { NetworkInterfaceId: free }, attached()],
  ["UnsupportedOperation.InvalidState", remove, { NetworkInterfaceId: free }, change({ status: "creating" })],
  // Create and modify
  ["ResourceInUse", create, { ...made, PrivateIpAddresses: [{ PrivateIpAddress: "172.16.1.1" }] }],
  [
    "ResourceInsufficient.Subnet",
    create,
    { ...made, SubnetId: tencentId("subnet", "tiny"), SecondaryPrivateIpAddressCount: 4 },
  ],
  ["LimitExceeded", create, { ...made, SecondaryPrivateIpAddressCount: 10 }],
  [
    "LimitExceeded",
    create,
    { ...made, SecurityGroupIds: [group] },
    account({ quotas: { securityGroupsPerInterface: 0 } }),
  ],
  ["LimitExceeded.NetworkInterfaceLimitExceeded", create, made, account({ quotas: { interfacesPerVpc: 1 } })],
  ["UnsupportedOperation.ResourceMismatch", create, { ...made, SubnetId: tencentId("subnet", "other") }],
  ["UnsupportedOperation", modify, { NetworkInterfaceId: tencentId("eni", "prim"), TrunkingFlag: "Enable" }],
  [
    "UnsupportedOperation.SubEniNotSupportTrunking",
    modify,
    { NetworkInterfaceId: free, TrunkingFlag: "Enable" },
    change({ kind: "member" }),
  ],
  // The tag service
  ["MissingParameter", tag, { ResourceList: [resource] }],
  ["MissingParameter", tag, oneTag],
  ["MissingParameter", untag, { ResourceList: [resource] }],
  ["InvalidParameter", tag, { ResourceList: [], ...oneTag }],
  ["InvalidParameter.Tag", tag, { ResourceList: [resource], Tags: [] }],
  ["InvalidParameter.Tag", retag, { Resource: resource }],
  ["InvalidParameter.Tag", retag, { ...retagging(resource), DeleteTags: [] }],
  ["InvalidParameterValue.ResourceDescriptionError", tag, { ResourceList: [free], ...oneTag }],
  ["InvalidParameterValue.ResourceDescriptionError", retag, retagging(`${resource}/more`)],
  ["LimitExceeded.ResourceNumPerRequest", tag, { ResourceList: numbered(11), ...oneTag }],
  [
    "LimitExceeded.TagNumPerRequest",
    tag,
    { ResourceList: [resource], Tags: numbered(11).map((TagKey) => ({ TagKey, TagValue: "x" })) },
  ],
  ["InvalidParameter.ReservedTagKey", tag, tagging("qcs:owner")],
  ["InvalidParameterValue.TagKeyEmpty", tag, tagging("")],
  ["InvalidParameterValue.TagKeyLengthExceeded", tag, tagging("x".repeat(128))],
  ["InvalidParameterValue.TagKeyCharacterIllegal", tag, tagging("a&b")],
  ["InvalidParameterValue.TagKeyCharacterIllegal", tag, tagging(" a")],
  ["InvalidParameterValue.TagValueEmpty", tag, tagging("role", "")],
  ["InvalidParameterValue.TagValueLengthExceeded", tag, tagging("role", "x".repeat(256))],
  ["InvalidParameterValue.TagValueCharacterIllegal", tag, tagging("role", 'a"b')],
  ["InvalidParameterValue.TagKeyDuplicate", untag, { ResourceList: [resource], TagKeys: ["a", "a"] }],
  [
    "InvalidParameterValue.DeleteTagsParamError",
    retag,
    { ...retagging(resource), DeleteTags: [{ TagKey: "role" }] },
  ],
  ["AuthFailure.UnauthorizedOperation", tag, tagging("role"), key({ deniedActions: [tag] })],
  ["InvalidParameterValue.UinInvalid", retag, retagging(resource.replace("000001", "000002"))],
  ["InvalidParameter.UnsupportedService", retag, retagging(resource.replace(":vpc:", ":cvm:"))],
  ["InvalidParameterValue.RegionInvalid", retag, retagging(resource.replace("guangzhou", "mars"))],
  ["InvalidParameterValue.ResourcePrefixInvalid", retag, retagging(resource.replace(":eni/", ":vpc/"))],
  ["InvalidParameterValue.ResourceIdInvalid", retag, retagging(resource.replace(free, nobody))],
  ["InvalidParameterValue.ResourceIdInvalid", retag, retagging(resource.replace("guangzhou", "beijing"))],
  [
    "LimitExceeded.ResourceAttachedTags",
    retag,
    retagging(resource),
    change({ tags: Object.fromEntries(numbered(50).map((name) => [name, "x"])) }),
  ],
];

/** Codes that other tests of this folder provoke, because no JSON body can. */
const ELSEWHERE = [
  "AuthFailure.InvalidAuthorization",
  "AuthFailure.SecretIdNotFound",
  "AuthFailure.SignatureExpire",
  "AuthFailure.SignatureFailure",
  "AuthFailure.TokenFailure",
  "InvalidAction",
  "InvalidRequest",
  "NoSuchProduct",
  "NoSuchVersion",
  "UnsupportedProtocol",
  "UnsupportedRegion",
  "UnsupportedOperation.IdempotentParameterMismatch",
  "UnsupportedOperation.IdempotentProcessing",
  "UnsupportedOperation.MutexOperationTaskRunning",
];

const emulator = emulatorOfSuite();

const ask = (action: string, params: Params, more: Tc3Request = {}) => {
  const version = [tag, untag, retag].includes(action) ? "2018-08-13" : "2017-03-12";
  return tc3(emulator, { action, version, body: JSON.stringify(params), ...more });
};

describe("API v3", () => {
  it.each(
    rows.map((row) => ({ what: `${row[0]} to ${row[1]} ${JSON.stringify(row[2])}`.slice(0, 150), row })),
  )("answers $what", async ({ row: [code, action, params, seed] }) => {
    // A seeded state must not end before the request comes.
    emulator.transitions.setDuration(60_000);
    if (seed !== undefined) emulator.seed(seed);
    if (code === "LimitExceeded.ActionLimited") await ask(action, params);
    expect(await ask(action, params)).toMatchObject({ Error: { Code: code } });
  });

  it.each<readonly [string, Params, string]>([
    [describeMany, { NetworkInterfaceIds: [nobody], Limit: 1000 }, "InvalidParameterValue.Range"],
    [describeMany, { Limit: 1000 }, "InvalidParameterValue.Range"],
    [instances, { Offset: -1 }, "InvalidParameterValue.Range"],
    ["DescribeInstancesStatus", { Limit: "5" }, "InvalidParameter"],
    [
      create,
      { ...made, VpcId: "vpc-nobody01", SecondaryPrivateIpAddressCount: -1 },
      "InvalidParameterValue.Range",
    ],
    [
      create,
      { ...made, VpcId: "vpc-nobody01", PrivateIpAddresses: [{ PrivateIpAddress: "x" }] },
      "InvalidParameterValue.Malformed",
    ],
    [create, { ...made, VpcId: "vpc-nobody01", SecurityGroupIds: ["x"] }, "InvalidParameterValue.Malformed"],
    [modify, { NetworkInterfaceId: nobody, SecurityGroupIds: ["x"] }, "InvalidParameterValue.Malformed"],
    [describeMany, { NetworkInterfaceIds: [nobody] }, "ResourceNotFound"],
    [instances, {}, "UnauthorizedOperation"],
  ])("%s: looks at the parameters %p before anything else", async (action, params, code) => {
    emulator.seed(key({ deniedActions: ["*"] }));
    expect(await ask(action, params)).toMatchObject({ Error: { Code: code } });
  });

  it("answers InvalidParameterValue.NotUtf8EncodingError to bytes that are not UTF-8", async () => {
    const { Error: error } = await tc3(emulator, {
      bytes: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect(error?.Code).toBe("InvalidParameterValue.NotUtf8EncodingError");
  });
});

type Fact = readonly [code: string, by: string];

const factsOf = (folder: string): Fact[] => {
  const text = readFileSync(join(__dirname, "../../../emulator", folder, "FACTS.md"), "utf8");
  return [...text.matchAll(/^\| `([A-Za-z0-9.]+)` +\| (request|fault) +\|/gm)].map(
    ([, code = "", by = ""]) => [code, by],
  );
};

describe("FACTS.md of API v3", () => {
  const facts = factsOf("tencent/v3");

  it("lists every code of the table once", () => {
    expect(facts.map(([code]) => code).sort()).toEqual(Object.keys(codes).sort());
  });

  it("marks as request exactly the codes that a request provokes", () => {
    const provoked = [
      ...rows.map(([code]) => code),
      ...ELSEWHERE,
      "InvalidParameterValue.NotUtf8EncodingError",
    ];
    const listed = facts.filter(([, by]) => by === "request").map(([code]) => code);
    expect([...listed].sort()).toEqual([...new Set(provoked)].sort());
  });

  const scripted = facts.filter(([, by]) => by === "fault");
  it.each(scripted)("is right about a scripted %s: HTTP 200 and its own text", async (code) => {
    emulator.faults.add({ cloud, kind: "error", code });
    const { Error: error } = await ask(attach, pair);
    expect(error?.Code).toBe(code);
    expect(error?.Message).not.toBe("The request is refused.");
  });
});

describe("FACTS.md of API v2", () => {
  const facts = factsOf("tencent/v2");

  it("lists the common numbers and the module's words", () => {
    expect(facts.map(([code]) => code)).toEqual(
      expect.arrayContaining(["4000", "6200", "InvalidVpc.NotFound"]),
    );
    expect(new Set(facts.map(([code]) => code)).size).toBe(facts.length);
  });

  it.each(facts)("is right about a scripted %s", async (code) => {
    emulator.faults.add({ cloud, kind: "error", code });
    const answer = await v2(emulator, attach, {});
    expect(answer.codeDesc ?? String(answer.code)).toBe(code);
    expect(answer.message).not.toMatch(/The request is refused/);
  });
});
