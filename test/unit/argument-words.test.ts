import { alibaba } from "../../provider/clouds/alibaba/cloud";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import { schemasOf } from "../../provider/contract/argument-forms";
import type { Cloud } from "../../provider/contract/cloud";
import { unknown } from "../../provider/core/unknown";
import { findAttachmentFailures, findFailures } from "../../provider/resources/arguments";

/** What is said of one argument of an interface; undefined: it is taken. */
function saidOf(cloud: Cloud, property: string, value: unknown): string | undefined {
  const schema = schemasOf(cloud.networkInterface?.arguments ?? {})[property];
  if (!schema) throw new Error(`${cloud.title} has no argument ${property}`);
  return findFailures(cloud, "NetworkInterface", { [property]: schema }, { [property]: value })[0]?.reason;
}

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, ""]));
const noStart = "must have keys without aliyun or acs: at the start";

it.each<[Cloud, unknown, string]>([
  [alibaba, { b: "1", a: 1 }, "tags.a must be a text, not 1. Write"],
  [alibaba, { a: null }, "tags.a must be a text, not null"],
  [alibaba, ["a"], 'tags must be an object of texts, such as { role: "data" }, not ["a"]'],
  [alibaba, { b: "1", "aliyun:x": "1" }, `tags ${noStart}, not "aliyun:x"`],
  [alibaba, { a: "acs:x" }, 'tags.a must be a text without aliyun or acs: at the start, not "acs:x"'],
  [alibaba, { a: "see http://x" }, 'tags.a must be a text without http:// and https://, not "see http://x"'],
  [alibaba, { "": "1" }, 'tags must have keys of 1 to 128 characters, not ""'],
  [alibaba, { "pulumi-eni": "mine" }, "other than the key of pulumi-eni's own tag"],
  [alibaba, many(20), "tags must be an object of at most 19 texts"],
  [tencent, { a: "" }, 'tags.a must be a text of 1 to 255 characters, not ""'],
  [
    tencent,
    { "qcs:x": "1" },
    'keys without qcloud, tencent, project, 项目 or qcs: at the start, not "qcs:x"',
  ],
  [tencent, { a: "1\n2" }, "tags.a must be a text of letters, digits,"],
  [zenlayer, { a: "x".repeat(65) }, "tags.a must be a text of 1 to 64 characters"],
  [zenlayer, { ["x".repeat(65)]: "1" }, "tags must have keys of 1 to 64 characters"],
])("a wrong tag is refused with its key and the condition that it breaks (%#)", (cloud, tags, said) => {
  expect(saidOf(cloud, "tags", tags)).toContain(said);
});

it.each<[Cloud, object]>([
  [alibaba, { a: "", ["k".repeat(128)]: "v".repeat(128) }],
  [alibaba, many(19)],
  [tencent, { "a/b": "1 2", ["k".repeat(127)]: "v".repeat(255) }],
  [zenlayer, { ["k".repeat(64)]: "v".repeat(64) }],
])("tags within the limits are taken (%#)", (cloud, tags) => {
  expect(saidOf(cloud, "tags", tags)).toBeUndefined();
});

const clouds = [alibaba, tencent, zenlayer];
/** None of them is a value of any argument, but for what the arguments about yes and no and counts take. */
const strange = [5, -1, 1.5, true, "", " ", [], [5], {}, { x: 5 }, { create: 5 }, ["x", "x"]];

it.each(clouds)("every refusal of a value is in our words, of $title", (cloud) => {
  const attachment = strange.flatMap((value) =>
    [
      "regionId",
      "profile",
      "timeouts",
      "preflight",
      "networkInterfaceId",
      "instanceId",
      "moveFrom",
      "mayMoveTo",
    ]
      .concat("ifAlreadyAttached", Object.keys(cloud.attachmentArguments))
      .flatMap((property) => findAttachmentFailures(cloud, { [property]: value })),
  );
  const own = Object.keys(cloud.networkInterface?.arguments ?? {}).flatMap((property) =>
    strange.map((value) => ({ property, reason: saidOf(cloud, property, value) ?? "is taken" })),
  );
  const refusals = [...attachment, ...own].filter(
    ({ reason }) => !/ is required|is taken|is an argument of/.test(reason),
  );
  expect(refusals.length).toBeGreaterThan(100);
  for (const { property, reason } of refusals) {
    expect(reason).toMatch(new RegExp(`^${property}(\\.\\w+)* must .*, not .`));
  }
});

