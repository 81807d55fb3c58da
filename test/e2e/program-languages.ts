import type { HostedLanguage } from "../../scripts/language-hosts";

/** A resource of a program, in the words of this package. */
export interface PlannedResource {
  readonly cloud: string;
  readonly place: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** The arguments of the interface that is made; a text: the id of one that exists. */
  readonly args: Readonly<Record<string, unknown>> | string;
  /** The instance to which another resource attaches the interface. */
  readonly instanceId?: string;
  /** What the option `import` names, where the entry is one resource. */
  readonly importId?: string;
  /** The arguments whose changes the program ignores. */
  readonly ignoreChanges?: readonly string[];
  /** Options that a transformation sets, after the constructor. */
  readonly transformed?: Readonly<Record<string, unknown>>;
}

/** How a program of interfaces and attachments is written. */
export interface ProgramLanguage {
  readonly title: string;
  /** The language whose host runs it with the provider plugin; undefined: the dynamic resources of a Node program. */
  readonly host?: HostedLanguage;
  /** The files that stay, and the one with what is planned. */
  readonly files: Readonly<Record<string, string>>;
  readonly planFile: string;
  readonly write: (planned: readonly PlannedResource[]) => string;
}

export const javaScript: ProgramLanguage = {
  title: "JavaScript",
  files: {
    "index.js": `
const eni = require("pulumi-eni");
const planned = JSON.parse(require("fs").readFileSync("plan.json", "utf8"));
for (const { cloud, place, name, args, instanceId, ignoreChanges, transformed } of planned) {
  const { NetworkInterface, NetworkInterfaceAttachment } = eni[cloud];
  const transformations = transformed ? [({ props, opts }) => ({ props, opts: { ...opts, ...transformed } })] : [];
  const made = typeof args === "string"
    ? undefined
    : new NetworkInterface(name, { ...place, ...args }, { ignoreChanges, transformations });
  if (made) exports[name] = made.id;
  if (instanceId) {
    const networkInterfaceId = made?.id ?? args;
    new NetworkInterfaceAttachment(name + "-on", { ...place, networkInterfaceId, instanceId });
  }
}
`,
  },
  planFile: "plan.json",
  write: (planned) => JSON.stringify(planned),
};

export const yaml: ProgramLanguage = {
  title: "YAML",
  host: "yaml",
  files: {},
  planFile: "Main.yaml",
  // JSON is YAML, too.
  write: (planned) =>
    JSON.stringify({
      resources: Object.assign({}, ...planned.map(yamlResources)),
      outputs: Object.fromEntries(planned.filter(isMade).map(({ name }) => [name, idOf(name)])),
    }),
};

const isMade = ({ args }: PlannedResource) => typeof args !== "string";
const idOf = (name: string) => `\${${name}.id}`;

function yamlResources({ cloud, place, name, args, instanceId, importId, ignoreChanges }: PlannedResource) {
  const made = typeof args !== "string" && {
    [name]: {
      type: `eni:${cloud}:NetworkInterface`,
      properties: { ...place, ...args },
      options: { ignoreChanges, import: importId },
    },
  };
  const networkInterfaceId = typeof args === "string" ? args : idOf(name);
  const attachment = instanceId !== undefined && {
    [`${name}-on`]: {
      type: `eni:${cloud}:NetworkInterfaceAttachment`,
      properties: { ...place, networkInterfaceId, instanceId },
      ...(made ? {} : { options: { import: importId } }),
    },
  };
  return { ...made, ...attachment };
}

export const python: ProgramLanguage = {
  title: "Python",
  host: "python",
  files: {},
  planFile: "__main__.py",
  write: (planned) =>
    ["import pulumi", "import pulumi_eni as eni", "", ...planned.flatMap(pythonLines), ""].join("\n"),
};

function pythonLines({ cloud, place, name, args, instanceId, importId, ignoreChanges }: PlannedResource) {
  const variable = name.replaceAll("-", "_");
  const lines: string[] = [];
  if (typeof args !== "string") {
    const options = { ignoreChanges: ignoreChanges?.map(snakeCase), import_: importId };
    const given = [...keywords({ ...place, ...args }), optionsText(options)];
    lines.push(`${variable} = eni.${cloud}.NetworkInterface("${name}", ${given.join(", ")})`);
    lines.push(`pulumi.export("${name}", ${variable}.id)`);
  }
  if (instanceId !== undefined) {
    const networkInterfaceId = typeof args === "string" ? JSON.stringify(args) : `${variable}.id`;
    const options = { import_: typeof args === "string" ? importId : undefined };
    const given = [
      ...keywords({ ...place, instanceId }),
      `network_interface_id=${networkInterfaceId}`,
      optionsText(options),
    ];
    lines.push(`eni.${cloud}.NetworkInterfaceAttachment("${name}-on", ${given.join(", ")})`);
  }
  return lines;
}

function optionsText(options: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return `opts=pulumi.ResourceOptions(${keywords(Object.fromEntries(given)).join(", ")})`;
}

function keywords(args: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(args).map(([key, value]) => `${snakeCase(key)}=${pythonText(value)}`);
}

/** A value of JSON in Python, which spells only the truth differently. */
function pythonText(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${pythonText(part)}`);
  return `{${parts.join(", ")}}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
