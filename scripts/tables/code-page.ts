import { anchorName, codeAnchors } from "../../provider/contract/anchors";
import type { Cloud } from "../../provider/contract/cloud";
import type { CodeEntry, FailureKind } from "../../provider/core/errors";
import { whatFollows } from "../../provider/core/failure-kinds";
import { anchor, asCode, listItem, paragraph } from "./markdown-list";

const kinds = Object.keys(whatFollows) as readonly FailureKind[];

/**
 * docs/codes.md, the whole file.
 *
 * @param coverage the table that says how many of the documented codes the page has
 */
export function codesText(clouds: readonly Cloud[], coverage: string): string {
  const meanings = kinds.map((kind) => listItem(`**${kind}**: ${whatFollows[kind]}`)).join("\n");
  const contents = clouds.map(({ title }) => `[${title}](#${anchorName(title)})`).join(" · ");
  const intro = paragraph(
    "These are the error codes that the clouds document for the calls that pulumi-eni makes. The page says what each code means and what you can do. A failed operation prints the same words, with the request id. A `*` at the end stands for any ending.",
  );
  const complete = paragraph(
    "The numbers count the codes that the provider's tables and the emulator have from the documentation. They are written independently, so each shows what the other one lacks. A code is classified when it has a kind. The emulator answers with it after a request that deserves it, or only when a scripted fault says so. A test refuses a call with each code, and reads the message that a user would read. If you meet a code that is not here, please report it.",
  );
  const command = paragraph(
    "In a terminal, `npx pulumi-eni explain InvalidEniState` says the same about one code, with the causes that preview sees. Letter case, dots, dashes and underscores do not matter. `npx pulumi-eni explain --list` lists all codes, `--cloud` takes one cloud only, and `--json` is for programs.",
  );
  return `# What does this error code mean?

${intro}

${command}

This page is generated from the code by \`npm run tables\`.

${contents}

## Kinds

The kind of a code says what pulumi-eni does when the cloud answers with it.

${meanings}

${clouds.map(cloudCodes).join("\n\n")}

## Is a code missing?

${complete}

${coverage}
`;
}

function cloudCodes(cloud: Cloud): string {
  const anchors = codeAnchors(cloud);
  const sections = kinds.flatMap((kind) => {
    const entries = cloud.codes.filter((entry) => entry.kind === kind);
    if (entries.length === 0) return [];
    const groups = groupBy(entries, ({ remedy }) => remedy);
    return [
      `### ${cloud.title}: ${kind}`,
      ...[...groups].map(([remedy, group]) => remedyText(remedy, group, anchors)),
    ];
  });
  return [`## ${cloud.title}`, ...sections].join("\n\n");
}

/** The codes with the same remedy, grouped by actions and source. */
function remedyText(
  remedy: string,
  entries: readonly CodeEntry[],
  anchors: ReadonlyMap<CodeEntry, string>,
): string {
  const groups = groupBy(entries, originOf);
  const lists = [...groups].map(([origin, group]) => {
    const items = group.map((entry) => codeItem(entry, anchors.get(entry) ?? ""));
    return `${paragraph(origin)}\n\n${items.join("\n")}`;
  });
  return [paragraph(`**${remedy}**`), ...lists].join("\n\n");
}

function codeItem({ code, meaning }: CodeEntry, name: string): string {
  return listItem(`${anchor(name)}${asCode(code)}: ${sentence(meaning)}`);
}

function originOf({ actions, source }: CodeEntry): string {
  return `${actions.length === 0 ? "Any call" : actions.join(", ")} (${source}):`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
