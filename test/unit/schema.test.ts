import type { Cloud } from "../../provider/contract/cloud";
import { typeToken } from "../../provider/resource";
import { packageRoot } from "../../scripts/packed-package";
import { documentedClouds } from "../../scripts/tables/generated-files";
import { attachment, kindsOf, networkInterface, type ResourceKind } from "../../scripts/tables/resource-kind";
import { packageSpec } from "../../scripts/tables/schema";
import { argumentSchemas } from "../../scripts/tables/schema-resource";
import type { ResourceSpec } from "../../scripts/tables/schema-spec";
import { isOfType } from "../support/schema-type";

const spec = packageSpec(packageRoot, documentedClouds(), {
  version: "1.2.3",
  description: "",
  keywords: [],
  license: "",
});

function specOf(cloud: Pick<Cloud, "name">, { className }: ResourceKind): ResourceSpec {
  const resource = spec.resources[`eni:${cloud.name}:${className}`];
  if (!resource) throw new Error(`the schema has no ${className} of ${cloud.name}`);
  return resource;
}

const kinds = documentedClouds().flatMap((cloud) =>
  kindsOf(cloud).map((kind) => ({ cloud, kind, title: `${cloud.name}.${kind.className}` })),
);

/** A value of every type that JSON has, and of every form that an argument takes. */
const values = [
  ...["eni-1", "i-1", "sg-1", "vsw-1", "ins-1", "subnet-1", "vpc-1", "1620", "10.0.0.1", "2001:db8::1"],
  ...["on", "adopt", "v2", "Trunk", "Standard", "PT", "Enable", "IPv4", "ByBandwidth", "FullNat", "cn-x"],
  ...[1, 1.5, true],
  ...[["sg-1"], ["i-1"], ["ins-1"], ["1620"], ["10.0.0.1"], ["2001:db8::1"], [1]],
  ...[{ create: "5m" }, { create: "5m", delete: "90s" }, { role: "data" }, { role: 1 }],
] as const;

describe.each(kinds)("the schema of $title", ({ cloud, kind }) => {
  const { inputProperties, requiredInputs, properties, required, aliases } = specOf(cloud, kind);
  const checked = argumentSchemas(cloud, kind);

  it("has the arguments that the provider checks, and no others", () => {
    expect(Object.keys(inputProperties).sort()).toEqual(Object.keys(checked).sort());
  });

  it("requires what the provider requires, but for the region, which the configuration may give", () => {
    const needed = Object.keys(checked).filter((name) => !checked[name]?.safeParse(undefined).success);
    expect([...requiredInputs, "regionId"].sort()).toEqual(needed.sort());
  });

  it.each(Object.keys(inputProperties))("has the type of %s that the provider takes", (name) => {
    const type = inputProperties[name];
    const taken = values.filter((value) => checked[name]?.safeParse(value).success);
    expect(taken).not.toEqual([]);
    expect(taken.filter((value) => !type || !isOfType(spec, type, value))).toEqual([]);
  });

  it("requires only outputs that it has", () => {
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
    expect(required).toEqual(expect.arrayContaining(["status", "attachedTo", "accountId"]));
  });

  it("takes over a resource of the dynamic classes", () => {
    expect(aliases).toEqual([{ type: typeToken(`${cloud.name}:${kind.className}`) }]);
  });

  it("describes every property", () => {
    const described = [...Object.entries(inputProperties), ...Object.entries(properties)];
    expect(described.filter(([, { description }]) => !/^\S.*\.$/.test(description))).toEqual([]);
  });
});

const [alibaba, tencent, zenlayer] = ["alibaba", "tencent", "zenlayer"].map((name) => ({ name })) as [
  Pick<Cloud, "name">,
  Pick<Cloud, "name">,
  Pick<Cloud, "name">,
];

it.each<[Pick<Cloud, "name">, ResourceKind, readonly string[]]>([
  [alibaba, attachment, ["instanceId", "networkInterfaceId", "regionId"]],
  [tencent, attachment, ["api", "instanceId", "networkInterfaceId", "regionId"]],
  [
    tencent,
    networkInterface,
    ["api", "isRdma", "primaryIpAddress", "qosLevel", "regionId", "subnetId", "vpcId"],
  ],
])("names what always replaces a resource (%#)", (cloud, kind, names) => {
  const { inputProperties } = specOf(cloud, kind);
  const replacing = Object.keys(inputProperties).filter(
    (name) => inputProperties[name]?.willReplaceOnChanges,
  );
  expect(replacing.sort()).toEqual(names);
});

it("tells whole numbers from others, and a text or a list from a text", () => {
  const { networkCardIndex, moveFrom } = specOf(alibaba, attachment).inputProperties;
  const { bandwidth, packageSize, internetChargeType } = specOf(zenlayer, networkInterface).inputProperties;
  expect([networkCardIndex, bandwidth, packageSize]).toMatchObject([
    { type: "integer" },
    { type: "integer" },
    { type: "number" },
  ]);
  expect(moveFrom).toMatchObject({
    oneOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
  });
  expect(internetChargeType?.description).toContain(
    'One of "ByBandwidth", "ByTrafficPackage", "BandwidthCluster".',
  );
});

it("shows one example in every language", () => {
  const { description } = specOf(alibaba, attachment);
  for (const line of [
    'import { alibaba } from "pulumi-eni";',
    '    network_interface_id="eni-bp1…",',
    '\tInstanceId:         pulumi.String("i-bp1…"),',
    "    type: eni:alibaba:NetworkInterfaceAttachment",
  ]) {
    expect(description.split("\n")).toContain(line);
  }
});

it("takes no secret key from the environment, because an SDK would copy it into the state", () => {
  const { variables } = spec.config;
  const secret = Object.keys(variables).filter((name) => variables[name]?.secret);
  expect(secret).toEqual([
    "alibabaAccessKeyId",
    "alibabaAccessKeySecret",
    "alibabaSecurityToken",
    "tencentSecretId",
    "tencentSecretKey",
    "tencentToken",
    "zenlayerAccessKeyId",
    "zenlayerAccessKeyPassword",
  ]);
  for (const name of secret) expect(variables[name]).not.toHaveProperty("defaultInfo");
  expect(variables.alibabaEndpoint).toMatchObject({
    defaultInfo: { environment: ["PULUMI_ENI_ALIBABA_ENDPOINT"] },
  });
  expect(variables.driftCheck).toMatchObject({ type: "boolean" });
});

it("links to the repository as soon as package.json has one", () => {
  const url = "git+https://example.com/eni/pulumi-eni.git";
  const facts = { version: "1.2.3", description: "", keywords: [], license: "", repository: { url } };
  const { repository, language } = packageSpec(packageRoot, [], facts);
  expect(repository).toBe("https://example.com/eni/pulumi-eni");
  expect(language.go).toMatchObject({ importBasePath: "example.com/eni/pulumi-eni/sdk/go/eni" });
});
