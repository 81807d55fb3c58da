import { cloudConfiguration } from "../../clouds/configuration";
import {
  type ConfigurationKey,
  type ConfigurationTable,
  commonConfiguration,
} from "../../contract/configuration";
import type { Properties } from "../../contract/properties";
import { UserError } from "../../core/errors";
import { nearestWord } from "../../core/nearest-word";
import type { Failure } from "../../resources/arguments";

/** Every key of the provider's configuration, without the `eni:` before it. */
export const configurationKeys: ConfigurationTable = Object.assign(
  {},
  commonConfiguration,
  ...Object.values(cloudConfiguration),
);

/** What the engine itself puts among the inputs of a provider. */
const keysOfEngine = new Set(["version", "pluginDownloadURL", "__internal"]);

/** A value as the provider reads it: a provider of a program can declare a boolean. */
export function configuredText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Returns wrong keys and wrong values. Values that are not known yet are not checked. */
export function findConfigurationFailures(
  config: Properties,
  isUnknown: (value: unknown) => boolean,
): readonly Failure[] {
  return Object.entries(config).flatMap(([name, value]) => {
    if (keysOfEngine.has(name) || isUnknown(value)) return [];
    const key = Object.hasOwn(configurationKeys, name) ? configurationKeys[name] : undefined;
    const reason = key === undefined ? describeUnknownKey(name) : describeWrongValue(name, key, value);
    return reason === undefined ? [] : [{ property: name, reason }];
  });
}

function describeUnknownKey(name: string): string {
  const meant = nearestWord(name, Object.keys(configurationKeys));
  const hint = meant === undefined ? "Remove it" : `Did you mean eni:${meant}?`;
  return `eni:${name} is not a key of the configuration of pulumi-eni. ${hint}`;
}

function describeWrongValue(name: string, { values }: ConfigurationKey, value: unknown): string | undefined {
  const text = configuredText(value) ?? "";
  if (values === undefined || values.includes(text)) return undefined;
  const allowed = values.map((allowedValue) => `"${allowedValue}"`).join(", ");
  return `eni:${name} must be one of ${allowed}, not "${text}"`;
}

/** In the inputs of a provider, the engine marks what is secret (sdk/go/common/resource/sig). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The configuration without the marks of secrets. */
export function revealed(marked: Properties): Properties {
  return Object.fromEntries(
    Object.entries(marked).map(([name, value]) => [name, isSecret(value) ? value.value : value]),
  );
}

/**
 * Refuses a key in plain text. The engine would store it unencrypted in the state.
 *
 * @param marked the configuration with the marks of secrets
 */
export function refusePlainKeys(marked: Properties): void {
  for (const [name, value] of Object.entries(marked)) {
    if (!configurationKeys[name]?.isSecret || isSecret(value)) continue;
    throw new UserError(
      `eni:${name} is in plain text. Set it with \`pulumi config set --secret eni:${name}\`, or pass a secret to the provider that the program declares. Replace the key, because the plain one may have been committed.`,
    );
  }
}

function isSecret(value: unknown): value is { readonly value: unknown } {
  return typeof value === "object" && value !== null && Object(value)[signatureKey] === secretSignature;
}
