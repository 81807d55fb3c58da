import { openRoute } from "../../provider/core/route";

const loaded: string[] = [];
for (const name of ["http-proxy-agent", "https-proxy-agent"]) {
  jest.doMock(name, () => {
    loaded.push(name);
    return jest.requireActual(name);
  });
}

describe("the way to an endpoint", () => {
  const proxy = { url: new URL("http://proxy.example:3128"), authorization: undefined, title: "the proxy" };

  it("loads the libraries for proxies only when there is one, and only the one that it needs", () => {
    openRoute("http://cloud.example", undefined);
    openRoute("https://cloud.example", undefined);
    expect(loaded).toEqual([]);
    openRoute("http://cloud.example", proxy);
    expect(loaded).toEqual(["http-proxy-agent"]);
    openRoute("https://cloud.example", proxy);
    expect(loaded).toEqual(["http-proxy-agent", "https-proxy-agent"]);
  });

  it("leads to scheme, host and port, and is named with the proxy", () => {
    const { origin, title } = openRoute("https://cloud.example:8443/gateway", proxy);
    expect(origin.href).toBe("https://cloud.example:8443/");
    expect(title).toBe("https://cloud.example:8443/gateway through the proxy the proxy");
  });
});
