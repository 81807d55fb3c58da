import type { Properties } from "../../provider/contract/properties";

/** A resource as `pulumi stack export` prints it, as far as its deletion depends on it. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

const providerUrn = "urn:pulumi:dev::attachments::pulumi:providers:pulumi-nodejs::default";
const providerId = "188d290f-386d-4edc-a11a-e85cb14f7100";

/** The output of `pulumi stack export` for a stack with these resources and this `eni:` configuration. */
export function exportOf(resources: readonly ExportedResource[], configuration: Properties = {}): string {
  const provider = {
    urn: providerUrn,
    custom: true,
    id: providerId,
    type: "pulumi:providers:pulumi-nodejs",
    inputs: configuration,
  };
  return JSON.stringify({ version: 3, deployment: { resources: [provider, ...resources] } });
}

/** A resource of ours. `kind` is the end of its type token, such as "alibaba:NetworkInterface". */
export function exportedResource(
  kind: string,
  name: string,
  { id, outs }: { readonly id: string; readonly outs: Properties },
  more: Properties = {},
): ExportedResource {
  const type = `pulumi-nodejs:dynamic/eni/${kind}`;
  const urn = `urn:pulumi:dev::attachments::${type}::${name}`;
  return { urn, custom: true, id, type, outputs: outs, provider: `${providerUrn}::${providerId}`, ...more };
}

/** A secret value, as it is exported without `--show-secrets`; with it, `plaintext` has its value as JSON. */
export function exportedSecret(plaintext?: string) {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  return plaintext === undefined ? { ...secret, ciphertext: "v1:bG9ja2Vk" } : { ...secret, plaintext };
}
