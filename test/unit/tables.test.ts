import { packageRoot } from "../../scripts/packed-package";
import { cloudArguments, commonArguments } from "../../scripts/tables/argument-lists";
import type { DeclaredMember } from "../../scripts/tables/declared-members";
import { replaceBlock } from "../../scripts/tables/generated-block";
import { documentedClouds, generatedFiles } from "../../scripts/tables/generated-files";
import { listItem } from "../../scripts/tables/markdown-list";
import { kindsOf, type ResourceKind } from "../../scripts/tables/resource-kind";

type Documented = ReturnType<typeof documentedClouds>[number];

const members = (cloud: Documented, kind: ResourceKind): readonly DeclaredMember[] => [
  ...commonArguments(packageRoot, kind),
  ...cloudArguments(packageRoot, cloud, kind),
];

/** The names of what a cloud itself takes as arguments of a kind. */
const takenBy = (cloud: Documented, { className }: ResourceKind): readonly string[] => {
  if (className === "NetworkInterfaceAttachment") return Object.keys(cloud.attachmentArguments);
  return Object.keys({ ...cloud.networkInterface?.placeArguments, ...cloud.networkInterface?.arguments });
};

const kinds = documentedClouds().flatMap((cloud) =>
  kindsOf(cloud).map((kind) => ({ cloud, kind, title: `${cloud.name}.${kind.className}` })),
);

it.each(generatedFiles(packageRoot))("$path says what the tables in the code say", ({ present, wanted }) => {
  // When this fails: npm run tables.
  expect(present).toBe(wanted);
});

describe.each(kinds)("the arguments of $title", ({ cloud, kind }) => {
  it("are all documented, with what a change of each does", () => {
    const undocumented = members(cloud, kind).filter(
      ({ text, change }) => text === "" || change === undefined,
    );
    expect(undocumented).toEqual([]);
  });

  it("are in the documentation when the provider takes them", () => {
    const documented = members(cloud, kind).map(({ name }) => name);
    expect(documented).toEqual(expect.arrayContaining([...takenBy(cloud, kind)]));
  });

  it("have the time-outs that the documentation of `timeouts` gives", () => {
    const text = members(cloud, kind).find(({ name }) => name === "timeouts")?.text ?? "";
    const [, usual, others = ""] =
      /Default: (\d+) minutes each((?:, \d+ on [A-Z][\w ]+)*)\./.exec(text) ?? [];
    const [, own] = new RegExp(`, (\\d+) on ${cloud.title}`).exec(others) ?? [];
    const documentedMs = Number(own ?? usual) * 60_000;
    const { createTimeoutMs, deleteTimeoutMs } = cloud.limits;
    expect([createTimeoutMs, deleteTimeoutMs]).toEqual([documentedMs, documentedMs]);
  });
});

describe.each(documentedClouds())("the codes of $title", ({ codes }) => {
  it("say what to do also where the provider has repeated the call in vain", () => {
    const lasting = codes.filter(({ kind }) => kind === "settle" || kind === "conflict");
    const onlyRepeated = lasting.filter(({ remedy }) => /^pulumi-eni [^.]*\.$/.test(remedy));
    expect(lasting).not.toEqual([]);
    expect(onlyRepeated).toEqual([]);
  });
});

it("shows types without Pulumi's wrappers, however they are nested", () => {
  const types = kinds.flatMap(({ cloud, kind }) => members(cloud, kind).map(({ type }) => type));
  expect(types.filter((type) => type.includes("pulumi."))).toEqual([]);
  expect(types).toEqual(expect.arrayContaining(["string[]", "Record<string, string>"]));
});

it("breaks the lines of a list after 120 characters, but never inside code", () => {
  const word = "x".repeat(112);
  expect(listItem(`${word} \`a b c\` end`, "  ")).toBe(`  - ${word}\n    \`a b c\` end`);
});

it("replaces what is between the markers of a block and nothing else", () => {
  const text = "before\n<!-- generated: x -->\nold\n<!-- end of x -->\nafter";
  expect(replaceBlock(text, "x", "new")).toBe(
    "before\n<!-- generated: x -->\n\nnew\n\n<!-- end of x -->\nafter",
  );
  expect(() => replaceBlock(text, "y", "new")).toThrow('"<!-- generated: y -->"');
});
