import { homedir } from "node:os";
import type { Cloud, Place } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import { systemClock } from "../core/clock";
import { UserError } from "../core/errors";
import { AttachmentLife } from "../resources/attachment";
import { Claims } from "../resources/claims";
import { InterfaceLife } from "../resources/interface";
import { type Life, PartialFailure, type RunContext } from "../resources/run";
import { Session } from "../session/session";
import { connectEngineLog } from "./engine-log";

/** The clouds, each loaded at its first use only. A new cloud is one line here. */
const clouds: Readonly<Record<string, () => Cloud>> = {
  alibaba: () => (require("../clouds/alibaba/cloud") as typeof import("../clouds/alibaba/cloud")).alibaba,
  tencent: () => (require("../clouds/tencent/cloud") as typeof import("../clouds/tencent/cloud")).tencent,
  zenlayer: () => (require("../clouds/zenlayer/cloud") as typeof import("../clouds/zenlayer/cloud")).zenlayer,
};

/** The kinds of resources that each cloud has. */
const lives: Readonly<Record<string, (run: RunContext) => Life>> = {
  NetworkInterfaceAttachment: (run) => new AttachmentLife(run),
  NetworkInterface: (run) => new InterfaceLife(run),
};

/** What Pulumi's host of dynamic providers calls. Everything goes through as plain JSON. */
export interface DynamicProvider {
  configure(request: { readonly config: ConfigReader }): Promise<void>;
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly object[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<object>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ id: string; props: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

export interface ConfigReader {
  get(key: string): string | undefined;
}

/** One process serves all resources of one run: what they share lives here and dies with the run. */
const interrupt = new AbortController();
const engineLog = connectEngineLog(process.argv[2]);
const claims = new Claims();
const sessions = new Map<string, Session>();
const said = new Set<string>();
const lastWrites = new Map<string, number>();
let config: ConfigReader | undefined;
let operationsUnderWay = 0;

/** The provider of one kind of resource, such as "alibaba:NetworkInterfaceAttachment". State of years ago calls this. */
export function handler(kind: string): DynamicProvider {
  const [cloudName = "", type = ""] = kind.split(":");
  const load = Object.hasOwn(clouds, cloudName) ? clouds[cloudName] : undefined;
  const begin = Object.hasOwn(lives, type) ? lives[type] : undefined;
  if (!load || !begin) {
    throw new UserError(
      `pulumi-eni does not know resources of kind "${kind}"; is it an older version than the one that made the state?`,
    );
  }
  const life = begin(contextOf(load()));
  return {
    // Stored in the first statement: the host does not wait for an asynchronous end before other operations begin.
    configure: (request) => {
      config = request.config;
      return Promise.resolve();
    },
    check: (olds, news) =>
      operation(async () => {
        // What a program leaves out with null is left out: the engine keeps the inputs that are answered here.
        const inputs = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
        return { inputs, failures: await life.check(olds, inputs) };
      }),
    diff: (id, olds, news) => operation(() => life.diff(id, olds, news)),
    create: (inputs) => operation(() => life.create(inputs), inputs),
    read: (id, properties) => operation(() => life.read(id, properties)),
    update: (id, olds, news) => operation(() => life.update(id, olds, news), news),
    delete: (id, properties) => operation(() => life.delete(id, properties)),
  };
}

function contextOf(cloud: Cloud): RunContext {
  return {
    cloud,
    claims,
    sessionFor: (place) => sessionFor(cloud, place),
    voiceOf: (urn) => ({
      status: (message) => engineLog.log("info", message, urn, true),
      info: (message) => engineLog.log("info", message, urn),
      warn: (message) => engineLog.log("warning", message, urn),
      error: (message) => engineLog.log("error", message, urn),
    }),
    configuredPreflight: () => config?.get("eni:preflight"),
    warnOnce: (message) => {
      if (said.has(message)) return;
      said.add(message);
      engineLog.log("warning", message, undefined);
    },
  };
}

function sessionFor(cloud: Cloud, place: Place): Session {
  const key = JSON.stringify([cloud.name, place]);
  const known = sessions.get(key);
  if (known) return known;
  const connection = cloud.connect(place, {
    config: (name) => config?.get(`eni:${name}`),
    environment: process.env,
    homeDirectory: homedir(),
  });
  const session = new Session(cloud, place, connection, {
    clock: systemClock,
    signal: interrupt.signal,
    random: Math.random,
    lastWrites,
    busy: () => operationsUnderWay > 1,
  });
  sessions.set(key, session);
  return session;
}

/** Runs one operation so that Ctrl-C lets it finish its call, and that its error is one the host can carry. */
async function operation<T>(work: () => Promise<T>, inputs?: Properties): Promise<T> {
  if (operationsUnderWay++ === 0) process.on("SIGINT", onInterrupt);
  try {
    return await work();
  } catch (error) {
    throw forHost(error, inputs);
  } finally {
    // A listener that stayed would make the engine wait five seconds for this process at the end of every command.
    if (--operationsUnderWay === 0) process.off("SIGINT", onInterrupt);
  }
}

function onInterrupt(): void {
  interrupt.abort();
}

/** Only text crosses to the engine, and `id`, `properties` and `reasons` where the cloud may have acted. */
function forHost(error: unknown, inputs: Properties | undefined): Error {
  if (error instanceof PartialFailure) {
    // Without the provider's text among the properties the resource could never be destroyed.
    const properties = { ...error.properties, __provider: inputs?.__provider };
    const reasons = error.reasons.map(cut);
    return Object.assign(new UserError(cut(error.message)), { id: error.id, properties, reasons });
  }
  if (error instanceof UserError)
    return error.message.length > longestMessage ? new UserError(cut(error.message)) : error;
  // A defect of ours: its stack is what a report needs.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new UserError(cut(`pulumi-eni failed in a way it should not; please report this: ${message}`));
}

/** A longer one breaks the connection to the engine, and nobody reads it. */
const longestMessage = 8_000;

function cut(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
