import * as pulumi from "@pulumi/pulumi";
import { cloudConfiguration } from "./clouds/configuration";
import type { ConfigurationTable } from "./contract/configuration";
import { requireRuntime } from "./installed-runtime";

/** The package of Pulumi's dynamic providers. */
export const dynamicPackage = "pulumi-nodejs";

/** Refuses what the constructor can already see, so that the error is at the program's line. */
export function refuse(name: string, kind: string, opts: pulumi.CustomResourceOptions): void {
  if (isAttachment(kind) && opts.deleteBeforeReplace === false) {
    throw new pulumi.RunError(
      `${kind} "${name}": the option \`deleteBeforeReplace: false\` is not possible: an interface is attached to one instance. If the replacement came first, it would take over the old attachment, and the following deletion would detach it. Leave the option out.`,
    );
  }
  if (opts.import !== undefined) {
    throw new pulumi.RunError(
      `${kind} "${name}": the option \`import\` is not possible: Pulumi imports no resource of a dynamic provider. ${insteadOfImport(kind)}`,
    );
  }
  refuseReplaceOnChanges(name, kind, opts.replaceOnChanges ?? []);
  refuseForeignProvider(name, kind, opts.provider);
  refuseWrongTimeouts(name, kind, opts.customTimeouts ?? {});
  refusePlainSecrets();
  requireRuntime();
}

/**
 * The engine compares the option with the names of the properties that a provider reports as changed. Pulumi's host of
 * dynamic providers has no field for them (`setDiffsList` in cmd/dynamic-provider), so the option has no effect.
 */
function refuseReplaceOnChanges(name: string, kind: string, paths: readonly string[]): void {
  if (paths.length === 0) return;
  throw new pulumi.RunError(
    `${kind} "${name}": the option \`replaceOnChanges\` is not possible: Pulumi does not apply it to a dynamic provider. Leave the option out. A change that cannot be made in place replaces the resource anyway. To replace it for another reason, run \`pulumi up --replace <urn>\`.`,
  );
}

/** The engine would ask the plugin of another package for a type that it does not know. */
function refuseForeignProvider(name: string, kind: string, provider: unknown): void {
  if (provider === undefined || provider === null) return;
  const { getPackage } = provider as { getPackage?: () => string };
  const used = getPackage?.call(provider);
  if (used === dynamicPackage) return;
  const given = used === undefined ? "is not a provider" : `is a provider of the package "${used}"`;
  throw new pulumi.RunError(
    `${kind} "${name}": the option \`provider\` ${given}, which cannot be used for this resource. Remove it. To use another account, set the argument \`profile\`; the region is \`regionId\`.`,
  );
}

/** The engine reports another form with a stack trace. */
function refuseWrongTimeouts(name: string, kind: string, timeouts: pulumi.CustomTimeouts): void {
  for (const operation of ["create", "update", "delete"] as const) {
    const timeout: unknown = timeouts[operation];
    if (timeout === undefined || timeout === null) continue;
    if (typeof timeout === "string" && /^(\d+(\.\d+)?(ms|s|m|h))+$/.test(timeout) && /[1-9]/.test(timeout))
      continue;
    throw new pulumi.RunError(
      `${kind} "${name}": the option \`customTimeouts.${operation}\` must be a duration of more than 0, such as "90s", "5m" or "1h30m", not ${JSON.stringify(timeout)}.`,
    );
  }
}

export function isAttachment(kind: string): boolean {
  return kind.endsWith("Attachment");
}

function insteadOfImport(kind: string): string {
  return isAttachment(kind)
    ? "Remove it: `pulumi up` adopts an existing attachment."
    : "Use the interface's id where the program needs it, or look the interface up with `get`. To own it, run `pulumi import` with the provider plugin (docs/plugin.md).";
}

/** Keys of the stack's configuration that may only be set with --secret. */
const secretKeys = Object.values<ConfigurationTable>(cloudConfiguration).flatMap((table) =>
  Object.keys(table).flatMap((name) => (table[name]?.isSecret ? [`eni:${name}`] : [])),
);

/**
 * Only the program's process knows whether a configured value is secret. The engine would store a plain one unencrypted
 * in the state.
 */
function refusePlainSecrets(): void {
  const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret?: (key: string) => boolean };
  if (!isConfigSecret) return;
  for (const key of secretKeys) {
    if (pulumi.runtime.getConfig(key) !== undefined && !isConfigSecret(key)) {
      throw new pulumi.RunError(
        `${key} is in plain text in the stack's configuration. Set it with \`pulumi config set --secret ${key}\`, and replace the key, because the plain one may have been committed.`,
      );
    }
  }
}
