import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** The figures are asked for once in a run; what an instance holds may change meanwhile. */
describe.each(cloudCases.filter(({ showsHoldings }) => showsHoldings))(
  "the quota of an instance on $title",
  (cloudCase) => {
    const { running, free, storeName: cloud } = cloudCase;
    const world = worldForEachTest({ transitionMs: 3_000 });

    it("is judged with what the look shows, not with what the first check of the run saw", async () => {
      const run = world.beginFor(cloudCase);
      const check = (number: number) =>
        run.attachments.check(
          {},
          {
            ...cloudCase.place,
            networkInterfaceId: free(number),
            instanceId: running,
            __urn: `urn:${number}`,
          },
        );
      await check(1);
      for (let number = 2; number <= cloudCase.room + 1; number++) {
        world.emulator.act({ cloud, act: "attach", interfaceId: free(number), instanceId: running });
      }
      await world.clock.sleep(60_000);
      await check(cloudCase.room + 2);
      expect(run.reported("warn")).toContain(cloudCase.quotaCode);
    });
  },
);
