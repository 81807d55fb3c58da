import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";
import type { Constructed, Construction } from "../support/construct-attachment";
import { installedPackage } from "../support/installed-package";
import { oldStates, resourcesOf } from "../support/old-state";
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

  it("registers with the type token and the fields of a dynamic resource, and two options more", () => {
    expect(registered.type).toBe(twinRegistered.type);
    expect(registered.custom).toBe(true);
    expect(withoutPlace(registered.rest)).toEqual({
      ...withoutPlace(twinRegistered.rest),
      aliasesList: [
        { spec: { name: "", project: "", stack: "", type: "eni:alibaba:NetworkInterfaceAttachment" } },
      ],
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

const operations = ["check", "create", "delete", "diff", "read", "update"];

/** Each kind of resource in the states that earlier versions wrote: its type token and its text. */
const written = [
  ...new Map(
    oldStates().flatMap(({ fixture }) =>
      fixture.program.map(({ name, resource, args }) => {
        const found = resourcesOf(fixture).find((entry) => entry.name === name);
        const [type = "", text = ""] = [found?.type, String(found?.inputs.__provider)];
        return [`${type} ${text}`, { type, text, cloud: fixture.cloud, resource, args }] as const;
      }),
    ),
  ).values(),
];

describe("what states that earlier versions wrote hold", () => {
  let constructed: readonly Constructed[];
  let loaded: readonly string[][];

  beforeAll(async () => {
    const folder = await installedPackage();
    constructed = await constructIn(
      folder,
      ...written.map(({ cloud, resource, args: declared }) => ({
        cloud,
        ...(resource === "NetworkInterface" ? { resource } : {}),
        args: { ...args, ...declared },
      })),
    );
    loaded = await loadTexts(
      folder,
      written.map(({ text }) => text),
    );
  });

  it("is of two kinds on each cloud", () => {
    const kinds = ["NetworkInterface", "NetworkInterfaceAttachment"];
    const all = ["alibaba", "tencent", "zenlayer"].flatMap((cloud) =>
      kinds.map((kind) => `pulumi-nodejs:dynamic/eni/${cloud}:${kind}`),
    );
    expect(written.map(({ type }) => type)).toEqual(expect.arrayContaining(all));
  });

  it.each(written.map((entry, index) => ({ ...entry, index })))(
    "is what a program of today registers: $type",
    ({ type, text, index }) => {
      const { type: token, object } = only(constructed[index]);
      expect(token).toBe(type);
      expect(object.__provider).toBe(text);
    },
  );

  it.each(written.map((entry, index) => ({ ...entry, index })))(
    "is code that the installed package serves: $type",
    ({ index }) => {
      expect(loaded[index]).toEqual(operations);
    },
  );
});

/** The operations of the providers that texts make when they run in a program's folder, as the engine runs them. */
async function loadTexts(folder: string, texts: readonly string[]): Promise<readonly string[][]> {
  const script = `
    const providers = ${JSON.stringify(texts)}.map((text) => {
      const exported = {};
      new Function("exports", "require", text)(exported, require);
      return exported.handler();
    });
    const served = (provider) => ${JSON.stringify(operations)}.filter((name) => typeof provider[name] === "function");
    process.stdout.write(JSON.stringify(providers.map(served)), () => process.exit());
  `;
  const { stdout, stderr } = await runCommand(process.execPath, ["-e", script], {
    cwd: folder,
    timeoutMs: 60_000,
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}
