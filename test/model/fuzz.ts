import { request } from "node:http";
import fc from "fast-check";
import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Properties } from "../../provider/contract/properties";
import { UserError } from "../../provider/core/errors";
import { hostileBodies, hostileIds, hostileProperties } from "./hostile";
import { pairText } from "./ledger";
import { ModelWorld } from "./model-world";
import { ProviderRun } from "./provider-run";
import { type Scene, sceneOf } from "./scene";

export const fuzzTargets = ["provider's inputs", "server's answers", "emulator's requests"] as const;
export type FuzzTarget = (typeof fuzzTargets)[number];

export interface FuzzOptions {
  readonly target: FuzzTarget;
  readonly api: string;
  readonly runs: number;
  readonly seed: number;
}

/** Throws hostile input at one target. Rejects with the smallest input that it does not stand. */
export async function fuzz({ target, api, runs, seed }: FuzzOptions): Promise<void> {
  const scene = sceneOf(api);
  const world = await ModelWorld.open(scene.api.storeName);
  try {
    await throwAt(target, world, scene, { numRuns: runs, seed });
  } finally {
    await world.close();
  }
}

function throwAt(
  target: FuzzTarget,
  world: ModelWorld,
  scene: Scene,
  runs: { readonly numRuns: number; readonly seed: number },
): Promise<void> {
  switch (target) {
    case "provider's inputs":
      return fc.assert(standsInputs(world, scene), runs);
    case "server's answers":
      return fc.assert(standsAnswers(world, scene), runs);
    case "emulator's requests":
      return fc.assert(standsRequests(world), runs);
    default:
      return target satisfies never;
  }
}

const callNames = ["check", "diff", "create", "read", "update", "delete"] as const;

/** Each call ends with a result or with words for the user, and only what its id names is changed. */
function standsInputs(world: ModelWorld, scene: Scene) {
  const pair = pairText(scene.interfaceId(1), scene.instanceId("running"));
  return fc.asyncProperty(
    fc.constantFrom("attachments" as const, "interfaces" as const),
    fc.constantFrom(...callNames),
    hostileIds([pair, scene.interfaceId(1)]),
    hostileProperties,
    hostileProperties,
    async (kind, name, id, olds, news) => {
      world.reset();
      const valid = kind === "attachments" ? attachmentOf(scene) : scene.argumentsOf("first", "dev", "m");
      const provider = runOf(world, scene)[kind];
      const call = callOf(provider, name, id, withHostile(valid, olds), withHostile(valid, news));
      await mustEnd(call);
      for (const write of world.writes) {
        const isNamed = [pairText(write.interfaceId, write.instanceId ?? ""), write.interfaceId].includes(id);
        if (name === "check" || name === "diff" || name === "read" || (name === "delete" && !isNamed)) {
          throw new Error(`${name} of ${id} has sent ${JSON.stringify(write)}`);
        }
      }
    },
  );
}

const actions = [
  "DescribeNetworkInterfaces",
  "DescribeInstances",
  "AttachNetworkInterface",
  "DetachNetworkInterface",
  undefined,
];

/** Whatever the server answers, an attach and a detach end, with a result or with words for the user. */
function standsAnswers(world: ModelWorld, scene: Scene) {
  return fc.asyncProperty(
    fc.constantFrom(...actions),
    hostileBodies,
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom(200, 200, 200, 400, 403, 404, 500, 503),
    async (action, body, times, status) => {
      world.reset();
      const fault = { kind: "http", status, body, contentType: "application/json" } as const;
      world.emulator.faults.add({ ...(action === undefined ? {} : { action }), times, ...fault });
      const { attachments } = runOf(world, scene);
      const inputs = attachmentOf(scene);
      const made = await mustEnd(attachments.create(inputs));
      const id = pairText(scene.interfaceId(1), scene.instanceId("running"));
      await mustEnd(attachments.read(id, made?.outs ?? { ...inputs, status: "attached" }));
      await mustEnd(attachments.delete(id, made?.outs ?? { ...inputs, status: "attached" }));
    },
  );
}

/** The emulator answers every request, and is never surprised. */
function standsRequests(world: ModelWorld) {
  const header = fc.constantFrom(
    "host",
    "authorization",
    "content-type",
    "x-tc-action",
    "x-zc-action",
    "x-acs-action",
    "date",
  );
  return fc.asyncProperty(
    fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"),
    fc.webPath({ size: "medium" }),
    fc.tuple(
      fc.constantFrom("", "Action=DescribeNetworkInterfaces&"),
      fc.webQueryParameters({ size: "medium" }),
    ),
    fc.dictionary(header, fc.base64String(), { maxKeys: 4 }),
    fc.oneof(hostileBodies, fc.string()),
    async (method, path, query, headers, body) => {
      const target = `${path.startsWith("/") ? "" : "/"}${path}?${query.join("")}`;
      const answer = await send(world.emulator.port, method, target, headers, body);
      if (answer.includes("the emulator failed")) throw new Error(answer);
    },
  );
}

function attachmentOf(scene: Scene) {
  return {
    ...scene.api.place,
    networkInterfaceId: scene.interfaceId(1),
    instanceId: scene.instanceId("running"),
    __urn: scene.urn("dev", "a"),
  };
}

function withHostile(valid: object, hostile: object): Record<string, unknown> {
  // As JSON, because an engine passes only that on: what is undefined is missing.
  return JSON.parse(JSON.stringify({ ...valid, ...hostile }));
}

function runOf(world: ModelWorld, { api }: Scene): ProviderRun {
  const { accessKeyId, accessKeySecret } = world.emulator.credentials[api.storeName];
  return new ProviderRun(world, api.cloud, {
    command: "up",
    config: api.keys({ accessKeyId, accessKeySecret }),
    declared: () => [],
  });
}

function callOf(
  provider: DynamicProvider,
  name: (typeof callNames)[number],
  id: string,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): Promise<unknown> {
  switch (name) {
    case "check":
      return provider.check(olds, news);
    case "diff":
      return provider.diff(id, olds, news);
    case "create":
      return afterCheck(provider, {}, news, (inputs) => provider.create(inputs));
    case "read":
      return provider.read(id, olds);
    case "update":
      return afterCheck(provider, olds, news, (inputs) => provider.update(id, olds, inputs));
    case "delete":
      return provider.delete(id, olds);
    default:
      return name satisfies never;
  }
}

/** The engine creates and updates only what a check has accepted. */
async function afterCheck(
  provider: DynamicProvider,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
  call: (inputs: Properties) => Promise<unknown>,
): Promise<unknown> {
  const { inputs, failures } = await provider.check(olds, news);
  return failures.length > 0 ? undefined : call(inputs);
}

const hangsAfterMs = 30_000;

/** The result; undefined after an error for the user. Anything else is a bug. */
async function mustEnd<T>(call: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it hangs")), hangsAfterMs);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes("has a bug")) throw error;
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function send(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path, headers, agent: false, timeout: hangsAfterMs }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve(text));
      answer.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error("it does not answer")));
    sent.on("error", reject);
    sent.end(method === "GET" || method === "HEAD" ? undefined : body);
  });
}
