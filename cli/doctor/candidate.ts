import { homedir } from "node:os";
import { type CloudName, cloudFolders } from "../../provider/clouds";
import { cloudConfiguration } from "../../provider/clouds/configuration";
import type { Cloud, Connection, Place } from "../../provider/contract/cloud";
import type { ConfigurationTable } from "../../provider/contract/configuration";
import { NoKeysFound, type ShownKeys } from "../../provider/core/credentials";
import { UserError } from "../../provider/core/errors";
import type { StackConfiguration } from "./stack-configuration";

/** What a user says about the place. */
export interface PlaceOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly api?: string;
  readonly vpc?: string;
}

/** A cloud as the provider would use it here, before any call. */
export interface Candidate {
  readonly cloud: Cloud;
  readonly place: Place;
  /** Where the region comes from; undefined when it only stands in for one. */
  readonly regionSource: string | undefined;
  /** The variables and keys of the configuration that are set for this cloud. */
  readonly settings: readonly string[];
  /** Secret keys of the stack that decide about the credentials, and that were not read. */
  readonly unreadSecrets: readonly string[];
  readonly opened: Opened;
}

export type Opened =
  | { readonly kind: "ready"; readonly connection: Connection; readonly keys: ShownKeys }
  | { readonly kind: "secrets not read" }
  | { readonly kind: "no keys" | "refused"; readonly error: UserError };

/** Opens a cloud with the provider's own code, and searches for its keys. */
export async function openCandidate(
  name: CloudName,
  options: PlaceOptions,
  stack: StackConfiguration | undefined,
): Promise<Candidate> {
  const cloud = cloudFolders[name].cloud();
  const table: ConfigurationTable = cloudConfiguration[name];
  const regionKey = `${name}RegionId`;
  const configuredRegion = stack?.values.get(regionKey);
  const regionId = options.region ?? configuredRegion ?? table[regionKey]?.example ?? "";
  const place: Place = {
    regionId,
    profile: options.profile,
    api: options.api ?? cloud.defaultApi,
    vpcId: options.vpc,
  };
  const unreadSecrets = Object.keys(table).filter(
    (key) => table[key]?.isSecret && stack?.secrets.has(key) && !stack.values.has(key),
  );
  return {
    cloud,
    place,
    regionSource: options.region ? "--region" : configuredRegion ? `eni:${regionKey}` : undefined,
    settings: settingsOf(table, stack),
    unreadSecrets,
    // A profile comes before the keys of the configuration, so with one they are not needed.
    opened:
      unreadSecrets.length > 0 && options.profile === undefined
        ? { kind: "secrets not read" }
        : await open(cloud, place, stack),
  };
}

function settingsOf(table: ConfigurationTable, stack: StackConfiguration | undefined): readonly string[] {
  return Object.entries(table).flatMap(([key, { variable }]) => [
    ...(variable !== undefined && process.env[variable] ? [variable] : []),
    ...(stack?.values.has(key) || stack?.secrets.has(key) ? [`eni:${key}`] : []),
  ]);
}

async function open(cloud: Cloud, place: Place, stack: StackConfiguration | undefined): Promise<Opened> {
  try {
    const connection = cloud.connect(place, {
      config: (key) => stack?.values.get(key),
      environment: process.env,
      homeDirectory: homedir(),
    });
    return { kind: "ready", connection, keys: await connection.access.keys() };
  } catch (error) {
    if (error instanceof NoKeysFound) return { kind: "no keys", error };
    if (error instanceof UserError) return { kind: "refused", error };
    throw error;
  }
}
