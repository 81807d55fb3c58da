import { UserError } from "./errors";

/** An endpoint as a URL without a slash at its end: people write hosts, URLs, and URLs that end in a slash. */
export function withScheme(endpoint: string): string {
  const full = (/^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`).replace(/\/+$/, "");
  if (!URL.canParse(full)) {
    throw new UserError(
      `The endpoint "${endpoint}" is neither a host nor a URL such as "https://host:port".`,
    );
  }
  return full;
}
