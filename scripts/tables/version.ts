/** provider/version.ts, the whole file. The compiled code contains its version, because a bundler may move the code. */
export function versionText(version: string): string {
  return `/** The version in package.json, copied by \`npm run tables\`, because a bundle has no package.json beside it. */
export const version = ${JSON.stringify(version)};
`;
}
