/** An endpoint as a URL without a path's end: people write hosts, URLs, and URLs that end in a slash. */
export function withScheme(endpoint: string): string {
  const full = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
  return full.replace(/\/+$/, "");
}
