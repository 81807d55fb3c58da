import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { cloudFolders, isCloudName } from "../clouds";
import type { Cloud, Place } from "../contract/cloud";
import type { commonConfiguration } from "../contract/configuration";
import { systemClock } from "../core/clock";
import { UserError } from "../core/errors";
import { Intents } from "../reconcile/intent";
import { AttachmentHandler } from "../resources/attachment";
import { Claims } from "../resources/claims";
import type { ResourceHandler, Run } from "../resources/handler";
import { InterfaceHandler } from "../resources/interface";
import { LookFailures } from "../resources/look-failures";
import { PlannedInterfaces } from "../resources/planned-interfaces";
import { RunFile } from "../run-file";
import { Session } from "../session/session";
import { asDynamicProvider, type DynamicProvider, type Kind } from "./dynamic-host";
import { connectEngineLog } from "./engine-log";

/** The kinds of resources of each cloud. */
const kinds: Readonly<Record<string, Kind & { readonly open: (run: Run) => ResourceHandler }>> = {
  NetworkInterfaceAttachment: { open: (run) => new AttachmentHandler(run), recordsUrn: true },
  NetworkInterface: { open: (run) => new InterfaceHandler(run), recordsUrn: false },
};

/** The functions that the host calls, including the one for the stack's configuration. */
export interface ConfiguredProvider extends DynamicProvider {
  configure(request: { readonly config: ConfigReader }): Promise<void>;
}

export interface ConfigReader {
  get(key: string): string | undefined;
}

/** One process serves all resources of a run. What they share is here and ends with the run. */
const interrupt = new AbortController();
const engineLog = connectEngineLog(process.argv[2]);
const runFile = new RunFile(process.argv[2]);
const claims = new Claims(randomUUID().slice(0, 8), () => (hasNoProgram ? [] : runFile.declared()));
const intents = new Intents();
const planned = new PlannedInterfaces();
const lookFailures = new LookFailures();
const checked = new Set<string>();
const sessions = new Map<string, Session>();
const warned = new Set<string>();
const lastWrites = new Map<string, number>();
let hasNoProgram = false;
let config: ConfigReader | undefined;
let runningOperations = 0;

/**
 * The provider of one kind of resource, such as "alibaba:NetworkInterfaceAttachment". The text in old states calls
 * this.
 */
export function handler(name: string): ConfiguredProvider {
  const [cloudName = "", type = ""] = name.split(":");
  const folder = isCloudName(cloudName) ? cloudFolders[cloudName] : undefined;
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!folder || !kind) {
    throw new UserError(
      `pulumi-eni does not know resources of kind "${name}". Perhaps a newer version created the state: install that version.`,
    );
  }
  const provider = asDynamicProvider(kind.open(runOf(folder.cloud())), kind);
  return {
    // Stored in the first statement, because the host starts other operations without waiting for this promise.
    configure: (request) => {
      config = request.config;
      return Promise.resolve();
    },
    check: (olds, news) => operation(() => provider.check(olds, news)),
    diff: (id, olds, news) => operation(() => provider.diff(id, olds, news)),
    create: (inputs) => operation(() => provider.create(inputs)),
    read: (id, properties) => operation(() => provider.read(id, properties)),
    update: (id, olds, news) => operation(() => provider.update(id, olds, news)),
    delete: (id, properties) =>
      operation(async () => {
        await lookForProgram();
        return provider.delete(id, properties);
      }),
  };
}

/**
 * A run without a program declares nothing. What the file of its port has is from an earlier run, and must not keep a
 * destroy from detaching.
 */
async function lookForProgram(): Promise<void> {
  if (!hasNoProgram && runFile.declared().length > 0) hasNoProgram = !(await engineLog.runsProgram());
}

function runOf(cloud: Cloud): Run {
  return {
    cloud,
    claims,
    intents,
    planned,
    lookFailures,
    checked,
    configuredDriftCheck: () =>
      configured("driftCheck" satisfies keyof typeof commonConfiguration) === "true",
    sessionFor: (place) => sessionFor(cloud, place),
    reporterFor: (urn) => ({
      status: (message) => engineLog.log("info", message, urn, true),
      info: (message) => engineLog.log("info", message, urn),
      warn: (message) => engineLog.log("warning", message, urn),
      error: (message) => engineLog.log("error", message, urn),
    }),
    configuredPreflight: () => configured("preflight" satisfies keyof typeof commonConfiguration),
    warnOnce,
  };
}

function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  engineLog.log("warning", message, undefined);
}

function sessionFor(cloud: Cloud, place: Place): Session {
  const key = JSON.stringify([cloud.name, place]);
  const known = sessions.get(key);
  if (known) return known;
  const connection = cloud.connect(place, {
    config: configured,
    environment: process.env,
    homeDirectory: homedir(),
    warn: warnOnce,
  });
  const session = new Session(cloud, place, connection, {
    clock: systemClock,
    signal: interrupt.signal,
    random: Math.random,
    lastWrites,
    busy: () => runningOperations > 1,
  });
  sessions.set(key, session);
  return session;
}

/** A value of the stack's configuration. */
function configured(name: string): string | undefined {
  return config?.get(`eni:${name}`);
}

/** Runs one operation. Ctrl-C lets it finish its call. */
async function operation<T>(work: () => Promise<T>): Promise<T> {
  if (runningOperations++ === 0) process.on("SIGINT", onInterrupt);
  try {
    return await work();
  } finally {
    // With a remaining listener, the engine would wait five seconds for this process at the end of every command.
    if (--runningOperations === 0) process.off("SIGINT", onInterrupt);
  }
}

function onInterrupt(): void {
  interrupt.abort();
}
