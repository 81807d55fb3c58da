import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { interfaceCases } from "../support/interface-cases";
import { worldForEachTest } from "../support/world-for-each-test";

const withoutIdentity = cloudCases.filter((cloudCase) => !cloudCase.hasCallerIdentity);

/**
 * Without a caller identity, the endpoint and the key stand for the account. Another one is accepted because of what it
 * sees.
 */
describe.each(withoutIdentity)("the account guard on $title", (cloudCase: CloudCase) => {
  const { running, busy, storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  const begin = (environment: Record<string, string> = {}) => world.beginFor(cloudCase, { environment });
  /** The same server under another name: another endpoint, as a gateway would be. */
  const throughGateway = () => {
    const variable = `PULUMI_ENI_${cloud.toUpperCase()}_ENDPOINT`;
    return begin({ [variable]: world.emulator.url.replace("127.0.0.1", "localhost") });
  };
  const attach = (number: number, instanceId = running) =>
    begin().attachments.create({
      ...cloudCase.place,
      networkInterfaceId: cloudCase.free(number),
      instanceId,
    });
  const forget = (number: number, instanceId?: string) => {
    const interfaceId = cloudCase.free(number);
    world.emulator.act({ cloud, act: "detach", interfaceId });
    world.emulator.act({ cloud, act: "delete", interfaceId });
    if (instanceId) world.emulator.act({ cloud, act: "release-instance", instanceId });
  };

  it("records the endpoint and a short hash of the key, never the key", async () => {
    const { outs } = await attach(1);
    expect(outs.accountId).toMatch(/^127\.0\.0\.1:\d+#[0-9a-f]{8}$/);
    expect(JSON.stringify(outs)).not.toContain(world.emulator.credentials[cloud].accessKeyId);
  });

  it("believes another endpoint that sees the recorded instance", async () => {
    const { id, outs } = await attach(1);
    forget(1);
    await expect(throughGateway().attachments.read(id, outs)).resolves.toMatchObject({ id: "" });
    await expect(throughGateway().attachments.delete(id, outs)).resolves.toBeUndefined();
  });

  it("believes another endpoint that has seen another resource of the stack", async () => {
    const gone = await attach(1);
    const there = await attach(2, busy);
    forget(1, running);
    const run = throughGateway();
    await run.attachments.read(there.id, there.outs);
    await expect(run.attachments.read(gone.id, gone.outs)).resolves.toMatchObject({ id: "" });
  });

  const whereMade = interfaceCases.filter(({ title }) => title === cloudCase.title);
  for (const { declared } of whereMade) {
    it("believes another endpoint that sees an interface which its create had made and no look had shown", async () => {
      const gone = await attach(1);
      const stale = { kind: "stale-describe", ms: 600_000, times: Number.POSITIVE_INFINITY } as const;
      world.emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", ...stale });
      const made = begin()
        .interfaces()
        .create({ ...cloudCase.place, ...declared, timeouts: { create: "4s" } });
      const error: unknown = await made.catch((reason: unknown) => reason);
      if (!(error instanceof KeptFailure)) throw error;
      world.emulator.faults.clear();
      forget(1, running);
      const run = throughGateway();
      await run.interfaces().read(error.id, error.properties);
      await expect(run.attachments.read(gone.id, gone.outs)).resolves.toMatchObject({ id: "" });
    });
  }

  it("keeps the state when another endpoint sees nothing that the stack recorded", async () => {
    const { id, outs } = await attach(1);
    forget(1, running);
    const { attachments } = throughGateway();
    await expect(attachments.read(id, outs)).rejects.toThrow(/another account.*pulumi state delete/s);
    await expect(attachments.delete(id, outs)).rejects.toThrow(/another account/);
    await expect(begin().attachments.delete(id, outs)).resolves.toBeUndefined();
  });

  it("looks once at each id that the stack recorded, however many resources ask", async () => {
    const made = await attach(1);
    forget(1, running);
    const run = throughGateway();
    world.emulator.journal.clear();
    const ids = Array.from({ length: 20 }, (_, index) => `9${String(index).padStart(18, "0")}`);
    for (const networkInterfaceId of ids) {
      const pair = { networkInterfaceId, instanceId: running };
      const olds = { ...made.outs, ...pair };
      const news = { ...cloudCase.place, ...pair, profile: "another" };
      await run.attachments.diff(`${networkInterfaceId}:${running}`, olds, news);
    }
    const looks = world.emulator.journal.entries({ cloud }).length;
    expect(looks).toBeLessThanOrEqual(ids.length + 1);
  });

  it("does not believe an endpoint for seeing ids that the program names and the stack never recorded", async () => {
    const { id, outs } = await attach(1);
    forget(1, running);
    const { attachments } = throughGateway();
    await attachments.check(
      {},
      { ...cloudCase.place, networkInterfaceId: cloudCase.free(2), instanceId: busy },
    );
    await expect(attachments.read(id, outs)).rejects.toThrow(/another account/);
  });
});
