/** Codes of a server that answered something other than TLS. */
const noTls: readonly string[] = ["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"];

/** What a server's certificate was not accepted for, by the code of Node or OpenSSL. */
const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  CERT_REVOKED: "was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "is one for another host",
};

/** Those whose issuer is not among the trusted ones. */
const untrusted =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/;

/** What happened when no connection came about, in words that hold no part of the request. */
export function noConnection(endpoint: string, code: string | undefined): string {
  const certificate = code === undefined ? undefined : certificateProblem(code);
  if (certificate !== undefined) return `the certificate of ${endpoint} ${certificate}`;
  return `no connection to ${endpoint} (${code ?? "it was closed"}).${schemeHint(endpoint, code)}`;
}

function certificateProblem(code: string): string | undefined {
  const known = Object.hasOwn(certificates, code) ? certificates[code] : undefined;
  if (known !== undefined) {
    return `${known} (${code}): is it the right endpoint, and is this machine's clock right?`;
  }
  if (!untrusted.test(code)) return undefined;
  return `is not signed by an authority that Node.js trusts (${code}). If it is the right endpoint, give the authority's certificate with NODE_EXTRA_CA_CERTS=/path/to/ca.pem.`;
}

/** Only a server without TLS is a reason to leave TLS out: anything else may be someone in between. */
function schemeHint(endpoint: string, code: string | undefined): string {
  if (code === undefined || !noTls.includes(code) || !URL.canParse(endpoint)) return "";
  const { protocol, port, host } = new URL(endpoint);
  // A port of its own is an emulator's or a gateway's, and those often speak no TLS.
  if (protocol !== "https:" || port === "") return "";
  return ` The server speaks no TLS, and an endpoint without a scheme is taken for https: write http://${host} for a plain one, such as the emulator.`;
}
