/** provider/version.ts, the whole file: what is compiled knows its version also where a bundler has moved it. */
export function versionText(version: string): string {
  return `/** The version in package.json, written here by \`npm run tables\`: a bundle has no package.json beside it. */
export const version = ${JSON.stringify(version)};
`;
}
