import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type EngineEvents, readEngineEvents } from "./engine-events";
import { type CommandOptions, type CommandResult, runCommand } from "./run-command";

export interface PulumiProgramOptions {
  /** The files of the program by name; `Pulumi.yaml` and `package.json` have defaults, which follow from the others. */
  files: Record<string, string>;
  /** The folder of the provider plugin, which `Pulumi.yaml` names then. */
  plugin?: string;
  /** The node_modules folder with the program's packages; it is linked into the program's folder. */
  modules?: string;
  /** A folder with node_modules to use as the program's, instead of a new one. It is not removed. */
  folder?: string;
  /** The folder of the pulumi executable. */
  bin: string;
  /** Variables to add to the environment, such as an emulator's endpoint and credentials. */
  environment?: Record<string, string>;
  project?: string;
  stack?: string;
}

export interface PulumiResult extends CommandResult {
  /** Both streams without colours, as a person reads them. */
  text: string;
  events: EngineEvents;
}

export type RunOptions = Pick<CommandOptions, "onOutput" | "onStart" | "timeoutMs"> & {
  environment?: Record<string, string>;
  /** A command that runs pulumi, such as one that takes its time. Default: none. */
  prefix?: readonly string[];
};

/** The properties in a stack's file that scripts and tests read. */
export interface StackResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  dependencies?: string[];
  delete?: boolean;
  pendingReplacement?: boolean;
  taint?: boolean;
  protect?: boolean;
  retainOnDelete?: boolean;
  external?: boolean;
  deletedWith?: string;
  /** The source lines that led to its declaration, the innermost first; a frame can have none. */
  stackTrace?: { sourcePosition?: string }[];
}

const updates = new Set(["up", "preview", "refresh", "destroy"]);
/** Longer than every command of a test or the quickstart, so that only a hanging command is killed. */
const commandTimeoutMs = 300_000;

/** By the file in which a program begins. */
const runtimes = [
  { file: "Main.yaml", runtime: "yaml" },
  { file: "__main__.py", runtime: "python" },
  { file: "main.go", runtime: "go" },
  { file: "index.ts", runtime: "nodejs" },
];
const javaScript = { name: "nodejs", options: { typescript: false } };

