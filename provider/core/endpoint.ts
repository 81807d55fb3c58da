import { UserError } from "./errors";
import { longestSaying, quoted } from "./quoted";

/** Where a person says how the program is to run. */
interface Settings<Name extends string> {
  readonly config: (name: Name) => string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The endpoint that the variable of a configuration key or the key itself sets, in this order; undefined: none. */
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

/** scheme://host[:port][/path]: a URL takes more for a host than people mean by one, and calls have no place for a query. */
const form = /^https?:\/\/([^\s/?#:\\[\]]+|\[[^\s/?#\\[\]]+\])(:\d+)?(\/[^\s/?#\\]+)*$/;

/** An endpoint as a URL without a slash at its end: people write hosts, URLs, and URLs that end in a slash. */
function withScheme(endpoint: string, setting: string): string {
  // Endpoints enter messages and the state: what stands before an "@" must not, and is not shown here either.
  if (endpoint.includes("@")) {
    throw new UserError(
      `The endpoint in ${setting} names a user or a password before an "@": leave them out, as in "https://host:port". Endpoints are shown and kept in the state.`,
    );
  }
  const full = (/^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`)
    // The vendor's client for Alibaba Cloud knows the schemes in small letters only.
    .replace(/^https?/i, (scheme) => scheme.toLowerCase())
    .replace(/\/+$/, "");
  if (!form.test(full) || !URL.canParse(full)) {
    throw new UserError(
      `The endpoint "${quoted(endpoint, longestSaying)}" in ${setting} is neither a host nor a URL such as "https://host:port".`,
    );
  }
  return full;
}

/** A label of a host name, to which credentials go: nothing that ends one, such as a dot, a colon, a slash or an "@". */
export const regionForm = /^(?!.{64})[a-z0-9]+(-[a-z0-9]+)*$/i;

/** A region as a part of a host name. State can be written by hand: a region must not lead credentials elsewhere. */
export function regionInHost(regionId: unknown): string {
  if (typeof regionId === "string" && regionForm.test(regionId)) return regionId;
  throw new UserError(
    `regionId ${JSON.stringify(quoted(String(regionId)))} is not the name of a region: it has letters, digits and hyphens only, such as "cn-hangzhou". Nothing was sent.`,
  );
}
