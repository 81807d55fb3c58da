import { noConnection } from "../../provider/core/no-connection";

const withPort = "https://127.0.0.1:4510";

describe("a connection that did not come about", () => {
  it.each(["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"])(
    "is reported with the scheme when the server does not use TLS: %s",
    (code) => {
      expect(noConnection(withPort, code)).toContain(
        "For a plain one, such as the emulator, write http://127.0.0.1:4510.",
      );
      expect(noConnection("https://ecs.cn-hangzhou.aliyuncs.com", code)).not.toContain("http://");
    },
  );

  it.each(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", undefined])(
    "is no reason to leave TLS out: %s",
    (code) => {
      expect(noConnection(withPort, code)).not.toContain("http://");
      expect(noConnection(withPort, code)).toContain(
        `no connection to ${withPort} (${code ?? "it was closed"}).`,
      );
    },
  );

  it.each([
    ["ENOTFOUND", "No name server knows this host."],
    ["ECONNREFUSED", "Nothing listens on this port."],
    ["ETIMEDOUT", "A firewall may be in between."],
  ])("is told in words too: %s", (code, told) => {
    expect(noConnection(withPort, code)).toContain(told);
  });

  it.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "CERT_UNTRUSTED",
  ])("is told as a certificate that nobody vouches for, with how to trust it: %s", (code) => {
    expect(noConnection(withPort, code)).toMatch(
      /certificate of .*not signed by an authority.*NODE_EXTRA_CA_CERTS/,
    );
    expect(noConnection(withPort, code)).toContain(code);
    expect(noConnection(withPort, code)).not.toContain("http://");
  });

  it.each([
    ["CERT_HAS_EXPIRED", "has expired"],
    ["CERT_NOT_YET_VALID", "is not valid yet"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "is for another host"],
  ])("is reported as a certificate that is not accepted: %s", (code, words) => {
    expect(noConnection(withPort, code)).toContain(`the certificate of ${withPort} ${words} (${code})`);
    expect(noConnection(withPort, code)).not.toContain("http://");
  });

  it("is reported also when the endpoint is not a URL", () => {
    expect(noConnection("https://ecs.a b", "ENOTFOUND")).toContain("https://ecs.a b (ENOTFOUND)");
  });
});
