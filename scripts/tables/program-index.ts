/**
 * provider/index.ts, the whole file. TypeScript has no other way to export a namespace with its types than a line of its
 * own, and the registry itself must not load what programs import: so these lines are made from its names.
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
