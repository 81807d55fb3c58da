import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudSample, SampleAttachment } from "../../emulator";
import { filesOfGoProgram } from "../go-program";
import { packageRoot } from "../packed-package";
import { type DeclaredResource, InterfaceId } from "../program-text/declared-resource";
import { goProgram } from "../program-text/go";
import { pythonProgram } from "../program-text/python";
import { yamlProgram } from "../program-text/yaml";
import type { PulumiProgram } from "../pulumi-program";
import { configure } from "./configure";

/** What the program of a tour declares at one time. */
export interface Declared {
  readonly attachments: Readonly<Record<string, SampleAttachment>>;
  /** The name of the interface that the program creates and attaches; undefined: it creates none. */
  readonly ownName?: string;
}

/** How a tour has its program declare something. */
export interface TourLanguage {
  readonly title: string;
  /** The files with which the program begins. */
  files: (sample: CloudSample) => Record<string, string>;
  /** The program as it begins, where it does not stand in this repository. */
  text?: (sample: CloudSample) => string;
  begin: (program: PulumiProgram, sample: CloudSample) => Promise<void>;
  declare: (program: PulumiProgram, sample: CloudSample, declared: Declared) => Promise<void>;
}

/** The root program reads from the configuration what it declares. */
const typescript: TourLanguage = {
  title: "TypeScript",
  files: () =>
    Object.fromEntries(
      ["index.ts", "Pulumi.yaml"].map((name) => [name, readFileSync(join(packageRoot, name), "utf8")]),
    ),
  begin: (program, sample) => configure(program, "cloud", sample.name),
  declare: async (program, _, { attachments, ownName: name }) => {
    await configure(program, "attachments", JSON.stringify(attachments));
    if (name !== undefined) await configure(program, "interface", JSON.stringify({ name }));
  },
};

/** A program without a configuration: what it declares is written into it. */
function written(
  title: string,
  file: string,
  write: (resources: readonly DeclaredResource[]) => string,
  /** The files beside it. */
  others: () => Record<string, string> = () => ({}),
): TourLanguage {
  const text = (sample: CloudSample, declared: Declared) => write(resourcesOf(sample, declared));
  return {
    title,
    files: (sample) => ({ [file]: text(sample, sample), ...others() }),
    text: (sample) => text(sample, sample),
    begin: async () => {},
    declare: async (program, sample, declared) => program.write(file, text(sample, declared)),
  };
}

export const tourLanguages = {
  typescript,
  yaml: written("YAML", "Main.yaml", yamlProgram),
  python: written("Python", "__main__.py", pythonProgram),
  go: written("Go", "main.go", goProgram, filesOfGoProgram),
} as const;

export type TourLanguageName = keyof typeof tourLanguages;

function resourcesOf(sample: CloudSample, { attachments, ownName }: Declared): DeclaredResource[] {
  const { cloud, networkInterface } = sample;
  const attach = (name: string, args: DeclaredResource["args"]) =>
    ({ cloud, kind: "NetworkInterfaceAttachment", name, args }) as const;
  const declared: DeclaredResource[] = Object.entries(attachments).map(([name, args]) =>
    attach(name, args as DeclaredResource["args"]),
  );
  if (ownName === undefined || networkInterface === undefined) return declared;
  const args = { ...networkInterface, name: ownName } as DeclaredResource["args"];
  const attachment = { ...sample.attachments.data, networkInterfaceId: new InterfaceId("own") };
  return [
    ...declared,
    { cloud, kind: "NetworkInterface", name: "own", args },
    attach("own", attachment as DeclaredResource["args"]),
  ];
}
