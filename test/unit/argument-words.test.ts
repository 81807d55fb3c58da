import { alibaba } from "../../provider/clouds/alibaba/cloud";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import { findFailures } from "../../provider/lifecycle/arguments";
import type { Cloud } from "../../provider/lifecycle/cloud";

/** What is said of one argument of an interface; undefined: it is taken. */
function saidOf(cloud: Cloud, property: string, value: unknown): string | undefined {
  const schema = cloud.networkInterface?.arguments[property]?.schema;
  if (!schema) throw new Error(`${cloud.title} has no argument ${property}`);
  return findFailures("an interface", { [property]: schema }, { [property]: value })[0]?.reason;
}

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, ""]));
const noStart = "must have keys without aliyun or acs: at the start";

it.each<[Cloud, unknown, string]>([
  [alibaba, { b: "1", a: 1 }, "tags.a must be a text, not 1"],
  [alibaba, { a: null }, "tags.a must be a text, not null"],
  [alibaba, ["a"], 'tags must be an object of texts by key, such as { role: "data" }, not ["a"]'],
  [alibaba, { b: "1", "aliyun:x": "1" }, `tags ${noStart}, not "aliyun:x"`],
  [alibaba, { a: "acs:x" }, 'tags.a must be a text without aliyun or acs: at the start, not "acs:x"'],
  [alibaba, { a: "see http://x" }, 'tags.a must be a text without http:// and https://, not "see http://x"'],
  [alibaba, { "": "1" }, 'tags must have keys of 1 to 128 characters, not ""'],
  [alibaba, { "pulumi-eni": "mine" }, "by which pulumi-eni finds an interface again"],
  [alibaba, many(20), "tags must be an object of at most 19 texts by key"],
  [tencent, { a: "" }, 'tags.a must be a text of 1 to 255 characters, not ""'],
  [
    tencent,
    { "qcs:x": "1" },
    'keys without qcloud, tencent, project, 项目 or qcs: at the start, not "qcs:x"',
  ],
  [tencent, { a: "1\n2" }, "tags.a must be a text of letters, digits,"],
  [zenlayer, { a: "x".repeat(65) }, "tags.a must be a text of 1 to 64 characters"],
  [zenlayer, { ["x".repeat(65)]: "1" }, "tags must have keys of 1 to 64 characters"],
])("of tags the key and the broken condition are named (%#)", (cloud, tags, said) => {
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
