import { join } from "node:path";
import type { Cloud } from "../../provider/contract/cloud";
import { type DeclaredMember, declaredMembers } from "./declared-members";
import { interfaceMembers } from "./interface-arguments";
import { asCode, listItem } from "./markdown-list";
import type { ResourceKind } from "./resource-kind";

/** The list of a kind's arguments, as its source documents them: first the common ones, then each cloud's own. */
export function argumentsText(root: string, clouds: readonly Cloud[], kind: ResourceKind): string {
  const common = commonArguments(root, kind);
  const own = clouds.flatMap((cloud) => {
    const names = new Set(common.map(({ name }) => name));
    const members = cloudArguments(root, cloud, kind).filter(({ name }) => !names.has(name));
    return members.length === 0 ? [] : [`On ${cloud.title} also:`, argumentList(members)];
  });
  return [argumentList(common), ...own].join("\n\n");
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

function argumentList(members: readonly DeclaredMember[]): string {
  return members
    .map(({ name, type, isOptional, text, change = "" }) => {
      const form = isOptional ? asCode(type) : `${asCode(type)}, required`;
      return listItem(`**${asCode(name)}** (${form}): ${text} _Change:_ ${change}.`);
    })
    .join("\n");
}

/** The outputs that every cloud has, then those that some add. */
export function outputsText(root: string, clouds: readonly Cloud[], kind: ResourceKind): string {
  const common = declaredMembers(commonSource(root), kind.commonOutputs).map((member) => outputItem(member));
  const added = new Map<string, { readonly member: DeclaredMember; readonly titles: string[] }>();
  for (const cloud of clouds) {
    for (const member of declaredMembers(cloudSource(root, cloud), kind.className)) {
      const key = JSON.stringify(member);
      const { titles } = added.get(key) ?? { titles: [] };
      added.set(key, { member, titles: [...titles, cloud.title] });
    }
  }
  const own = [...added.values()].map(({ member, titles }) => outputItem(member, titles));
  return [...common, ...own].join("\n");
}

function outputItem(
  { name, type, isOptional, text }: DeclaredMember,
  titles: readonly string[] = [],
): string {
  const form = isOptional ? `${asCode(type)}, may be missing` : asCode(type);
  const where = titles.length > 0 ? `On ${titles.join(" and ")} only. ` : "";
  return listItem(`**${asCode(name)}** (${form}): ${where}${text}`);
}
