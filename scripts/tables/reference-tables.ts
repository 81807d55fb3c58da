import { join } from "node:path";
import type { Cloud } from "../../provider/contract/cloud";
import type { Lasting } from "../../provider/contract/rules";
import type { CodeEntry, FailureKind } from "../../provider/core/errors";
import { type DeclaredMember, declaredMembers } from "./declared-members";
import { interfaceMembers } from "./interface-arguments";
import { asCode, markdownTable } from "./markdown-table";
import type { ResourceKind } from "./resource-kind";

/** What the source of a kind says about its arguments: those of every cloud first. */
export function argumentsText(root: string, clouds: readonly Cloud[], kind: ResourceKind): string {
  const common = commonArguments(root, kind);
  const own = clouds.flatMap((cloud) => {
    const names = new Set(common.map(({ name }) => name));
    const members = cloudArguments(root, cloud, kind).filter(({ name }) => !names.has(name));
    return members.length === 0 ? [] : [`On ${cloud.title} also:`, argumentTable(members)];
  });
  return [argumentTable(common), ...own].join("\n\n");
}

export function commonArguments(root: string, kind: ResourceKind): readonly DeclaredMember[] {
  return declaredMembers(commonSource(root), kind.commonArguments);
}

export function cloudArguments(root: string, cloud: Cloud, kind: ResourceKind): readonly DeclaredMember[] {
  if (kind.className === "NetworkInterface") return interfaceMembers(cloud);
  return declaredMembers(cloudSource(root, cloud), `${kind.className}Args`);
}

function commonSource(root: string): string {
  return join(root, "provider", "resource.ts");
}

function cloudSource(root: string, cloud: Cloud): string {
  return join(root, "provider", "clouds", cloud.name, "resource.ts");
}

function argumentTable(members: readonly DeclaredMember[]): string {
  const rows = members.map(({ name, type, isOptional, text, change }) => [
    isOptional ? asCode(name) : `${asCode(name)} (required)`,
    asCode(type),
    text,
    change ?? "",
  ]);
  return markdownTable(["Argument", "Type", "Meaning", "A change"], rows);
}

/** The outputs that every cloud has, then those that some add. */
export function outputsText(root: string, clouds: readonly Cloud[], kind: ResourceKind): string {
  const common = declaredMembers(commonSource(root), kind.commonOutputs).map((member) => outputRow(member));
  const added = new Map<string, { readonly member: DeclaredMember; readonly titles: string[] }>();
  for (const cloud of clouds) {
    for (const member of declaredMembers(cloudSource(root, cloud), kind.className)) {
      const key = JSON.stringify(member);
      const { titles } = added.get(key) ?? { titles: [] };
      added.set(key, { member, titles: [...titles, cloud.title] });
    }
  }
  const own = [...added.values()].map(({ member, titles }) => outputRow(member, titles));
  return markdownTable(["Output", "Type", "Meaning"], [...common, ...own]);
}

function outputRow(
  { name, type, isOptional, text }: DeclaredMember,
  titles: readonly string[] = [],
): readonly string[] {
  const where = titles.length > 0 ? `${titles.join(", ")}: ` : "";
  return [asCode(name), isOptional ? `${asCode(type)}, may be missing` : asCode(type), where + text];
}

const previewSays: Record<Lasting, string> = {
  never: "error",
  "until changed": "warning",
  passing: "nothing; `up` waits",
  note: "a note",
};

/** What each cloud demands, and what preview makes of it. */
export function rulesText(clouds: readonly Cloud[]): string {
  return clouds
    .map((cloud) => {
      const rows = cloud.rules.map(({ name, operations, states, lasting, codes, remedy }) => [
        asCode(name),
        operations.join(", "),
        states,
        previewSays[lasting],
        remedy,
        codes.map(asCode).join(", "),
      ]);
      const heads = [
        "Rule",
        "Before",
        "What the cloud demands",
        "Preview",
        "What to do",
        "The cloud would answer",
      ];
      return `### ${cloud.title}\n\n${markdownTable(heads, rows)}`;
    })
    .join("\n\n");
}

const kindMeans: Record<FailureKind, string> = {
  throttled:
    "refused for its rate, nothing was done; sent again later, with growing pauses, until the time-out",
  conflict: "another operation holds the resource, nothing was done; sent again later",
  nonce: "taken for a repetition, nothing was done; signed and sent again at once",
  uncertain: "it may have been done or not; looked at before anything is sent again",
  settle:
    "a state is in the way, or the goal is reached already; looked at, then waited for, repeated or refused",
  refused: "not repeated: someone has to change something first",
  authentication: "not repeated: the credentials are not accepted",
  permission: "not repeated: the credentials may not do this",
  unknown: "a code that no table holds; not repeated, and the message asks for a report",
};

/** docs/codes.md, the whole file. */
export function codesText(clouds: readonly Cloud[]): string {
  const kinds = markdownTable(
    ["Kind", "What is done about it"],
    Object.entries(kindMeans).map(([kind, meaning]) => [kind, meaning]),
  );
  return `# Error codes

Every error code that the documentation of a cloud lists for the calls that pulumi-eni makes: what it means, what
happens then, and what you can do. A failed operation prints the same words, with the request id. A trailing \`*\`
stands for every code that begins so. This page is made from the tables in the code by \`npm run tables\`.

${kinds}

${clouds.map(cloudCodes).join("\n\n")}
`;
}

function cloudCodes(cloud: Cloud): string {
  const rows = cloud.codes.map((entry) => [
    asCode(entry.code),
    entry.kind,
    sentence(entry.meaning),
    entry.remedy,
    actionsOf(entry),
    entry.source,
  ]);
  const heads = ["Code", "Kind", "What happened", "What to do", "Actions", "Source"];
  return `## ${cloud.title}\n\n${markdownTable(heads, rows)}`;
}

function actionsOf({ actions }: CodeEntry): string {
  return actions.length === 0 ? "any" : actions.join(", ");
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
