/** What a release is judged by, beside the content of the package. */
export interface Release {
  readonly manifest: ReleaseManifest;
  readonly changelog: string;
  /** The pages for users, by path. */
  readonly pages: Readonly<Record<string, string>>;
}

export interface ReleaseManifest {
  readonly version: string;
  readonly repository?: { readonly type?: string; readonly url?: string };
  readonly homepage?: string;
  readonly bugs?: { readonly url?: string; readonly email?: string };
}

/** With these words a page says what holds only for a checkout. */
export const beforeRelease = "until the first release";

/** What has to be filled in or changed before this version is published; RELEASING.md has the steps. */
export function releaseProblems({ manifest, changelog, pages }: Release): readonly string[] {
  return [...missingAddresses(manifest), ...undated(manifest.version, changelog), ...outdatedLines(pages)];
}

const addresses: readonly {
  field: string;
  of: (manifest: ReleaseManifest) => string | undefined;
  form: RegExp;
}[] = [
  { field: "repository.type", of: ({ repository }) => repository?.type, form: /^git$/ },
  { field: "repository.url", of: ({ repository }) => repository?.url, form: /^git\+https:\/\/\S+\.git$/ },
  { field: "homepage", of: ({ homepage }) => homepage, form: /^https:\/\/\S+$/ },
  { field: "bugs.url", of: ({ bugs }) => bugs?.url, form: /^https:\/\/\S+$/ },
  { field: "bugs.email", of: ({ bugs }) => bugs?.email, form: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
];

function missingAddresses(manifest: ReleaseManifest): readonly string[] {
  return addresses.flatMap(({ field, of, form }) => {
    const value = of(manifest);
    if (value === undefined) return [`package.json: "${field}" is missing`];
    return form.test(value) ? [] : [`package.json: "${field}" is ${JSON.stringify(value)}, not ${form}`];
  });
}

function undated(version: string, changelog: string): readonly string[] {
  const heading = changelog.split("\n").find((line) => line.startsWith("## ")) ?? "";
  const [, named, date] = /^## (\S+) \((\d{4}-\d{2}-\d{2})\)$/.exec(heading) ?? [];
  if (named === version && date !== undefined) return [];
  return [`CHANGELOG.md: the first heading is "${heading}", not "## ${version} (<date as YYYY-MM-DD>)"`];
}

function outdatedLines(pages: Release["pages"]): readonly string[] {
  return Object.entries(pages).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        line.toLowerCase().includes(beforeRelease)
          ? [`${path}:${index + 1}: "${beforeRelease}" is no longer true`]
          : [],
      ),
  );
}
