/** Codes for a server that did not answer with TLS. */
const noTls: readonly string[] = ["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"];

/** What the codes of Node say about the network, for a person who does not know them. */
const words: Readonly<Record<string, string>> = {
  ENOTFOUND: "No name server knows this host.",
  EAI_AGAIN: "The name server did not answer.",
  ECONNREFUSED: "Nothing listens on this port.",
  ECONNRESET: "The other side, or a firewall, closed the connection.",
  ETIMEDOUT: "The host did not answer. A firewall may be in between.",
  EHOSTUNREACH: "No network route leads to this host.",
  ENETUNREACH: "This machine has no route to that network.",
};

/** Why a server's certificate was not accepted, by the code of Node or OpenSSL. */
const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  CERT_REVOKED: "was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "is for another host",
};

/** Codes for a certificate whose issuer is not trusted. */
const untrusted =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/;

/** Why there is no connection, without any part of the request. */
export function noConnection(endpoint: string, code: string | undefined): string {
  const certificate = code === undefined ? undefined : certificateProblem(code);
  if (certificate !== undefined) return `the certificate of ${endpoint} ${certificate}`;
  return `no connection to ${endpoint} (${code ?? "it was closed"}).${inWords(code)}${schemeHint(endpoint, code)}`;
}

function inWords(code: string | undefined): string {
  return code !== undefined && Object.hasOwn(words, code) ? ` ${words[code]}` : "";
}

function certificateProblem(code: string): string | undefined {
  const known = Object.hasOwn(certificates, code) ? certificates[code] : undefined;
  if (known !== undefined) {
    return `${known} (${code}). Check the endpoint and this machine's clock.`;
  }
  if (!untrusted.test(code)) return undefined;
  return `is not signed by an authority that Node.js trusts (${code}). If it is the right endpoint, give the authority's certificate with NODE_EXTRA_CA_CERTS=/path/to/ca.pem.`;
}

/** Only a server without TLS is a reason to use plain HTTP. Any other failure may mean that someone is in between. */
function schemeHint(endpoint: string, code: string | undefined): string {
  if (code === undefined || !noTls.includes(code) || !URL.canParse(endpoint)) return "";
  const { protocol, port, host } = new URL(endpoint);
  // A server with an explicit port is an emulator or a gateway, and these often have no TLS.
  if (protocol !== "https:" || port === "") return "";
  return ` The server does not use TLS, and an endpoint without a scheme means https. For a plain one, such as the emulator, write http://${host}.`;
}
