import type { Cloud } from "../../provider/contract/cloud";
import type { ConfigurationKey, ConfigurationTable } from "../../provider/contract/configuration";
import { asCode } from "./markdown-list";
import type { PropertySpec } from "./schema-spec";

/** Every `eni:` key. The same keys are the arguments of an explicit provider. */
export function configurationSpecs(
  common: ConfigurationTable,
  clouds: readonly Cloud[],
  tables: Readonly<Record<string, ConfigurationTable>>,
): Readonly<Record<string, PropertySpec>> {
  return {
    ...keySpecs(common),
    ...Object.assign({}, ...clouds.map(({ name, title }) => keySpecs(tables[name] ?? {}, `${title}: `))),
  };
}

function keySpecs(table: ConfigurationTable, prefix = ""): Readonly<Record<string, PropertySpec>> {
  return Object.fromEntries(Object.entries(table).map(([name, key]) => [name, keySpec(key, prefix)]));
}

/** Defaults are told, not declared: an SDK would write a declared one into the state of an explicit provider. */
function keySpec(key: ConfigurationKey, prefix: string): PropertySpec {
  const isFlag = key.values?.every((value) => value === "true" || value === "false") ?? false;
  const facts = [
    key.text,
    key.values && !isFlag && `One of ${key.values.map(asCode).join(", ")}.`,
    key.default && `Default: ${asCode(key.default)}.`,
    key.example && `Example: ${asCode(key.example)}.`,
    key.variable && `The variable ${asCode(key.variable)} comes first.`,
  ];
  return {
    type: isFlag ? "boolean" : "string",
    description: `${prefix}${facts.filter((fact) => typeof fact === "string").join(" ")}`,
    ...(key.isSecret ? { secret: true } : environmentOf(key)),
  };
}

/**
 * The variable of a key. Never of a secret one: an SDK would copy the value from the environment into the state, and
 * the keys in the environment are there so that they are stored nowhere.
 */
function environmentOf({ variable }: ConfigurationKey): Pick<PropertySpec, "defaultInfo"> {
  return variable === undefined ? {} : { defaultInfo: { environment: [variable] } };
}
