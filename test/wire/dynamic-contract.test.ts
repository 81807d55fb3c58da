import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import type { Constructed, Construction } from "../support/construct-attachment";
import { installedPackage } from "../support/installed-package";
import { constructIn, folderWithSdk } from "../support/program-folder";

const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
const oldest = String(manifest.peerDependencies["@pulumi/pulumi"]).replace(/^\^/, "");

const args = {
  regionId: "cn-hangzhou",
  networkInterfaceId: "eni-1",
  instanceId: "i-1",
  moveFrom: ["i-2"],
  timeouts: { create: "5m" },
};

const installed: string = require("@pulumi/pulumi/package.json").version;

/** In words, by version, and where a program finds it. */
const sdks: [string, string, () => Promise<string>][] = [
  ["the installed SDK", installed, installedPackage],
  ["the oldest SDK of the peer range", oldest, () => folderWithSdk(oldest)],
];

/** Where the program's line is, which differs by nature. */
function withoutPlace({ sourceposition: _, stacktrace: __, ...rest }: Readonly<Record<string, unknown>>) {
  return rest;
}

function only(constructed: Constructed | undefined): Constructed["requests"][number] {
  const [request, ...more] = constructed?.requests ?? [];
  if (!request || more.length > 0) throw new Error(constructed?.refusal ?? "not one request");
  return request;
}

describe.each(sdks)("on %s, %s", (_, version, prepare) => {
  const ours: Construction = { cloud: "alibaba", args };
  const twin: Construction = {
    ...ours,
    args: {
      ...args,
      __urn: "urn:pulumi:dev::program::pulumi-nodejs:dynamic/eni/alibaba:NetworkInterfaceAttachment::data",
    },
    twin: { module: "eni/alibaba", type: "NetworkInterfaceAttachment" },
  };
  let registered: Constructed["requests"][number];
  let twinRegistered: Constructed["requests"][number];
  let sdk: string | undefined;

  beforeAll(async () => {
    const constructed = await constructIn(await prepare(), ours, twin);
    sdk = constructed[0]?.sdk;
    registered = only(constructed[0]);
    twinRegistered = only(constructed[1]);
  });

  it("runs on that very SDK", () => {
    expect(sdk).toBe(version);
  });

  it("registers with the type token and the fields of a dynamic resource, and one option more", () => {
    expect(registered.type).toBe(twinRegistered.type);
    expect(registered.custom).toBe(true);
    expect(withoutPlace(registered.rest)).toEqual({
      ...withoutPlace(twinRegistered.rest),
      deletebeforereplace: true,
      deletebeforereplacedefined: true,
    });
  });

  it("sends the arguments of a dynamic resource, nothing undefined, and its URN among them", () => {
    const { __provider, ...declared } = registered.object;
    const { __provider: twinProvider, ...twinDeclared } = twinRegistered.object;
    expect(declared).toEqual(twinDeclared);
    expect([typeof __provider, typeof twinProvider]).toEqual(["string", "string"]);
  });

  it("sends a text that the host compiles to a handler, as the text of a dynamic resource is", () => {
    const compile = (text: unknown, load: (path: string) => unknown) => {
      const exported: { handler?: () => unknown } = {};
      new Function("exports", "require", String(text))(exported, load);
      return exported.handler?.();
    };
    const asked: string[] = [];
    const provider = compile(registered.object.__provider, (path) => {
      asked.push(path);
      return { handler: (kind: string) => ({ kind }) };
    });
    expect(asked).toEqual(["pulumi-eni/runtime"]);
    expect(provider).toEqual({ kind: "alibaba:NetworkInterfaceAttachment" });
    expect(compile(twinRegistered.object.__provider, () => ({}))).toHaveProperty("create");
  });
});

describe("what state of years to come holds", () => {
  const clouds = ["alibaba", "tencent", "zenlayer"] as const;
  let constructed: readonly Constructed[];

  beforeAll(async () => {
    constructed = await constructIn(await installedPackage(), ...clouds.map((cloud) => ({ cloud, args })));
  });

  it.each(clouds.map((cloud, index) => [cloud, index] as const))(
    "is for ever the same on %s",
    (cloud, index) => {
      const { type, object } = only(constructed[index]);
      expect(type).toBe(`pulumi-nodejs:dynamic/eni/${cloud}:NetworkInterfaceAttachment`);
      expect(object.__provider).toBe(
        `exports.handler = () => require("pulumi-eni/runtime").handler("${cloud}:NetworkInterfaceAttachment");`,
      );
      expect(Object.keys(manifest.exports)).toContain("./runtime");
    },
  );
});
