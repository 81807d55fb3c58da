import type { Cloud } from "../../provider/contract/cloud";
import type { CodeEntry, FailureKind } from "../../provider/core/errors";
import { anchor, anchorName, asCode, listItem, paragraph } from "./markdown-list";

const kindMeans: Record<FailureKind, string> = {
  throttled:
    "The cloud refused the call because there were too many. Nothing was done. pulumi-eni sends it again with growing pauses, until the time-out.",
  conflict:
    "Another operation holds the resource. Nothing was done. pulumi-eni looks again, then repeats the call if it is still needed.",
  nonce:
    "The cloud took the request for a repetition. Nothing was done. pulumi-eni signs it again and sends it at once.",
  uncertain:
    "It is unknown whether the cloud has carried out the call. pulumi-eni looks at the result before it sends anything again.",
  settle:
    "A state prevents the call, or the goal is reached already. pulumi-eni looks, then waits, repeats the call or refuses.",
  refused: "Someone must change something first. pulumi-eni does not repeat the call.",
  authentication: "The cloud does not accept the credentials. pulumi-eni does not repeat the call.",
  permission: "The credentials do not have this permission. pulumi-eni does not repeat the call.",
  unknown:
    "pulumi-eni does not know this code. It does not repeat the call, and the message asks the user to report the code.",
};

const kinds = Object.keys(kindMeans) as readonly FailureKind[];

/** docs/codes.md, the whole file. */
export function codesText(clouds: readonly Cloud[]): string {
  const meanings = kinds.map((kind) => listItem(`**${kind}**: ${kindMeans[kind]}`)).join("\n");
  const contents = clouds.map(({ title }) => `[${title}](#${anchorName(title)})`).join(" · ");
  const intro = paragraph(
    "These are the error codes that the clouds document for the calls that pulumi-eni makes. The page says what each code means and what you can do. A failed operation prints the same words, with the request id. A `*` at the end stands for any ending.",
  );
  return `# What does this error code mean?

${intro}

This page is generated from the code by \`npm run tables\`.

${contents}

## Kinds

The kind of a code says what pulumi-eni does when the cloud answers with it.

${meanings}

${clouds.map(cloudCodes).join("\n\n")}
`;
}

/**
 * The anchor of each entry. Where one code means different things to different calls, the entries after the first have a
 * number.
 */
export function codeAnchors({ name, codes }: Cloud): ReadonlyMap<CodeEntry, string> {
  const anchors = new Map<CodeEntry, string>();
  const times = new Map<string, number>();
  for (const entry of codes) {
    const plain = anchorName(name, entry.code);
    const time = (times.get(plain) ?? 0) + 1;
    times.set(plain, time);
    anchors.set(entry, time === 1 ? plain : `${plain}-${time}`);
  }
  return anchors;
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
