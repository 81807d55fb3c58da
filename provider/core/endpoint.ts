import { UserError } from "./errors";
import { maxQuoteLength, quoted } from "./quoted";

/** The settings that a user can change. */
interface Settings<Name extends string> {
  readonly config: (name: Name) => string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The endpoint from the key's environment variable, else from the configuration; undefined when neither is set. */
export function configuredEndpoint<Name extends string>(
  { environment, config }: Settings<Name>,
  name: Name,
  { variable }: { readonly variable: string },
): string | undefined {
  const fromEnvironment = environment[variable];
  if (fromEnvironment) return withScheme(fromEnvironment, variable);
  const fromConfig = config(name);
  return fromConfig ? withScheme(fromConfig, `eni:${name}`) : undefined;
}

/**
 * scheme://host[:port][/path]. A URL would accept more as a host than users mean, and calls have no place for a query.
 */
const form = /^https?:\/\/([^\s/?#:\\[\]]+|\[[^\s/?#\\[\]]+\])(:\d+)?(\/[^\s/?#\\]+)*$/;

/** An endpoint as a URL without a slash at its end. Users write hosts, URLs, and URLs that end with a slash. */
function withScheme(endpoint: string, setting: string): string {
  // Endpoints appear in messages and in the state. The part before an "@" must not, so it is not shown here either.
  if (endpoint.includes("@")) {
    throw new UserError(
      `The endpoint in ${setting} names a user or a password before an "@": leave them out, as in "https://host:port". Endpoints are shown and kept in the state.`,
    );
  }
  const full = (/^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`)
    // The vendor's client for Alibaba Cloud accepts schemes only in lower case.
    .replace(/^https?/i, (scheme) => scheme.toLowerCase())
    .replace(/\/+$/, "");
  if (!form.test(full) || !URL.canParse(full)) {
    throw new UserError(
      `The endpoint "${quoted(endpoint, maxQuoteLength)}" in ${setting} is not a host and not a URL such as "https://host:port".`,
    );
  }
  return full;
}

/**
 * A label of a host name. Credentials go to that host, so nothing that ends a label is allowed: no dot, colon, slash or
 * "@".
 */
export const regionForm = /^(?!.{64})[a-z0-9]+(-[a-z0-9]+)*$/i;

/**
 * A region as a part of a host name. A state can be written by hand, and a region must not send credentials elsewhere.
 */
export function regionInHost(regionId: unknown): string {
  if (typeof regionId === "string" && regionForm.test(regionId)) return regionId;
  throw new UserError(
    `regionId ${JSON.stringify(quoted(String(regionId)))} is not the name of a region. It may have only letters, digits and hyphens, as in "cn-hangzhou". Nothing was sent.`,
  );
}
