import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** The commonest mistake with the emulator: it listens, and https is spoken to it. */
describe.each(cloudCases)("an endpoint without its http://, on $title", (cloudCase) => {
  const { storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  it("is reported with the way to write a plain one", async () => {
    const endpoints = Object.entries(world.emulator.environment()).filter(([name]) =>
      name.endsWith("_ENDPOINT"),
    );
    const environment = Object.fromEntries(
      endpoints.map(([name, url]) => [name, url.replace("http://", "")]),
    );
    const run = world.begin(cloudCase.cloud, {
      environment,
      config: cloudCase.keys(world.emulator.credentials[cloud]),
    });
    const [networkInterfaceId, instanceId] = [cloudCase.free(1), cloudCase.running];
    await run.attachments.check({}, { ...cloudCase.place, networkInterfaceId, instanceId });
    // All clouds are served at one place.
    const [[, url] = ["", ""]] = endpoints;
    expect(run.reported("once")).toContain(`For a plain one, such as the emulator, write ${url}.`);
  });
});
