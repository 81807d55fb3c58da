/** What the checks of the package read of its manifest. */
export interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What an engine starts, with what it reads beside it. */
const pluginFiles = [
  ...["pulumi-resource-eni", "pulumi-resource-eni.cmd", "start.js", "main.js", "service.js"],
  ...["schema.json", "LICENSES.txt"],
].map((name) => `dist/plugin/${name}`);

/** The files that a user needs: code, its types, the provider plugin, and the pages that README.md leads to. */
const wanted = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^docs\/(reliability\/)?[^/]+\.md$/,
  /^docs\/benchmark\/[^/]+\.svg$/,
  /^dist\/(provider|emulator|cli)\/.+(?<!\.test)(\.d\.ts|\.js)$/,
  /^dist\/plugin\/[^/]+$/,
];

/** What the manifest or a user needs and the tarball lacks, and what it has beside that. */
export function contentProblems(manifest: Manifest, files: readonly string[]): readonly string[] {
  const missing = neededFiles(manifest).filter((file) => !files.includes(file));
  const stray = files.filter((file) => !wanted.some((pattern) => pattern.test(file)));
  return [
    ...missing.map((file) => `the tarball does not contain ${file}`),
    ...stray.map((file) => `the tarball contains ${file}, which does not belong in it`),
  ];
}

function neededFiles({ main, types, bin, exports }: Manifest): readonly string[] {
  const exported = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
  const targets = [main, types, ...Object.values(bin), ...exported].map((path) => path.replace(/^\.\//, ""));
  return [...new Set([...targets, "README.md", "LICENSE", "CHANGELOG.md", "docs/README.md", ...pluginFiles])];
}
