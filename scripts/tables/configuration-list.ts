import type { Cloud } from "../../provider/contract/cloud";
import type { ConfigurationKey, ConfigurationTable } from "../../provider/contract/configuration";
import { asCode, listItem } from "./markdown-list";

/** Every key of the stack's configuration: those of all clouds first. */
export function configurationText(
  common: ConfigurationTable,
  clouds: readonly Cloud[],
  tables: Readonly<Record<string, ConfigurationTable>>,
): string {
  const own = clouds.flatMap(({ name, title }) => [`${title}:`, keyList(tables[name] ?? {})]);
  return [keyList(common), ...own].join("\n\n");
}

function keyList(table: ConfigurationTable): string {
  return Object.entries(table)
    .map(([name, key]) => keyItem(name, key))
    .join("\n");
}

function keyItem(name: string, key: ConfigurationKey): string {
  const facts = [
    key.text,
    key.values && `One of ${key.values.map(asCode).join(", ")}.`,
    key.default && `Default: ${asCode(key.default)}.`,
    key.example && `Example: ${asCode(key.example)}.`,
    key.variable && `The variable ${asCode(key.variable)} comes first.`,
  ];
  const secret = key.isSecret ? " (secret)" : "";
  return listItem(
    `**${asCode(`eni:${name}`)}**${secret}: ${facts.filter((fact) => fact !== undefined).join(" ")}`,
  );
}
