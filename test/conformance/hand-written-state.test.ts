import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** Anyone can edit a state, and its text becomes part of requests that carry credentials. */
describe.each(cloudCases)("state that was written by hand, on $title", (cloudCase: CloudCase) => {
  const { running, free, place } = cloudCase;
  const world = worldForEachTest();

  const id = `${free(1)}:${running}`;
  const state = { ...place, networkInterfaceId: free(1), instanceId: running, status: "attached" };

  it.each(["x@127.0.0.1:1/", "localhost:1/-fsi", "a b", "constructor.evil", "", 7, null])(
    "asks nobody in a region that is none: %j",
    async (regionId) => {
      // The host of the emulator is set; without the setting it would follow from the region.
      const run = world.beginFor(cloudCase);
      const odd = { ...state, regionId };
      const interfaces = cloudCase.cloud.networkInterface && run.interfaces();
      const operations = [
        run.attachments.read(id, odd),
        run.attachments.delete(id, odd),
        run.attachments.update(id, state, odd as unknown as Parameters<typeof run.attachments.update>[2]),
        run.attachments.create(odd as unknown as Parameters<typeof run.attachments.create>[0]),
        ...(interfaces
          ? [
              interfaces.read(free(1), odd),
              interfaces.delete(free(1), odd),
              interfaces.update(free(1), state, odd),
              interfaces.create(odd),
            ]
          : []),
      ];
      for (const operation of await Promise.allSettled(operations)) {
        expect(operation).toMatchObject({
          status: "rejected",
          reason: { message: expect.stringContaining("regionId must be the id of a region") },
        });
      }
      expect(world.emulator.journal.entries()).toEqual([]);
    },
  );

  it.each([`${free(1)} :${running}`, `${free(1)}:${running}/`, `${free(1)}`, "::"])(
    "takes an id of another form for none, and not for one that is gone: %s",
    async (odd) => {
      const { attachments } = world.beginFor(cloudCase);
      await expect(attachments.read(odd, state)).rejects.toThrow("is not of the form");
      await expect(attachments.delete(odd, state)).rejects.toThrow("is not of the form");
      expect(world.emulator.journal.entries()).toEqual([]);
    },
  );
});