/** What is said of one argument of an attachment. */
function saidOfAttachment(cloud: Cloud, inputs: Readonly<Record<string, unknown>>, property: string) {
  return findAttachmentFailures(cloud, inputs).find((failure) => failure.property === property)?.reason;
}

it.each<[Cloud, string, unknown, string]>([
  [alibaba, "networkInterfaceId", 5, 'must be the id of an ENI, such as "eni-bp1…", not 5'],
  [alibaba, "profile", "", 'profile must be a text of 1 to 256 characters, not ""'],
  [alibaba, "networkCardIndex", -1, "networkCardIndex must be a whole number of 0 or more, not -1"],
  [
    alibaba,
    "timeouts",
    { create: "5 minutes" },
    "timeouts.create must be a duration of more than 0, such as",
  ],
  [alibaba, "timeouts", { create: "5 minutes" }, ', not "5 minutes"'],
  [alibaba, "timeouts", { delete: "0s" }, 'timeouts.delete must be a duration of more than 0, such as "90s"'],
  [alibaba, "timeouts", { craete: "5m" }, 'timeouts must be {create?, delete?}, durations such as "5m"'],
  [alibaba, "moveFrom", "*", 'moveFrom must be the id of an ECS instance, such as "i-bp1…", not "*"'],
  [alibaba, "moveFrom", ["i-1", "ins-x"], "moveFrom.1 must be the id of an ECS instance"],
  [tencent, "moveFrom", [5], "moveFrom.0 must be the id of a CVM instance"],
  [tencent, "api", "v4", 'api must be "v3" or "v2", not "v4"'],
  [
    zenlayer,
    "networkInterfaceId",
    1620000000000000000,
    "in quotes, because a number of so many digits loses",
  ],
  [zenlayer, "instanceId", "1.61e+18", "in quotes, because a number of so many digits loses"],
  [zenlayer, "moveFrom", [1610000000000000000], "moveFrom.0 must be an id as the cloud shows it, in quotes"],
  [
    alibaba,
    "regionID",
    "x",
    "regionID is not an argument of Alibaba Cloud's NetworkInterfaceAttachment: did you mean `regionId`?",
  ],
  [alibaba, "foo", 1, "foo is not an argument of Alibaba Cloud's NetworkInterfaceAttachment"],
])("%#: the value and what it must be are named", (cloud, property, value, said) => {
  expect(saidOfAttachment(cloud, { [property]: value }, property)).toContain(said);
});

it.each<[Cloud, string, unknown, string]>([
  [tencent, "qosLevel", "GOLD", 'qosLevel must be "PT", "AU", "AG" or "DEFAULT", not "GOLD"'],
  [zenlayer, "subnetId", 1520000000000000000, "subnetId must be an id as the cloud shows it, in quotes"],
  [zenlayer, "eipIds", [1520000000000000000], "eipIds.0 must be an id as the cloud shows it, in quotes"],
  [alibaba, "securityGroupIds", ["sg-1", "x"], "securityGroupIds.1 must be the id of a security group"],
])("%#: of an interface's argument too", (cloud, property, value, said) => {
  expect(saidOf(cloud, property, value)).toContain(said);
});

const inQuotes =
  "Write it in quotes, in the program and in the configuration; `pulumi config set --path` needs `--type string` for it";

it.each<[Cloud, string, unknown, boolean]>([
  [zenlayer, "networkInterfaceId", 1620000000000000000, true],
  [zenlayer, "instanceId", "1.61e+18", true],
  [zenlayer, "moveFrom", ["1610", 1610000000000000000], true],
  [zenlayer, "regionId", 7, true],
  [alibaba, "profile", 123456789012, true],
  [alibaba, "networkInterfaceId", 5, false],
  [alibaba, "networkCardIndex", -1, false],
  [alibaba, "profile", true, false],
  [tencent, "moveFrom", [5], false],
])("%#: a number in place of a text is told with how to write it", (cloud, property, value, isTold) => {
  const said = saidOfAttachment(cloud, { [property]: value }, property);
  expect(said).toContain("must");
  expect(said?.endsWith(inQuotes)).toBe(isTold);
});

