import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudFolders, cloudNames } from "../../provider/clouds";
import { cloudConfiguration } from "../../provider/clouds/configuration";
import { apisOf } from "../../provider/contract/apis";
import type { Cloud } from "../../provider/contract/cloud";
import { commonConfiguration } from "../../provider/contract/configuration";
import { readCodes } from "../../test/support/codes-to-read";
import { argumentsText, outputsText } from "./argument-lists";
import { type CodeCoverage, coverageOf, coverageText } from "./code-coverage";
import { codesText } from "./code-page";
import { configurationText } from "./configuration-list";
import { emulatedCodes } from "./emulated-codes";
import { replaceBlock } from "./generated-block";
import { interfaceDeclaration } from "./interface-arguments";
import { configurationIndexText, programIndexText } from "./program-index";
import { attachment, networkInterface } from "./resource-kind";
import { rulesText } from "./rule-lists";
import { type PackageFacts, schemaText } from "./schema";
import { versionText } from "./version";

/** A generated file: its text on disk, and its text made from the tables in the code. */
export interface GeneratedFile {
  readonly path: string;
  readonly present: string;
  readonly wanted: string;
}

/** The clouds of the registry, in its order. */
export function documentedClouds(): readonly Cloud[] {
  return cloudNames.map((name) => cloudFolders[name].cloud());
}

/** Every file with generated text; paths are relative to the root of the package. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  const clouds = documentedClouds();
  const facts: PackageFacts = JSON.parse(read(root, "package.json"));
  const pages = {
    "attachment.md": {
      arguments: argumentsText(root, clouds, attachment),
      outputs: outputsText(root, clouds, attachment),
    },
    "interface.md": {
      "interface arguments": argumentsText(root, clouds, networkInterface),
      "interface outputs": outputsText(root, clouds, networkInterface),
    },
    "rules.md": { rules: rulesText(clouds) },
    "credentials.md": {
      configuration: configurationText(commonConfiguration, clouds, cloudConfiguration),
    },
  };
  return [
    ...Object.entries(pages).map(([page, blocks]) => pageFile(root, join("docs", page), blocks)),
    {
      path: join("docs", "codes.md"),
      present: read(root, join("docs", "codes.md")),
      wanted: codesText(clouds, coverageText(codeCoverage(root, clouds))),
    },
    ...clouds.flatMap((cloud) => (cloud.networkInterface ? [declarationFile(root, cloud)] : [])),
    {
      path: join("provider", "index.ts"),
      present: read(root, join("provider", "index.ts")),
      wanted: programIndexText(cloudNames),
    },
    {
      path: versionFile,
      present: read(root, versionFile),
      wanted: versionText(facts.version),
    },
    {
      path: join("provider", "clouds", "configuration.ts"),
      present: read(root, join("provider", "clouds", "configuration.ts")),
      wanted: configurationIndexText(cloudNames),
    },
    {
      path: schemaFile,
      present: read(root, schemaFile),
      wanted: schemaText(root, clouds, facts),
    },
  ];
}

/** How many of the documented codes each part of the project knows, for each API. */
export function codeCoverage(root: string, clouds: readonly Cloud[]): readonly CodeCoverage[] {
  return clouds.flatMap(apisOf).map((api) => coverageOf(api, emulatedCodes(root, api), readCodes(api)));
}

const versionFile = join("provider", "version.ts");
const schemaFile = join("sdk", "schema.json");

/** A page written by hand, with generated blocks in it. */
function pageFile(root: string, path: string, blocks: Readonly<Record<string, string>>): GeneratedFile {
  const present = read(root, path);
  const wanted = Object.entries(blocks).reduce(
    (text, [name, block]) => replaceBlock(text, name, block),
    present,
  );
  return { path, present, wanted };
}

/** The TypeScript interface of the arguments in a cloud's table. */
function declarationFile(root: string, cloud: Cloud): GeneratedFile {
  const path = join("provider", "clouds", cloud.name, "network-interface-args.ts");
  return { path, present: read(root, path), wanted: interfaceDeclaration(cloud) };
}

function read(root: string, path: string): string {
  const full = join(root, path);
  return existsSync(full) ? readFileSync(full, "utf8") : "";
}
