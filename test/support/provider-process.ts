import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type EngineLog, startEngineLog } from "./engine-log";
import { installedPackage } from "./installed-package";
import { ProviderError } from "./provider-error";
import type { ProviderHost } from "./provider-host";
import { providerText } from "./provider-text";

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
  /** The kind of the resources, such as "alibaba:NetworkInterfaceAttachment". */
  kind?: string;
  /** The constant text that calls to a dynamic provider are made with when the properties carry none. Default: ours. */
  provider?: string;
  /** What starts the provider: Pulumi's host of dynamic providers, or the engine as a plugin. Default: "dynamic". */
  host?: ProviderHost | undefined;
  /** Whether the run executes a program, which a plain destroy or refresh does not. Default: yes. */
  runsProgram?: boolean;
}

export type { ProviderHost };

export interface Checked {
  inputs: Properties;
  failures: { property: string; reason: string }[];
}

export interface Diffed {
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** The real provider process, started in a program's folder and spoken to as the engine does. */
export class ProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    private readonly root: string,
    private readonly kind: string,
    private readonly provider: string,
    private readonly host: ProviderHost,
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
    const log = await startEngineLog(options.runsProgram ?? true);
    const { host = "dynamic", kind = "", provider = providerText(kind) } = options;
    const resolveFrom = createRequire(join(folder, "index.js"));
    const [file, ...args] =
      host === "dynamic"
        ? [process.execPath, resolveFrom.resolve("@pulumi/pulumi/cmd/dynamic-provider")]
        : [join(dirname(resolveFrom.resolve("pulumi-eni/package.json")), "dist/plugin/pulumi-resource-eni")];
    const spawnedAt = performance.now();
    const child = spawn(file, [...args, log.address], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", HOME: root, LANG: "C.UTF-8", ...options.environment },
      stdio: [host === "dynamic" ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const output = { text: "" };
    const port = await firstLine(child, output);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const started = new ProviderProcess(child, client, root, kind, provider, host, log, output, spawnedAt);
    if (host === "plugin") await started.shakeHands();
    await started.configure(options.config ?? {});
    return started;
  }

  /** The address by which the process knows its engine, and which names the file of its run. */
  get engineAddress(): string {
    return this.log.address;
  }

  get processId(): number {
    return this.child.pid ?? 0;
  }

  /** Everything the process printed after its port: what the engine shows at stack level. */
  get printed(): string {
    return this.output.text;
  }

  private async shakeHands(): Promise<void> {
    const request = new messages.ProviderHandshakeRequest();
    request.setEngineAddress(this.log.address);
    await this.call<messages.ProviderHandshakeResponse>((done) => this.client.handshake(request, done));
  }

  /** A dynamic provider gets the stack's whole configuration, a plugin its own keys, with its secrets marked. */
  private async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest();
    const own = Object.entries(config).map(([name, value]) => [
      name.replace(/^eni:/, ""),
      { [signatureKey]: secretSignature, value },
    ]);
    request.setArgs(toStruct(this.host === "dynamic" ? config : Object.fromEntries(own)));
    await this.call<messages.ConfigureResponse>((done) => this.client.configure(request, done));
  }

  async check(olds: Properties, news: Properties): Promise<Checked> {
    const request = new messages.CheckRequest();
    request.setUrn(this.urnOf(news));
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const answer = await this.call<messages.CheckResponse>((done) => this.client.check(request, done));
    const failures = answer.getFailuresList();
    return {
      inputs: fromStruct(answer.getInputs()),
      failures: failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff(
    id: string,
    olds: Properties,
    news: Properties,
    ignoreChanges: readonly string[] = [],
  ): Promise<Diffed> {
    const request = new messages.DiffRequest();
    request.setUrn(this.urnOf(news));
    request.setId(id);
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const declared = Object.keys(news).filter((name) => name in olds);
    request.setIgnorechangesList([...ignoreChanges]);
    request.setOldInputs(this.struct(Object.fromEntries(declared.map((name) => [name, olds[name]]))));
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
    request.setUrn(this.urnOf(properties));
    request.setProperties(this.struct(properties));
    const answer = await this.call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: answer.getId(), properties: fromStruct(answer.getProperties()) };
  }

  /** An empty id says that the resource is gone. */
  async read(
    id: string,
    properties: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest();
    request.setUrn(this.urnOf(properties));
    request.setId(id);
    request.setProperties(this.struct(properties));
    if (inputs) request.setInputs(this.struct(inputs));
    const answer = await this.call<messages.ReadResponse>((done) => this.client.read(request, done));
    const news = fromStruct(answer.getInputs());
    return { id: answer.getId(), properties: fromStruct(answer.getProperties()), inputs: news };
  }

  async update(
    id: string,
    olds: Properties,
    news: Properties,
    ignoreChanges: readonly string[] = [],
  ): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setIgnorechangesList([...ignoreChanges]);
    request.setUrn(this.urnOf(news));
    request.setId(id);
    request.setOlds(this.struct(olds));
    request.setNews(this.struct(news));
    const answer = await this.call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(this.urnOf(properties));
    request.setId(id);
    request.setProperties(this.struct(properties));
    await this.call<Empty>((done) => this.client.delete(request, done));
  }

  /** What a first Ctrl-C does: it reaches a dynamic provider as a signal, and a plugin through the engine. */
  async interrupt(): Promise<void> {
    if (this.host === "dynamic") this.child.kill("SIGINT");
    else await this.call<Empty>((done) => this.client.cancel(new Empty(), done));
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

  /** A program in Node hands its dynamic provider the URN among the inputs. */
  private struct(properties: Properties): Struct {
    if (this.host === "dynamic") return toStruct({ __provider: this.provider, ...properties });
    const { __urn, ...declared } = properties;
    return toStruct(declared);
  }

  /** A resource without a URN among its properties has the name of its interface, or "data". */
  private urnOf({ __urn, networkInterfaceId }: Properties): string {
    if (__urn !== undefined) return String(__urn);
    const isInterface = networkInterfaceId === undefined;
    const kind = isInterface ? this.kind.replace(/Attachment$/, "") : this.kind;
    return urnIn(this.host, kind, isInterface ? "data" : String(networkInterfaceId));
  }

  private call<Answer>(
    send: (done: (error: ServiceError | null, answer: Answer) => void) => void,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      send((error, answer) => (error ? reject(ProviderError.from(error)) : resolve(answer)));
    });
  }
}

/** The URN of a resource with this name. */
export function urnIn(host: ProviderHost, kind: string, name: string): string {
  const type = host === "dynamic" ? `pulumi-nodejs:dynamic/eni/${kind}` : `eni:${kind}`;
  return `urn:pulumi:dev::attachments::${type}::${name}`;
}

/** The marks of a secret value (sdk/go/common/resource/sig). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

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
