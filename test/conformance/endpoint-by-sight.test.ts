import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

const withIdentity = cloudCases.filter(({ hasCallerIdentity }) => hasCallerIdentity);

/**
 * The caller identity says who asks, not where. Another endpoint with the same account may be another region's, or one
 * that knows nothing. It is believed because of what it sees.
 */
describe.each(withIdentity)("another endpoint with the same account on $title", (cloudCase: CloudCase) => {
  const { title, running, storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  /** The same server under another name: another endpoint, as a gateway would be. */
  const throughGateway = () => {
    const variable = `PULUMI_ENI_${title.toUpperCase().replaceAll(" ", "_")}_ENDPOINT`;
    const url = world.emulator.url.replace("127.0.0.1", "localhost");
    return world.beginFor(cloudCase, { environment: { [variable]: url } });
  };
  const attach = () =>
    world.beginFor(cloudCase).attachments.create({
      ...cloudCase.place,
      networkInterfaceId: cloudCase.free(1),
      instanceId: running,
    });
  const forget = () => {
    const interfaceId = cloudCase.free(1);
    world.emulator.act({ cloud, act: "detach", interfaceId });
    world.emulator.act({ cloud, act: "delete", interfaceId });
  };

  it("is believed when it sees the recorded instance", async () => {
    const { id, outs } = await attach();
    forget();
    await expect(throughGateway().attachments.read(id, outs)).resolves.toMatchObject({ id: "" });
    await expect(throughGateway().attachments.delete(id, outs)).resolves.toBeUndefined();
  });

  it("keeps the state when it sees nothing that the stack recorded", async () => {
    const { id, outs } = await attach();
    forget();
    world.emulator.act({ cloud, act: "release-instance", instanceId: running });
    const { attachments } = throughGateway();
    const refusal = /another endpoint.*localhost.*pulumi state delete/s;
    await expect(attachments.read(id, outs)).rejects.toThrow(refusal);
    await expect(attachments.delete(id, outs)).rejects.toThrow(refusal);
    await expect(world.beginFor(cloudCase).attachments.delete(id, outs)).resolves.toBeUndefined();
  });
});
