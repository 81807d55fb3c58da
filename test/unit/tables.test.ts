import { packageRoot } from "../../scripts/packed-package";
import type { DeclaredMember } from "../../scripts/tables/declared-members";
import { replaceBlock } from "../../scripts/tables/generated-block";
import { documentedClouds, generatedFiles } from "../../scripts/tables/generated-files";
import { markdownTable } from "../../scripts/tables/markdown-table";
import { attachmentArguments, cloudArguments } from "../../scripts/tables/reference-tables";

const members = (cloud: ReturnType<typeof documentedClouds>[number]): readonly DeclaredMember[] => [
  ...attachmentArguments(packageRoot),
  ...cloudArguments(packageRoot, cloud),
];

it.each(generatedFiles(packageRoot))("$path says what the tables in the code say", ({ present, wanted }) => {
  // When this fails: npm run tables.
  expect(present).toBe(wanted);
});

describe.each(documentedClouds())("the arguments of $title", (cloud) => {
  it("are all documented, with what a change of each does", () => {
    const undocumented = members(cloud).filter(({ text, change }) => text === "" || change === undefined);
    expect(undocumented).toEqual([]);
  });

  it("are in the documentation when the provider takes them", () => {
    const documented = members(cloud).map(({ name }) => name);
    expect(documented).toEqual(expect.arrayContaining(Object.keys(cloud.attachmentArguments)));
  });

  it("have the time-outs that the documentation of `timeouts` gives", () => {
    const minutes = cloud.name === "zenlayer" ? 10 : 5;
    const documented = members(cloud).find(({ name }) => name === "timeouts")?.text;
    expect(documented).toContain("Default: 5 minutes each, 10 on Zenlayer.");
    expect([cloud.limits.createTimeoutMs, cloud.limits.deleteTimeoutMs]).toEqual([
      minutes * 60_000,
      minutes * 60_000,
    ]);
  });
});

it("keeps a bar inside a cell and makes every column as wide as its widest cell", () => {
  expect(markdownTable(["a", "b"], [["x | y", "1\n2"]])).toBe(
    ["| a      | b   |", "| ------ | --- |", "| x \\| y | 1 2 |"].join("\n"),
  );
});

it("replaces what is between the markers of a block and nothing else", () => {
  const text = "before\n<!-- generated: x -->\nold\n<!-- end of x -->\nafter";
  expect(replaceBlock(text, "x", "new")).toBe(
    "before\n<!-- generated: x -->\n\nnew\n\n<!-- end of x -->\nafter",
  );
  expect(() => replaceBlock(text, "y", "new")).toThrow('"<!-- generated: y -->"');
});
