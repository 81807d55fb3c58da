/** provider/clouds/configuration.ts, the whole file: a table of each cloud, for a program that loads no cloud. */
export function configurationIndexText(cloudNames: readonly string[]): string {
  const names = [...cloudNames].sort();
  const imports = names.map((name) => `import { configuration as ${name} } from "./${name}/configuration";`);
  return `${imports.join("\n")}

/** The configuration of each cloud of \`index.ts\`. Made from it by \`npm run tables\`. */
export const cloudConfiguration = { ${names.join(", ")} };
`;
}

/**
 * provider/index.ts, the whole file. TypeScript needs one line for each namespace that is exported with its types, and
 * the registry itself must not load what programs import. So the lines are generated from the registry's names.
 */
export function programIndexText(cloudNames: readonly string[]): string {
  const namespaces = [...cloudNames]
    .sort()
    .map((name) => `export * as ${name} from "./clouds/${name}/resource";`);
  return `/** What programs import: a namespace for each cloud of \`clouds/index.ts\`. Made from it by \`npm run tables\`. */
${namespaces.join("\n")}
export type { AttachmentArgs, InterfaceArgs } from "./resource";
`;
}
