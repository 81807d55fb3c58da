import { contentProblems, type Manifest } from "../../scripts/package-content";
import { packageRoot } from "../../scripts/packed-package";
import { pagesForUsers } from "../../scripts/release-pages";
import { type Release, releaseProblems } from "../../scripts/release-problems";

const ready: Release = {
  manifest: {
    version: "1.2.0",
    repository: { type: "git", url: "git+https://example.com/owner/name.git" },
    homepage: "https://example.com/owner/name#readme",
    bugs: { url: "https://example.com/owner/name/issues", email: "security@example.com" },
  },
  changelog: "# Changelog\n\n## 1.2.0 (2027-01-31)\n\n- New.\n\n## 1.1.0 (2026-12-24)\n",
  pages: { "README.md": "npm install pulumi-eni\n" },
};

describe("a release", () => {
  it("is ready with all addresses, a date, and pages that speak of the registry", () => {
    expect(releaseProblems(ready)).toEqual([]);
  });

  it("lacks each address that package.json does not have", () => {
    expect(releaseProblems({ ...ready, manifest: { version: "1.2.0" } })).toEqual([
      'package.json: "repository.type" is missing',
      'package.json: "repository.url" is missing',
      'package.json: "homepage" is missing',
      'package.json: "bugs.url" is missing',
      'package.json: "bugs.email" is missing',
    ]);
  });

  it("does not take an address of another form", () => {
    const bugs = { url: "TODO", email: "nobody" };
    expect(releaseProblems({ ...ready, manifest: { ...ready.manifest, bugs } })).toEqual([
      expect.stringContaining('"bugs.url" is "TODO"'),
      expect.stringContaining('"bugs.email" is "nobody"'),
    ]);
  });

  it.each([
    "# Changelog\n\n## 1.2.0 (unreleased)\n",
    "# Changelog\n\n## 1.1.0 (2026-12-24)\n",
    "# Changelog\n",
  ])("needs the version and its date at the top of the changelog: %j", (changelog) => {
    expect(releaseProblems({ ...ready, changelog })).toEqual([
      expect.stringMatching(/^CHANGELOG\.md: .*"## 1\.2\.0 \(<date/),
    ]);
  });

  it("names each line that says how it was before", () => {
    const text =
      "# X\n\nnpm install x   # until the first release: npm install <path>\nUntil the first release …\n";
    expect(releaseProblems({ ...ready, pages: { "examples/x/README.md": text } })).toEqual([
      expect.stringContaining("examples/x/README.md:3:"),
      expect.stringContaining("examples/x/README.md:4:"),
    ]);
  });
});

it("looks at every page, also in folders and beside the SDKs", () => {
  expect(pagesForUsers(packageRoot)).toEqual(
    expect.arrayContaining([
      ...["README.md", "docs/languages.md", "docs/reliability/faults.md", "sdk/python/README.md"],
      "examples/alibaba-interface-go/README.md",
    ]),
  );
});

describe("the content of the tarball", () => {
  const manifest: Manifest = {
    main: "./dist/provider/index.js",
    types: "./dist/provider/index.d.ts",
    bin: { "pulumi-eni": "dist/cli/main.js" },
    exports: { "./runtime": { default: "./dist/provider/runtime.js" }, "./package.json": "./package.json" },
    dependencies: {},
  };
  const complete = [
    ...["package.json", "README.md", "CHANGELOG.md", "LICENSE", "docs/README.md"],
    ...["dist/provider/index.js", "dist/provider/index.d.ts", "dist/provider/runtime.js", "dist/cli/main.js"],
    ...["pulumi-resource-eni", "pulumi-resource-eni.cmd", "start.js", "main.js", "service.js"].map(
      (name) => `dist/plugin/${name}`,
    ),
    ...["dist/plugin/schema.json", "dist/plugin/LICENSES.txt"],
  ];

  it("is right with the code, its types and the pages", () => {
    expect(contentProblems(manifest, complete)).toEqual([]);
  });

  it.each(complete)("lacks %s when it is not there", (file) => {
    expect(
      contentProblems(
        manifest,
        complete.filter((each) => each !== file),
      ),
    ).toEqual([`the tarball does not contain ${file}`]);
  });

  it.each([
    "dist/provider/index.ts",
    "dist/provider/index.js.map",
    "dist/provider/core/retry.test.js",
    "dist/test/unit/core.test.js",
    "dist/scripts/test.js",
    "provider/index.ts",
    "docs/notes.txt",
    ".npmrc",
    "dist/.tsbuildinfo",
  ])("has no %s", (file) => {
    expect(contentProblems(manifest, [...complete, file])).toEqual([
      `the tarball contains ${file}, which does not belong in it`,
    ]);
  });
});
