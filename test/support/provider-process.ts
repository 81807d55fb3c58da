import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type EngineLog, startEngineLog } from "./engine-log";
import { installedPackage } from "./installed-package";
import { ProviderError } from "./provider-error";

export type Properties = Record<string, unknown>;

/** What the engine sends in place of a value that is not known yet, in preview. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface ProviderProcessOptions {
  /** Added to the environment, such as an emulator's endpoint and credentials. */
  environment?: Record<string, string>;
  /** The stack's configuration, with its secrets decrypted, as the engine passes it. */
  config?: Record<string, string>;
  /** The node_modules folder of the program. Default: the package from its tarball. */
  modules?: string;
  /** The constant text that calls are made with when the properties carry none. */
  provider: string;
}

export interface Checked {
  inputs: Properties;
  failures: { property: string; reason: string }[];
}

export interface Diffed {
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** The real dynamic-provider process, started in a program's folder and spoken to as the engine does. */
export class ProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    private readonly root: string,
    private readonly provider: string,
    /** What the provider reported to the user through the engine. */
    readonly log: EngineLog,
    private readonly output: { text: string },
    /** By `performance.now()`. */
    readonly spawnedAt: number,
  ) {}

  static async start(options: ProviderProcessOptions): Promise<ProviderProcess> {
    const root = mkdtempSync(join(tmpdir(), "pulumi-eni-provider-"));
    const folder = join(root, "program");
    mkdirSync(folder);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: attachments\nruntime: nodejs\n");
    symlinkSync(
      options.modules ?? join(await installedPackage(), "node_modules"),
      join(folder, "node_modules"),
    );
    const log = await startEngineLog();
    const host = createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const spawnedAt = performance.now();
    const child = spawn(process.execPath, [host, log.address], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", HOME: root, LANG: "C.UTF-8", ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { text: "" };
    const port = await firstLine(child, output);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const started = new ProviderProcess(child, client, root, options.provider, log, output, spawnedAt);
    await started.configure(options.config ?? {});
    return started;
  }

  get processId(): number {
    return this.child.pid ?? 0;
  }

  /** Everything the process printed after its port: what the engine shows at stack level. */
  get printed(): string {
    return this.output.text;
  }

  private async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(toStruct(config));
    await this.call<messages.ConfigureResponse>((done) => this.client.configure(request, done));
  }

  async check(olds: Properties, news: Properties): Promise<Checked> {
    const request = new messages.CheckRequest();
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const answer = await this.call<messages.CheckResponse>((done) => this.client.check(request, done));
    const failures = answer.getFailuresList();
    return {
      inputs: fromStruct(answer.getInputs()),
      failures: failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<Diffed> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const answer = await this.call<messages.DiffResponse>((done) => this.client.diff(request, done));
    const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
    const changes = answer.getChanges();
    return {
      changes: changes === DIFF_SOME ? true : changes === DIFF_NONE ? false : undefined,
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(this.struct(properties));
    const answer = await this.call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), properties: fromStruct(answer.getProperties()) };
  }

  /** An empty id says that the resource is gone. */
  async read(
    id: string,
    properties: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(this.struct(properties));
    const answer = await this.call<messages.ReadResponse>((done) => this.client.read(request, done));
    const inputs = fromStruct(answer.getInputs());
    return { id: answer.getId(), properties: fromStruct(answer.getProperties()), inputs };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const answer = await this.call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(this.struct(properties));
    await this.call<Empty>((done) => this.client.delete(request, done));
  }

  kill(signal: NodeJS.Signals = "SIGKILL"): void {
    this.child.kill(signal);
  }

  /** Ends the process, by default as the engine does; as the engine it kills what has not ended after five seconds. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<{ wasKilled: boolean; milliseconds: number }> {
    this.client.close();
    await this.log.close();
    const hasEnded = this.child.exitCode !== null || this.child.signalCode !== null;
    const ended = hasEnded ? undefined : once(this.child, "exit");
    const signalledAt = performance.now();
    this.child.kill(signal);
    const patience = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(patience);
    const milliseconds = performance.now() - signalledAt;
    rmSync(this.root, { recursive: true, force: true });
    return { wasKilled: this.child.signalCode === "SIGKILL", milliseconds };
  }

  private struct(properties: Properties): Struct {
    return toStruct({ __provider: this.provider, ...properties });
  }

  private call<Answer>(
    send: (done: (error: ServiceError | null, answer: Answer) => void) => void,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      send((error, answer) => (error ? reject(ProviderError.from(error)) : resolve(answer)));
    });
  }
}

/** Only plain JSON crosses the wire: what is undefined does not. */
function toStruct(properties: Properties): Struct {
  const plain: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(properties));
  return Struct.fromJavaScript(plain);
}

function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** The first line on stdout is the port; what follows is collected. */
async function firstLine(child: ChildProcess, output: { text: string }): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error("the provider process was started without pipes");
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.text += text;
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => {
    throw new Error(`the provider process ended before it served: ${output.text}`);
  });
  const [port] = await Promise.race([once(lines, "line"), ended]);
  ended.catch(() => {}); // its later end is expected
  lines.on("line", (line) => {
    output.text += `${line}\n`;
  });
  return String(port);
}
