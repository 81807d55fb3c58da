import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudSample } from "../../emulator";
import { packageRoot } from "../packed-package";
import { PulumiProgram } from "../pulumi-program";
import type { BenchHost } from "./bench-row";
import type { BenchScenario } from "./bench-scenario";

export type PackageName = "pulumi-eni" | "no-op-twin";

/** What the programs of a benchmark need, for each package. */
export interface ProgramSetup {
  readonly sample: CloudSample;
  readonly host: BenchHost;
  /** The folder of the plugin. The host of dynamic providers does not use it. */
  readonly plugins: Readonly<Record<PackageName, string>>;
  /** The folders of the programs, one for each stack, with the package in their node_modules. */
  readonly folders: Readonly<Record<PackageName, readonly string[]>>;
  readonly bin: string;
}

/** The programs of a scenario with our package or with the twin, one for each stack. Each declares its share. */
export function programsOf(
  packageName: PackageName,
  setup: ProgramSetup,
  { attachments, interfaces }: BenchScenario,
  environment: Record<string, string>,
): Promise<PulumiProgram[]> {
  const folders = setup.folders[packageName];
  const shareOf = <Args>(all: Readonly<Record<string, Args>>, stack: number) =>
    Object.fromEntries(Object.entries(all).filter((_, index) => index % folders.length === stack));
  return Promise.all(
    folders.map((folder, stack) => {
      const plan = { attachments: shareOf(attachments, stack), interfaces: shareOf(interfaces, stack) };
      return programOf(packageName, setup, folder, plan, environment);
    }),
  );
}

async function programOf(
  packageName: PackageName,
  { plugins, bin, sample, host }: ProgramSetup,
  folder: string,
  plan: Pick<BenchScenario, "attachments" | "interfaces">,
  environment: Record<string, string>,
): Promise<PulumiProgram> {
  const namespace = packageName === "pulumi-eni" ? `.${sample.cloud}` : "";
  const classes = host === "plugin" ? pluginClasses(sample.cloud) : `require("${packageName}")${namespace}`;
  // Pulumi takes stack traces for each registration, and our classes shorten them. That saves more time than a preview
  // takes, so all programs shorten them: what is measured is the provider.
  const text = `Error.stackTraceLimit = 5;
const { NetworkInterface, NetworkInterfaceAttachment } = ${classes};
const { attachments, interfaces } = require("./plan.json");
for (const [name, args] of Object.entries(attachments)) {
  const made = interfaces[name] && new NetworkInterface(name, interfaces[name]);
  new NetworkInterfaceAttachment(name, made ? { ...args, networkInterfaceId: made.id } : args);
}
`;
  const files = { "index.js": text, "plan.json": JSON.stringify(plan) };
  return PulumiProgram.create({
    files,
    folder,
    bin,
    environment,
    project: "bench",
    ...(host === "plugin" ? { plugin: plugins[packageName] } : {}),
  });
}

/** Classes that register the types of the plugin, with every output of its schema, as a generated SDK does. */
function pluginClasses(cloud: string): string {
  const schema: { resources: Record<string, { properties: object }> } = JSON.parse(
    readFileSync(join(packageRoot, "sdk", "schema.json"), "utf8"),
  );
  const classOf = (kind: string) => {
    const type = `eni:${cloud}:${kind}`;
    const names = Object.keys(schema.resources[type]?.properties ?? {});
    return `class extends CustomResource {
    constructor(name, args) {
      super("${type}", name, { ...outputs(${JSON.stringify(names)}), ...args });
    }
  }`;
  };
  return `(() => {
  const { CustomResource } = require("@pulumi/pulumi");
  const outputs = (names) => Object.fromEntries(names.map((name) => [name, undefined]));
  return {
    NetworkInterface: ${classOf("NetworkInterface")},
    NetworkInterfaceAttachment: ${classOf("NetworkInterfaceAttachment")},
  };
})()`;
}
