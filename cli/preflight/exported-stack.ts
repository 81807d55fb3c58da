import { z } from "zod/v3";
import type { Properties } from "../../provider/contract/properties";
import { UserError } from "../../provider/core/errors";
import { parseJson } from "../../provider/core/json";
import { unknown } from "../../provider/core/unknown";

/** A resource in a stack's state, with what decides about its deletion. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** A secret that was not exported in plain text is `unknown`. */
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** "<urn>::<id>" of the provider that deletes it. */
  readonly provider: string | undefined;
  /** The URNs of what is deleted only after it. */
  readonly dependsOn: readonly string[];
  readonly deletedWith: string | undefined;
  readonly isProtected: boolean;
  readonly isRetained: boolean;
  /** It was only read, with `get`. */
  readonly isExternal: boolean;
  /** A replacement did not delete the old resource yet. */
  readonly isPendingDeletion: boolean;
  /** A replacement has deleted the old resource, but did not create the new one yet. */
  readonly isPendingReplacement: boolean;
}

const text = z.string().nullish();
const flag = z.boolean().nullish();
const properties = z.record(z.unknown()).nullish();
const resourceShape = z.object({
  urn: z.string(),
  type: z.string(),
  id: text,
  inputs: properties,
  outputs: properties,
  provider: text,
  parent: text,
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.array(z.string()).nullable()).nullish(),
  deletedWith: text,
  protect: flag,
  retainOnDelete: flag,
  external: flag,
  delete: flag,
  pendingReplacement: flag,
});
const shape = z.object({ deployment: z.object({ resources: z.array(resourceShape).nullish() }) });

/** The resources in the output of `pulumi stack export`. */
export function parseExport(exported: string): readonly StackResource[] {
  const read = shape.safeParse(parseJson(exported));
  if (read.success) return (read.data.deployment.resources ?? []).map(toResource);
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? ` (${issue.path.join(".")}: ${issue.message})` : "";
  throw new UserError(`The input is not what \`pulumi stack export\` prints${where}.`);
}

function toResource(resource: z.infer<typeof resourceShape>): StackResource {
  const { parent, dependencies, propertyDependencies, deletedWith } = resource;
  const ofProperties = Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? []);
  const dependsOn = [parent, deletedWith, ...(dependencies ?? []), ...ofProperties];
  return {
    urn: resource.urn,
    type: resource.type,
    id: resource.id ?? "",
    inputs: revealAll(resource.inputs ?? {}),
    outputs: revealAll(resource.outputs ?? {}),
    provider: resource.provider ?? undefined,
    dependsOn: [...new Set(dependsOn.flatMap((urn) => urn || []))],
    deletedWith: deletedWith || undefined,
    isProtected: resource.protect === true,
    isRetained: resource.retainOnDelete === true,
    isExternal: resource.external === true,
    isPendingDeletion: resource.delete === true,
    isPendingReplacement: resource.pendingReplacement === true,
  };
}

/** The engine marks its special values, such as secrets, with this key, and a secret with this value. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function revealAll(of: Properties): Properties {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, reveal(value)]));
}

/** A value without the engine's wrapping of secrets. An export with `--show-secrets` has their plain text as JSON. */
function reveal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== "object" || value === null) return value;
  const of = value as Properties;
  if (of[signatureKey] !== secretSignature) return revealAll(of);
  return typeof of.plaintext === "string" ? reveal(parseJson(of.plaintext)) : unknown;
}
