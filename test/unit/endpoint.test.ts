import { findEndpoints as findAlibaba } from "../../provider/clouds/alibaba/endpoints";
import { findEndpoints as findTencent } from "../../provider/clouds/tencent/endpoints";
import { findEndpoint as findZenlayer } from "../../provider/clouds/zenlayer/endpoints";
import type { Surroundings } from "../../provider/contract/cloud";
import { UserError } from "../../provider/core/errors";

const place = { regionId: "cn-hangzhou", profile: undefined, api: undefined, vpcId: undefined };

interface Setting {
  readonly variable: string;
  readonly name: string;
  readonly find: (surroundings: Surroundings) => object;
}

const settings: readonly Setting[] = [
  {
    variable: "PULUMI_ENI_ALIBABA_ENDPOINT",
    name: "alibabaEndpoint",
    find: (from) => findAlibaba(place, from),
  },
  {
    variable: "PULUMI_ENI_ALIBABA_STS_ENDPOINT",
    name: "alibabaStsEndpoint",
    find: (from) => findAlibaba(place, from),
  },
  {
    variable: "PULUMI_ENI_TENCENT_ENDPOINT",
    name: "tencentEndpoint",
    find: (from) => findTencent(place, from),
  },
  {
    variable: "PULUMI_ENI_TENCENT_V2_ENDPOINT",
    name: "tencentV2Endpoint",
    find: (from) => findTencent(place, from),
  },
  { variable: "PULUMI_ENI_ZENLAYER_ENDPOINT", name: "zenlayerEndpoint", find: findZenlayer },
];

describe.each(settings)("the endpoint of $variable or eni:$name", ({ variable, name, find }) => {
  const byVariable = (endpoint: string) =>
    find({ environment: { [variable]: endpoint }, config: () => undefined, homeDirectory: "/nowhere" });
  const byConfig = (endpoint: string, environment: Record<string, string> = {}) =>
    find({
      environment,
      config: (asked) => (asked === name ? endpoint : undefined),
      homeDirectory: "/nowhere",
    });
  const refusalOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof UserError) return error.message;
    }
    throw new Error("it was not refused");
  };

  it.each([
    "https://canary-user:canary-pass@gateway.example",
    "http://canary-user@gateway.example:8080/path",
    "canary-user:canary-pass@gateway.example",
    "https://canary-user:canary-pass@gateway.example:99999",
    "https://canary-user:canary/pass@gateway.example",
    "https:/canary-user:canary-pass@gateway.example",
    "canary-user%3Acanary-pass@gateway.example",
  ])("may name no user and no password, and a refusal shows neither: %s", (endpoint) => {
    for (const [message, setting] of [
      [refusalOf(() => byVariable(endpoint)), variable],
      [refusalOf(() => byConfig(endpoint)), `eni:${name}`],
    ]) {
      expect(message).toContain(`in ${setting} `);
      expect(message).toContain("https://host:port");
      expect(message).not.toMatch(/canary/);
    }
  });

  it.each([
    "not a host",
    "http://",
    "http//gateway.example",
    "http:/gateway.example",
    "ftp://gateway.example:4510",
    "ws:gateway.example",
    "https://gateway.example:99999",
    "http://gateway.example/path?query=1",
    "gateway.example?query",
    "https://gateway.example/#fragment",
    "https://gateway.example\\path",
  ])("is told with its setting when it is no endpoint: %s", (endpoint) => {
    for (const [message, setting] of [
      [refusalOf(() => byVariable(endpoint)), variable],
      [refusalOf(() => byConfig(endpoint)), `eni:${name}`],
    ]) {
      expect(message).toContain(`"${endpoint}" in ${setting} is not a host and not a URL`);
    }
  });

  it.each([
    ["gateway.example", "https://gateway.example"],
    ["127.0.0.1:4510/", "https://127.0.0.1:4510"],
    ["HTTP://127.0.0.1:4510", "http://127.0.0.1:4510"],
    ["[::1]:4510", "https://[::1]:4510"],
    ["https://gateway.example:8443/zec//", "https://gateway.example:8443/zec"],
  ])("is a host or a URL with a path: %s", (endpoint, url) => {
    expect(Object.values(byVariable(endpoint))).toContain(url);
  });

  it("is the variable's before the configuration's, and an empty one is none", () => {
    const both = byConfig("config.example", { [variable]: "http://variable.example/" });
    expect(Object.values(both)).toContain("http://variable.example");
    expect(Object.values(both)).not.toContain("https://config.example");
    const empty = { environment: { [variable]: "" }, config: () => "", homeDirectory: "/nowhere" };
    const unset = { environment: {}, config: () => undefined, homeDirectory: "/nowhere" };
    expect(find(empty)).toEqual(find(unset));
  });
});

describe.each([
  ["Alibaba", findAlibaba],
  ["Tencent", findTencent],
])("a region in the endpoints of %s", (_, find) => {
  const unset = { environment: {}, config: () => undefined, homeDirectory: "/nowhere" };

  it.each([
    "x@127.0.0.1:45353/",
    "localhost:4510/-fsi",
    "evil.example/-fsi",
    "evil.example#-fsi",
    "ap-guangzhou.evil-fsi",
    "cn hangzhou",
    "cn-hangzhou\n",
    "-fsi",
    "",
    `a${"b".repeat(5_000)}`,
  ])("leads to no other host, it is refused in words: %j", (regionId) => {
    const work = () => find({ ...place, regionId }, unset);
    expect(work).toThrow(UserError);
    expect(work).toThrow(/^regionId ".{0,130}" is not the name of a region\. .*letters, digits and hyphens/);
  });

  it.each(["constructor", "toString", "__proto__"])(
    "is a plain name, whatever objects inherit: %s",
    (regionId) => {
      let found: object;
      try {
        found = find({ ...place, regionId }, unset);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return;
      }
      for (const url of Object.values(found).filter((value) => typeof value === "string")) {
        expect(new URL(url).hostname).toMatch(/\.(aliyuncs\.com|tencentcloudapi\.com|api\.qcloud\.com)$/);
      }
    },
  );
});
