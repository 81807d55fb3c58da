import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { exampleCertificate } from "../support/example-certificate";
import { ProxyServer } from "../support/proxy-server";
import { ServedCloud } from "../support/served-cloud";

const password = "very-secret";
const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-proxies-"));
const authority = join(folder, "authority.pem");
writeFileSync(authority, exampleCertificate);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(hostedCases)(
  "a process behind a proxy that serves $title, by the $host host",
  (cloudCase: CloudCase) => {
    const { free, running, storeName } = cloudCase;
    let emulator: Emulator;
    let proxy: ProxyServer;
    let served: ServedCloud;

    beforeAll(async () => {
      emulator = await createEmulator();
      proxy = await ProxyServer.start(emulator.url);
      const endpoints = Object.keys(emulator.environment()).filter((name) => name.endsWith("_ENDPOINT"));
      const environment = {
        ...emulator.environment(),
        ...Object.fromEntries(endpoints.map((name) => [name, "https://cloud.example"])),
        // In small letters the library that speaks to the engine reads it too.
        https_proxy: `http://user:${password}@${proxy.host}`,
        NODE_EXTRA_CA_CERTS: authority,
        DEBUG: "*",
      };
      served = await ServedCloud.start(cloudCase, { environment });
    });
    afterAll(async () => {
      await served.close();
      await proxy.close();
      await emulator.close();
    });

    it("attaches, reads and detaches through a tunnel that it keeps", async () => {
      const { provider } = served;
      const inputs = served.inputs(free(1));
      expect((await provider.check({}, inputs)).failures).toEqual([]);
      const { id, properties } = await provider.create(inputs);
      expect(emulator.store.interface(storeName, free(1))?.instanceId).toBe(running);
      expect((await provider.read(id, properties)).id).toBe(id);
      await provider.delete(id, properties);
      expect(emulator.store.interface(storeName, free(1))?.instanceId).toBeNull();
      const calls = emulator.journal.entries({ cloud: storeName }).length;
      expect(new Set(proxy.requests.map(({ asked }) => asked))).toEqual(
        new Set(["CONNECT cloud.example:443"]),
      );
      expect(proxy.requests.length).toBeLessThan(calls / 2);
    });

    it("says on the engine's own line that the proxy refuses, and shows no password", async () => {
      const { provider } = served;
      proxy.refusal = 403;
      for (const socket of proxy.tunnels) socket.destroy();
      // An interface that the run cannot have seen with others, so that preview must ask for it.
      const unseen = free(2).replace(/.{3}$/, "999");
      await provider.check({}, served.inputs(unseen, running));
      const inputs = served.inputs(free(2), running, { timeouts: { create: "1s" } });
      const told = await provider.log.find(({ severity }) => severity === "warning");
      expect(told.message).toMatch(
        /no connection to https:\/\/cloud\.example through the proxy http:\/\/127\.0\.0\.1:\d+ \(https_proxy\): the proxy refused \(HTTP 403\)/,
      );
      const failure = await provider.create(inputs).catch((error: Error) => error.message);
      expect(failure).toContain("the proxy refused (HTTP 403)");
      expect(JSON.stringify([failure, provider.log.messages, provider.printed])).not.toContain(password);
    });
  },
);
