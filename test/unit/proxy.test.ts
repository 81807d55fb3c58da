import { describeProxy, findProxy } from "../../provider/core/proxy";

const ecs = "https://ecs.cn-hangzhou.aliyuncs.com";
const plain = "http://gateway.example:8080";
const proxy = "http://proxy.example:3128";

describe("the proxy of an endpoint", () => {
  it.each([
    ["none when no variable is set", ecs, {}, undefined],
    [
      "HTTPS_PROXY for https",
      ecs,
      { HTTPS_PROXY: proxy, HTTP_PROXY: "http://other" },
      `${proxy} (HTTPS_PROXY)`,
    ],
    ["https_proxy too", ecs, { https_proxy: proxy }, `${proxy} (https_proxy)`],
    [
      "the small letters before the capitals",
      ecs,
      { https_proxy: proxy, HTTPS_PROXY: "http://b" },
      `${proxy} (https_proxy)`,
    ],
    [
      "HTTP_PROXY for http",
      plain,
      { HTTP_PROXY: proxy, HTTPS_PROXY: "http://other" },
      `${proxy} (HTTP_PROXY)`,
    ],
    ["http_proxy too", plain, { http_proxy: proxy }, `${proxy} (http_proxy)`],
    ["none of http for https", ecs, { HTTP_PROXY: proxy, http_proxy: proxy }, undefined],
    ["none where the variable is empty", ecs, { HTTPS_PROXY: "" }, undefined],
    ["a host without a scheme", ecs, { HTTPS_PROXY: "proxy.example:3128" }, `${proxy} (HTTPS_PROXY)`],
    [
      "a proxy behind TLS",
      ecs,
      { HTTPS_PROXY: "https://proxy.example" },
      "https://proxy.example (HTTPS_PROXY)",
    ],
    [
      "one with a user, who is not shown",
      ecs,
      { HTTPS_PROXY: "http://u:p@proxy.example:3128/" },
      `${proxy} (HTTPS_PROXY)`,
    ],
  ])("is %s", (_, endpoint, environment, shown) => {
    expect(findProxy(endpoint, environment)?.title).toBe(shown);
  });

  it.each([
    ["*", ecs],
    ["ecs.cn-hangzhou.aliyuncs.com", ecs],
    // As in the vendors' tools and in curl: a domain covers its hosts, too.
    ["aliyuncs.com", ecs],
    [".aliyuncs.com", ecs],
    ["*.aliyuncs.com", ecs],
    ["ALIYUNCS.COM", ecs],
    ["other.example, aliyuncs.com", ecs],
    ["other.example aliyuncs.com", ecs],
    ["aliyuncs.com:443", ecs],
    ["gateway.example:8080", plain],
    ["10.1.2.3", "https://10.1.2.3"],
    ["10.1.2.3:8443", "https://10.1.2.3:8443"],
    ["10.0.0.0/8", "https://10.1.2.3"],
    ["fd00::7", "https://[fd00::7]"],
    ["[fd00::7]:8443", "https://[fd00::7]:8443"],
    ["fd00::/8", "https://[fd00::7]"],
  ])("is none with NO_PROXY=%s for %s, in both spellings", (list, endpoint) => {
    const variables = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
    expect(findProxy(endpoint, { ...variables, NO_PROXY: list })).toBeUndefined();
    expect(findProxy(endpoint, { ...variables, no_proxy: list })).toBeUndefined();
  });

  it.each([
    ["", ecs],
    ["cs.com", ecs],
    ["hangzhou.aliyuncs.com.example", ecs],
    ["aliyuncs.com:80", ecs],
    [".ecs.cn-hangzhou.aliyuncs.com", ecs],
    ["1.2.3", "https://10.1.2.3"],
    ["11.0.0.0/8", "https://10.1.2.3"],
    ["10.0.0.0/8", "https://[fd00::7]"],
    ["10.0.0.0/8", ecs],
    ["10.0.0.0/99", "https://10.1.2.3"],
    ["aliyuncs.com/8", ecs],
  ])("stays with NO_PROXY=%s for %s", (list, endpoint) => {
    expect(findProxy(endpoint, { HTTPS_PROXY: proxy, NO_PROXY: list })?.title).toBe(`${proxy} (HTTPS_PROXY)`);
  });

  it.each([
    "http://127.0.0.1:4510",
    "http://127.9.9.9",
    "http://localhost:4510",
    "http://[::1]:4510",
    "https://a.localhost",
  ])("is never one for this machine: %s", (endpoint) => {
    expect(findProxy(endpoint, { HTTPS_PROXY: proxy, HTTP_PROXY: proxy })).toBeUndefined();
  });

  it.each([
    ["socks5://u:very-secret@proxy.example", /HTTPS_PROXY .*socks5.*http and https/],
    ["http://u:very-secret@:3128", /HTTPS_PROXY is not the URL of a proxy/],
    ["http://u:very-secret@proxy.example:port", /HTTPS_PROXY is not the URL of a proxy/],
  ])("is refused without a word of the value when it cannot be used: %s", (value, message) => {
    const find = () => findProxy(ecs, { HTTPS_PROXY: value });
    expect(find).toThrow(message);
    expect(find).not.toThrow(/very-secret/);
  });

  it("signs in with the user of the URL, who may hold any character", () => {
    const found = findProxy(ecs, { HTTPS_PROXY: "http://us%40er:p%3Aw%25@proxy.example" });
    expect(found?.authorization).toBe(`Basic ${Buffer.from("us@er:p:w%").toString("base64")}`);
    expect(String(found?.url)).toBe("http://proxy.example/");
    expect(findProxy(ecs, { HTTPS_PROXY: "http://100%@proxy.example" })?.authorization).toBe(
      `Basic ${Buffer.from("100%:").toString("base64")}`,
    );
    expect(findProxy(ecs, { HTTPS_PROXY: proxy })?.authorization).toBeUndefined();
  });
});

describe("the way to an endpoint, in words,", () => {
  const secret = "http://user:very-secret@proxy.example:3128";

  it.each([
    ["no variable is set", ecs, {}, "without a proxy (HTTPS_PROXY is not set)"],
    ["there is a proxy", ecs, { HTTPS_PROXY: secret }, `through the proxy ${proxy} (HTTPS_PROXY)`],
    [
      "NO_PROXY lists the host",
      ecs,
      { https_proxy: secret, NO_PROXY: "aliyuncs.com" },
      "without a proxy (https_proxy is set, but NO_PROXY lists this host)",
    ],
    [
      "the endpoint is on this machine",
      "http://127.0.0.1:4510",
      { HTTP_PROXY: secret },
      "without a proxy (HTTP_PROXY is set, but this machine is always reached without it)",
    ],
  ])("says so when %s", (_, endpoint, environment, words) => {
    expect(describeProxy(endpoint, environment)).toBe(words);
  });
});
