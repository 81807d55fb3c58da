import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { cloudFolders, isCloudName } from "../clouds";
import type { Cloud, Place } from "../contract/cloud";
import type { commonConfiguration } from "../contract/configuration";
import { systemClock } from "../core/clock";
import { UserError } from "../core/errors";
import { Intents } from "../reconcile/intent";
import { AttachmentHandler } from "../resources/attachment";
import { Claims, type DeclaredClaim } from "../resources/claims";
import type { ResourceHandler, Run } from "../resources/handler";
import { InterfaceHandler } from "../resources/interface";
import { LookFailures } from "../resources/look-failures";
import { PlannedInterfaces } from "../resources/planned-interfaces";
import { RunFile } from "../run-file";
import { Session } from "../session/session";
import type { EngineLog } from "./engine-log";

/** The kinds of resources of each cloud. */
const kinds: Readonly<Record<string, (run: Run) => ResourceHandler>> = {
  NetworkInterfaceAttachment: (run) => new AttachmentHandler(run),
  NetworkInterface: (run) => new InterfaceHandler(run),
};

/** What a run needs from the engine that started it. */
export interface RunHost {
  /** The engine's address, such as "127.0.0.1:41234". */
  readonly engineAddress: string | undefined;
  readonly engineLog: EngineLog;
  /** A value of the stack's configuration, by its name without `eni:`. */
  readonly configured: (name: string) => string | undefined;
}

/** What all resources of one run of the engine share. It ends with the run. */
export class ProviderRun {
  private readonly interruption = new AbortController();
  private readonly runFile: RunFile;
  private readonly claims: Claims;
  private readonly intents = new Intents();
  private readonly planned = new PlannedInterfaces();
  private readonly lookFailures = new LookFailures();
  private readonly checked = new Set<string>();
  private readonly sessions = new Map<string, Session>();
  private readonly warned = new Set<string>();
  private readonly lastWrites = new Map<string, number>();
  private readonly handlers = new Map<string, ResourceHandler>();
  private hasNoProgram = false;
  private runningOperations = 0;
  private readonly waitingForIdle: (() => void)[] = [];

  constructor(private readonly host: RunHost) {
    this.runFile = new RunFile(host.engineAddress);
    this.claims = new Claims(
      randomUUID().slice(0, 8),
      () => this.declaredElsewhere(),
      (claim) => this.runFile.add({ ...claim, checkedBy: process.pid }),
    );
  }

  /** The handler of a kind of resource, such as "alibaba:NetworkInterfaceAttachment". */
  handler(kind: string): ResourceHandler {
    const known = this.handlers.get(kind);
    if (known) return known;
    const [cloudName = "", type = ""] = kind.split(":");
    const folder = isCloudName(cloudName) ? cloudFolders[cloudName] : undefined;
    const open = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (!folder || !open) {
      throw new UserError(
        `pulumi-eni does not know resources of kind "${kind}". Perhaps a newer version created the state: install that version.`,
      );
    }
    const handler = open(this.openRun(folder.cloud()));
    this.handlers.set(kind, handler);
    return handler;
  }

  get isIdle(): boolean {
    return this.runningOperations === 0;
  }

  /** Counts an operation as running. */
  async operation<T>(work: () => Promise<T>): Promise<T> {
    this.runningOperations += 1;
    try {
      return await work();
    } finally {
      this.runningOperations -= 1;
      if (this.isIdle) for (const resolve of this.waitingForIdle.splice(0)) resolve();
    }
  }

  /** Resolves when no operation is running. */
  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.waitingForIdle.push(resolve));
  }

  /**
   * To await before a deletion. A run without a program declares nothing. What the file of its port has is from an
   * earlier run, and must not keep a destroy from detaching.
   */
  async lookForProgram(): Promise<void> {
    if (this.hasNoProgram || this.declaredElsewhere().every(({ checkedBy }) => checkedBy !== undefined))
      return;
    this.hasNoProgram = !(await this.host.engineLog.runsProgram());
  }

  /**
   * What the program and the other provider processes of the run have declared so far. A process that has checked
   * something is alive, so its run has a program, although not every language tells the engine of one.
   */
  private declaredElsewhere(): readonly DeclaredClaim[] {
    const declared = this.runFile.declared();
    return this.hasNoProgram ? declared.filter(({ checkedBy }) => checkedBy !== undefined) : declared;
  }

  /** Ends all waits. A call that has begun finishes, so that its result is known. */
  interrupt(): void {
    this.interruption.abort();
  }

  private openRun(cloud: Cloud): Run {
    const { claims, intents, planned, lookFailures, checked } = this;
    const { engineLog, configured } = this.host;
    return {
      cloud,
      claims,
      intents,
      planned,
      lookFailures,
      checked,
      configuredDriftCheck: () =>
        configured("driftCheck" satisfies keyof typeof commonConfiguration) === "true",
      configuredPreflight: () => configured("preflight" satisfies keyof typeof commonConfiguration),
      sessionFor: (place) => this.sessionFor(cloud, place),
      reporterFor: (urn) => ({
        status: (message) => engineLog.log("info", message, urn, true),
        info: (message) => engineLog.log("info", message, urn),
        warn: (message) => engineLog.log("warning", message, urn),
        error: (message) => engineLog.log("error", message, urn),
      }),
      warnOnce: (message) => this.warnOnce(message),
    };
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.host.engineLog.log("warning", message, undefined);
  }

  private sessionFor(cloud: Cloud, place: Place): Session {
    const key = JSON.stringify([cloud.name, place]);
    const known = this.sessions.get(key);
    if (known) return known;
    const connection = cloud.connect(place, {
      config: this.host.configured,
      environment: process.env,
      homeDirectory: homedir(),
      warn: (message) => this.warnOnce(message),
    });
    const session = new Session(cloud, place, connection, {
      clock: systemClock,
      signal: this.interruption.signal,
      random: Math.random,
      lastWrites: this.lastWrites,
      busy: () => this.runningOperations > 1,
    });
    this.sessions.set(key, session);
    return session;
  }
}
