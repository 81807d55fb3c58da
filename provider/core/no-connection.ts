/** What happened when no connection came about, in words that hold no part of the request. */
export function noConnection(endpoint: string, code: string | undefined): string {
  const { protocol, port, host } = new URL(endpoint);
  // A port of its own is an emulator's or a gateway's, and those often speak no TLS.
  const mistaken =
    protocol === "https:" && port !== ""
      ? ` An endpoint without a scheme is taken for https: write http://${host} for a plain one, such as the emulator.`
      : "";
  return `no connection to ${endpoint} (${code ?? "it was closed"}).${mistaken}`;
}
