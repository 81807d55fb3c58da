import { join } from "node:path";
import type { CodeEntry, FailureKind } from "../../provider/core/errors";
import type { Cloud } from "../../provider/lifecycle/cloud";
import type { Lasting } from "../../provider/lifecycle/rules";
import { type DeclaredMember, declaredMembers } from "./declared-members";
import { asCode, markdownTable } from "./markdown-table";

/** What the resource's own source says about its arguments: those of every cloud first. */
export function argumentsText(root: string, clouds: readonly Cloud[]): string {
  const common = attachmentArguments(root);
  const own = clouds.flatMap((cloud) => {
    const names = new Set(common.map(({ name }) => name));
    const members = cloudArguments(root, cloud).filter(({ name }) => !names.has(name));
    return members.length === 0 ? [] : [`On ${cloud.title} also:`, argumentTable(members)];
  });
  return [argumentTable(common), ...own].join("\n\n");
}

export function attachmentArguments(root: string): readonly DeclaredMember[] {
  return declaredMembers(join(root, "provider", "resource.ts"), "AttachmentArgs");
}

export function cloudArguments(root: string, cloud: Cloud): readonly DeclaredMember[] {
  const path = join(root, "provider", "clouds", cloud.name, "resource.ts");
  return declaredMembers(path, "NetworkInterfaceAttachmentArgs");
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

/** The outputs of the base class, then those that a cloud adds. */
export function outputsText(root: string, clouds: readonly Cloud[]): string {
  const folder = join(root, "provider");
  const rows = declaredMembers(join(folder, "resource.ts"), "AttachmentOutputs").map((member) =>
    outputRow(member),
  );
  const own = clouds.flatMap((cloud) =>
    declaredMembers(join(folder, "clouds", cloud.name, "resource.ts"), "NetworkInterfaceAttachment").map(
      (member) => outputRow(member, cloud),
    ),
  );
  return markdownTable(["Output", "Type", "Meaning"], [...rows, ...own]);
}

function outputRow({ name, type, isOptional, text }: DeclaredMember, cloud?: Cloud): readonly string[] {
  const where = cloud ? `${cloud.title}: ` : "";
  return [asCode(name), isOptional ? `${asCode(type)}, may be missing` : asCode(type), where + text];
}

const previewSays: Record<Lasting, string> = {
  never: "error",
  "until changed": "warning",
  passing: "nothing; `up` waits",
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
