import { hostedCases } from "../support/cloud-cases";
import { ServedCloud } from "../support/served-cloud";

const attachments = 40;
const perInstance = 10;

/** Large enough for ten interfaces more than the primary one. */
const instanceType = "ecs.g7.16xlarge";

describe.each(hostedCases.filter(({ storeName }) => storeName === "alibaba"))(
  "an account of few requests a second on $title by the $host host",
  (cloudCase) => {
    const { free, running, storeName: cloud, throttleCode } = cloudCase;

    it("makes and destroys forty attachments side by side, and none of them fails", async () => {
      const served = await ServedCloud.start(cloudCase, { transitionMs: 300 });
      const { provider, emulator } = served;
      try {
        const model = emulator.store.interface(cloud, free(1));
        if (!model) throw new Error("the scenario has a free interface");
        const place = { cloud, subnetId: model.subnetId, securityGroupIds: [...model.securityGroupIds] };
        const wanted = Array.from({ length: attachments }, (_, index) => ({
          eni: free(60 + index),
          instance: `${running.slice(0, -2)}${10 + Math.floor(index / perInstance)}`,
        }));
        emulator.seed({
          instances: [...new Set(wanted.map(({ instance }) => instance))].map((id) => ({
            ...{ ...place, id, instanceType },
          })),
          interfaces: wanted.map(({ eni }) => ({ ...place, id: eni })),
          throttles: [{ cloud, ratePerSecond: 20, burst: 20 }],
        });
        const refusals = () =>
          emulator.journal.entries({ cloud }).filter(({ code }) => code === throttleCode).length;
        const accepted = (action: string) =>
          emulator.journal.entries({ cloud, action }).filter(({ code }) => code === null).length;

        const made = await Promise.all(
          wanted.map(({ eni, instance }) => provider.create(served.inputs(eni, instance))),
        );
        expect(wanted.map(({ eni }) => served.holderOf(eni))).toEqual(wanted.map(({ instance }) => instance));
        expect(accepted("AttachNetworkInterface")).toBe(attachments);
        expect(refusals()).toBeGreaterThan(0);

        emulator.journal.clear();
        await Promise.all(made.map(({ id, properties }) => provider.delete(id, properties)));
        expect(wanted.filter(({ eni }) => served.holderOf(eni) !== null)).toEqual([]);
        expect(accepted("DetachNetworkInterface")).toBe(attachments);
        expect(refusals()).toBeGreaterThan(0);
      } finally {
        await served.close();
      }
    });
  },
);