it.each<[Cloud, string, unknown, boolean]>([
  [zenlayer, "subnetId", 1520000000000000000, true],
  [zenlayer, "securityGroupId", 1520000000000000000, true],
  [zenlayer, "eipIds", [1520000000000000000], true],
  [alibaba, "tags", { a: 1 }, true],
  [alibaba, "tags", { a: null }, false],
  [tencent, "name", 42, true],
  [tencent, "qosLevel", 1, false],
])("%#: also for an argument of an interface", (cloud, property, value, isTold) => {
  expect(saidOf(cloud, property, value)?.endsWith(inQuotes)).toBe(isTold);
});

it("an interface may be moved between instances that moveFrom lists, not from its own named as text", () => {
  const own = { instanceId: "i-1", networkInterfaceId: "eni-1", regionId: "cn-hangzhou" };
  for (const moveFrom of [undefined, [], "i-2", ["i-1", "i-2"], ["i-1"], [unknown], unknown]) {
    expect(saidOfAttachment(alibaba, { ...own, moveFrom }, "moveFrom")).toBeUndefined();
  }
  expect(saidOfAttachment(alibaba, { ...own, moveFrom: "i-1" }, "moveFrom")).toContain(
    "use the instance that",
  );
});

/** What a program that comes from elsewhere is told of a name. */
function saidOfName(cloud: Cloud, property: string, resource: "attachment" | "interface") {
  if (resource === "attachment") return saidOfAttachment(cloud, { [property]: "x" }, property);
  const schemas = schemasOf(cloud.networkInterface?.arguments ?? {});
  const failures = findFailures(cloud, "NetworkInterface", schemas, { [property]: "x" });
  return failures.find((failure) => failure.property === property)?.reason;
}

it.each<[Cloud, "attachment" | "interface", string, string]>([
  [alibaba, "interface", "vswitchId", "`subnetId`"],
  [alibaba, "interface", "vswitch_id", "`subnetId`"],
  [alibaba, "interface", "VSwitchId", "`subnetId`"],
  [alibaba, "interface", "networkInterfaceName", "`name`"],
  [alibaba, "interface", "securityGroups", "`securityGroupIds`"],
  [alibaba, "interface", "privateIpAddresses", "`secondaryIpAddresses`"],
  [alibaba, "interface", "privateIpsCount", "`secondaryIpAddressCount`"],
  [alibaba, "interface", "ipv6Addresses", "`assignedIpv6Addresses`"],
  [tencent, "interface", "securityGroups", "`securityGroupIds`"],
  [tencent, "interface", "ipv4s", "`primaryIpAddress` and `secondaryIpAddresses`"],
  [tencent, "attachment", "eniId", "`networkInterfaceId`"],
  [zenlayer, "attachment", "vnicId", "`networkInterfaceId`"],
  [zenlayer, "interface", "stackType", "`nicStackType`"],
  [zenlayer, "interface", "securityGroupIds", "`securityGroupId`"],
])("%#: a name of another tool is refused with the name that it has here", (cloud, resource, name, here) => {
  expect(saidOfName(cloud, name, resource)?.endsWith(`: here it is ${here}`)).toBe(true);
});

it("a name of another tool that has no counterpart, or is of the other resource, is told as that", () => {
  expect(saidOfName(alibaba, "waitForNetworkConfigurationReady", "attachment")).toContain("so leave it out");
  expect(saidOfName(alibaba, "vswitchId", "attachment")).toMatch(/is not an argument of .*Attachment$/);
});

it.each(clouds)("every name here that stands for one elsewhere is an argument, of $title", (cloud) => {
  const names = Object.keys({
    networkInterfaceId: 0,
    ...cloud.attachmentArguments,
    ...cloud.networkInterface?.arguments,
  });
  for (const here of Object.values(cloud.namesElsewhere ?? {}).flat()) expect(names).toContain(here);
  for (const elsewhere of Object.keys(cloud.namesElsewhere ?? {})) expect(names).not.toContain(elsewhere);
});

it.each(clouds)("a missing region is told with the configuration that may set it, of $title", (cloud) => {
  expect(saidOfAttachment(cloud, {}, "regionId")).toBe(
    `regionId is required: declare it, or set it for the stack with \`pulumi config set eni:${cloud.name}RegionId\``,
  );
  expect(saidOfAttachment(cloud, {}, "instanceId")).toBe("instanceId is required");
});