const folders = new Set<string>();
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A Pulumi program in a temporary folder with its own file backend. The real CLI runs it. */
export class PulumiProgram {
  readonly root: string;
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  /** The variables of its commands. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(private readonly options: PulumiProgramOptions) {
    this.root = mkdtempSync(join(tmpdir(), "pulumi-eni-program-"));
    folders.add(this.root);
    this.folder = options.folder ?? join(this.root, "program");
    this.project = options.project ?? "attachments";
    this.stack = options.stack ?? "dev";
    for (const name of ["program", "backend", "home", "tmp"]) mkdirSync(join(this.root, name));
    this.writeProgram(options.files);
    rmSync(join(this.folder, `Pulumi.${this.stack}.yaml`), { force: true });
    if (options.modules) symlinkSync(options.modules, join(this.folder, "node_modules"));
    this.environment = this.isolatedEnvironment();
  }

  static async create(options: PulumiProgramOptions): Promise<PulumiProgram> {
    const program = new PulumiProgram(options);
    const created = await program.run(["stack", "init", program.stack]);
    if (created.exitCode === 0) return program;
    program.remove();
    throw new Error(`pulumi stack init failed: ${created.text}`);
  }

  /** Writes the files of a program, which can be in another language than the one before. */
  writeProgram(files: Record<string, string>): void {
    for (const { file } of runtimes) rmSync(join(this.folder, file), { force: true });
    const { plugin } = this.options;
    const { runtime = javaScript } = runtimes.find(({ file }) => files[file] !== undefined) ?? {};
    const plugins = plugin === undefined ? {} : { plugins: { providers: [{ name: "eni", path: plugin }] } };
    // JSON is YAML, too.
    this.write("Pulumi.yaml", JSON.stringify({ name: this.project, runtime, ...plugins }));
    this.write("package.json", `{ "name": "${this.project}", "private": true }\n`);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  up(args: string[] = [], options: RunOptions = {}): Promise<PulumiResult> {
    return this.run(["up", "--yes", "--skip-preview", ...args], options);
  }

  preview(args: string[] = [], options: RunOptions = {}): Promise<PulumiResult> {
    return this.run(["preview", ...args], options);
  }

  refresh(args: string[] = [], options: RunOptions = {}): Promise<PulumiResult> {
    const confirm = args.includes("--preview-only") ? [] : ["--yes", "--skip-preview"];
    return this.run(["refresh", ...confirm, ...args], options);
  }

  destroy(args: string[] = [], options: RunOptions = {}): Promise<PulumiResult> {
    const confirm = args.includes("--preview-only") ? [] : ["--yes", "--skip-preview"];
    return this.run(["destroy", ...confirm, ...args], options);
  }

  /** Runs any pulumi command in the program's folder. */
  async run(args: string[], options: RunOptions = {}): Promise<PulumiResult> {
    const isUpdate = updates.has(args[0] ?? "");
    const eventLog = join(this.root, "events.json");
    rmSync(eventLog, { force: true });
    const extra = isUpdate ? ["--event-log", eventLog, "--suppress-permalink=true"] : [];
    const { prefix = [], ...others } = options;
    const pulumi = join(this.options.bin, "pulumi");
    const [file = pulumi, ...words] = [...prefix, pulumi, ...args, ...extra, "--non-interactive"];
    const result = await this.execute(file, words, others);
    const text = withoutColours(`${result.stdout}${result.stderr}`);
    return { ...result, text, events: readEngineEvents(eventLog) };
  }

  /** Runs any command in the environment of the stack, by default in the program's folder. */
  execute(
    file: string,
    args: string[],
    { environment, ...options }: Omit<RunOptions, "prefix"> & { cwd?: string } = {},
  ): Promise<CommandResult> {
    const env = { ...this.environment, ...environment };
    return runCommand(file, args, { timeoutMs: commandTimeoutMs, cwd: this.folder, ...options, env });
  }

  /** The outputs of the stack as plain values. */
  async outputs(): Promise<Record<string, unknown>> {
    const answer = await this.run(["stack", "output", "--json", "--show-secrets"]);
    return JSON.parse(answer.stdout);
  }

  /** The file of the backend that contains the stack. */
  get stateFile(): string {
    return join(this.root, "backend", ".pulumi", "stacks", this.project, `${this.stack}.json`);
  }

  get stateBytes(): number {
    return statSync(this.stateFile).size;
  }

  /** The resources of this package in the stack's file: of the host of dynamic providers, or of the plugin. */
  resources(): StackResource[] {
    if (!existsSync(this.stateFile)) return [];
    const file: { checkpoint: { latest?: { resources?: StackResource[] } } } = JSON.parse(
      readFileSync(this.stateFile, "utf8"),
    );
    const resources = file.checkpoint.latest?.resources ?? [];
    return resources.filter(({ type }) => /^(pulumi-nodejs:dynamic\/|eni:)/.test(type));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
    folders.delete(this.root);
  }

  /** An environment without the user's credentials, Pulumi login and configuration files of cloud tools. */
  private isolatedEnvironment(): Record<string, string> {
    return {
      PATH: [this.options.bin, process.env.PATH ?? ""].join(delimiter),
      HOME: join(this.root, "home"),
      // What a run leaves there for its own processes must not reach a later run whose engine has the same port.
      TMPDIR: join(this.root, "tmp"),
      LANG: "C.UTF-8",
      PULUMI_HOME: join(this.root, "home", ".pulumi"),
      PULUMI_BACKEND_URL: `file://${join(this.root, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_SUPPRESS_NEO_LINK: "true",
      PULUMI_DEBUG_COMMANDS: "true", // else the CLI does not know --event-log
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...this.options.environment,
    };
  }
}

export function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g"), "");
}
