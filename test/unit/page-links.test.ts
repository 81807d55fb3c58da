import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { examplePages, type MarkdownPage, proseOf, readPage, userPages } from "../support/markdown-pages";

const pages = [...userPages(), ...examplePages()];

/** The names that a link may have after its `#`: as GitHub makes them of headings, and those of `<a id>`. */
function anchorsOf(page: MarkdownPage): readonly string[] {
  const prose = proseOf(page);
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => headingAnchor(title));
  return [...headings, ...[...prose.matchAll(/<a id="([^"]*)">/g)].map(([, id = ""]) => id)];
}

function headingAnchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, "")
    .replace(/ /g, "-");
}

/** The relative links of a page that lead nowhere. */
function brokenLinks(page: MarkdownPage): readonly string[] {
  return linksOf(page).filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page.path : normalize(join(dirname(page.path), path));
    if (!existsSync(join(packageRoot, target))) return true;
    if (anchor === undefined) return false;
    return !target.endsWith(".md") || !anchorsOf(readPage(target)).includes(anchor);
  });
}

function linksOf(page: MarkdownPage): readonly string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^https?:/.test(link));
}

describe.each(pages)("$path", (page) => {
  it("has no link that leads nowhere", () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("has no anchor twice", () => {
    const anchors = anchorsOf(page);
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  });

  it("has no row of a table wider than 120 characters", () => {
    expect(proseOf(page).match(/^\|.{120,}$/gm) ?? []).toEqual([]);
  });
});

it("leads from README.md and from docs/README.md to every page of docs/", () => {
  const reached = (path: string) =>
    linksOf(readPage(path)).map((link) => normalize(join(dirname(path), link.split("#")[0] ?? "")));
  const wanted = userPages().filter(({ path }) => /^docs\/(?!README)/.test(path));
  expect(wanted.length).toBeGreaterThan(10);
  for (const { path } of wanted) {
    expect(reached("README.md")).toContain(path);
    expect(reached("docs/README.md")).toContain(path);
  }
});

it("keeps README.md at 250 lines", () => {
  expect(readPage("README.md").text.split("\n").length).toBeLessThanOrEqual(250);
});

it("finds links to a file and to anchors that are not there", () => {
  const text = "[a](docs/life.md) [b](#b) [c](nowhere.md) [d](docs/life.md#drift) [e](docs/life.md#drifted)";
  expect(brokenLinks({ path: "README.md", text })).toEqual(["#b", "nowhere.md", "docs/life.md#drifted"]);
});
