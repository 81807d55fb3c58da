import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** Keys of the environment may be another account's: they are not used in place of half a configured pair. */
describe.each(cloudCases)("half a key pair in the configuration, on $title", (cloudCase) => {
  const { running, free, storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  it.each([0, 1])("is refused by the name of the missing half (%d)", async (dropped) => {
    const pair = Object.entries(cloudCase.keys(world.emulator.credentials[cloud]));
    const [missing] = pair[dropped] ?? [""];
    const config = Object.fromEntries(pair.filter(([name]) => name !== missing));
    const inputs = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
    const error = await world
      .begin(cloudCase.cloud, { config })
      .attachments.create(inputs)
      .catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    const { message } = error as Error;
    expect(message).toContain(`without eni:${missing}`);
    for (const [name, value] of pair) {
      expect(message).toContain(`eni:${name}`);
      expect(message).not.toContain(value);
    }
    expect(world.emulator.journal.entries({ cloud })).toHaveLength(0);
  });

  it.each(["accessKeyId", "accessKeySecret"] as const)(
    "is refused in the environment too, by the name of the missing half (%s)",
    async (dropped) => {
      const pair = world.emulator.credentials[cloud];
      const variables = Object.entries(world.emulator.environment());
      const ofHalf = (half: "accessKeyId" | "accessKeySecret") =>
        variables.find(
          ([name, value]) => value === pair[half] && name.startsWith(cloud.toUpperCase()),
        )?.[0] ?? "";
      const kept = ofHalf(dropped === "accessKeyId" ? "accessKeySecret" : "accessKeyId");
      for (const nothing of [undefined, ""]) {
        const run = world.begin(cloudCase.cloud, { environment: { [ofHalf(dropped)]: nothing } });
        const inputs = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
        await expect(run.attachments.create(inputs)).rejects.toThrow(`${kept} without ${ofHalf(dropped)}`);
      }
      expect(world.emulator.journal.entries({ cloud })).toHaveLength(0);
    },
  );
});
