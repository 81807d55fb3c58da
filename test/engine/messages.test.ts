import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { ServedCloud } from "../support/served-cloud";

/** What a person reads while Pulumi runs. */
describe.each(hostedCases)(
  "what the provider reports on $title by the $host host",
  (cloudCase: CloudCase) => {
    const { free, running, busy, attached } = cloudCase;
    let served: ServedCloud;

    beforeAll(async () => {
      served = await ServedCloud.start(cloudCase, { transitionMs: 2_500 });
    });
    afterAll(() => served.close());

    it("is progress on the resource's own line while it waits, and nothing for what ends at once", async () => {
      const { provider, emulator } = served;
      await provider.create(served.inputs(free(1)));
      const progress = await provider.log.find(({ message }) => message.includes("waiting for"));
      expect(progress).toMatchObject({ severity: "info", urn: served.urn(free(1)), ephemeral: true });
      expect(progress.message).toMatch(new RegExp(`^${free(1)} → ${running}: waiting for .+ s, saw .+×\\d`));
      expect(provider.log.messages.every(({ ephemeral }) => ephemeral)).toBe(true);

      emulator.transitions.setDuration(0);
      const before = provider.log.messages.length;
      await provider.create(served.inputs(free(2)));
      expect(provider.log.messages.slice(before)).toEqual([]);
    });

    it("is an info when something was adopted", async () => {
      const { provider } = served;
      await provider.create(served.inputs(attached, busy));
      const adopted = await provider.log.find(({ message }) => message.includes("adopted"));
      expect(adopted).toMatchObject({ severity: "info", urn: served.urn(attached), ephemeral: false });
      expect(adopted.message).toContain(`${attached} → ${busy}: `);
    });

    it("is a warning on the resource's line for what preview lets pass with a doubt", async () => {
      const { provider } = served;
      const inputs = served.inputs(free(3), `${running.slice(0, -3)}000`);
      expect((await provider.check({}, inputs)).failures).toEqual([]);
      const doubt = await provider.log.find(({ severity }) => severity === "warning");
      expect(doubt).toMatchObject({ urn: served.urn(free(3)), ephemeral: false });
      expect(doubt.message).toContain(String(cloudCase.place.regionId));
    });

    it("is an error on the line of the first of two resources that claim one interface", async () => {
      const { provider } = served;
      await provider.check({}, served.inputs(free(4)));
      const second = { ...served.inputs(free(4), busy), __urn: served.urn("second") };
      const { failures } = await provider.check({}, second);
      expect(failures).toEqual([
        { property: "networkInterfaceId", reason: expect.stringContaining(served.urn(free(4))) },
      ]);
      const told = await provider.log.find(({ severity }) => severity === "error");
      expect(told.urn).toBe(served.urn(free(4)));
      expect(told.message).toContain(served.urn("second"));
    });

    it("is nothing on standard output", () => {
      expect(served.provider.printed).toBe("");
    });
  },
);
