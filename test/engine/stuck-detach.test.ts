import { hostedCases } from "../support/cloud-cases";
import { ServedCloud } from "../support/served-cloud";

/** Alibaba Cloud gives a detach the shortest time before it counts as stuck: 40 s, which pass in this test. */
describe.each(hostedCases.filter(({ storeName }) => storeName === "alibaba"))(
  "a detach that is stuck on $title by the $host host",
  (cloudCase) => {
    const { free, running, storeName: cloud } = cloudCase;

    it("is sent again by the provider process, which ends when the interface is free", async () => {
      const served = await ServedCloud.start(cloudCase, { transitionMs: 200 });
      try {
        const { provider, emulator } = served;
        const { id, properties } = await provider.create(served.inputs(free(1)));
        expect(served.holderOf(free(1))).toBe(running);
        emulator.faults.add({
          ...{ cloud, action: "DetachNetworkInterface" },
          ...{ kind: "stuck", transition: "detach", resends: 1 },
        });
        await provider.delete(id, properties);
        expect(emulator.store.interface(cloud, free(1))).toMatchObject({
          ...{ status: "available", instanceId: null },
        });
        const detaches = emulator.journal.entries({ action: "DetachNetworkInterface" });
        expect(detaches).toMatchObject([{ code: null }, { code: null }]);
      } finally {
        await served.close();
      }
    });
  },
);
