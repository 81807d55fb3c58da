import { unknownText } from "../../provider/adapters/stored-properties";
import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** The note of Tencent's page of DetachNetworkInterface: its elastic IPs come off, and go on costing money. */
describe.each(cloudCases.filter((cloudCase) => cloudCase.storeName === "tencent"))(
  "a detach that takes elastic IPs off, on $title",
  (cloudCase) => {
    const { busy, running, free, storeName: cloud } = cloudCase;
    const bound = "eni-eip00001";
    const note = "its public address 203.0.113.10 (eip-data0001)";
    const world = worldForEachTest();

    const begin = () => world.beginFor(cloudCase);
    const inputs = (networkInterfaceId: string, instanceId: string, more: object = {}) => ({
      ...cloudCase.place,
      networkInterfaceId,
      instanceId,
      __urn: "urn:pulumi:dev::attachments::eni::data",
      ...more,
    });

    it("is reported with name and address in the preview of a replacement", async () => {
      const run = begin();
      await expect(run.attachments.check(inputs(bound, busy), inputs(bound, running))).resolves.toEqual([]);
      expect(run.reported("warn")).toContain(note);
      const other = begin();
      await other.attachments.check(inputs(bound, busy), inputs(free(1), running));
      expect(other.reported("warn")).toContain(note);
    });

    it("is reported when the new instance does not exist yet", async () => {
      const run = begin();
      await expect(run.attachments.check(inputs(bound, busy), inputs(bound, unknownText))).resolves.toEqual(
        [],
      );
      expect(run.reported("warn")).toContain(note);
      const off = begin();
      await off.attachments.check(inputs(bound, busy), inputs(bound, unknownText, { preflight: "off" }));
      expect(off.reported("warn")).toBe("");
    });

    it("is reported in the preview of a move", async () => {
      const run = begin();
      await run.attachments.check({}, inputs(bound, running, { moveFrom: busy }));
      expect(run.reported("warn")).toContain(note);
    });

    it("is reported by a refresh, which a preview of destroy runs", async () => {
      const run = begin();
      const { outs } = await run.attachments.create(inputs(bound, busy));
      await run.attachments.read(`${bound}:${busy}`, outs);
      expect(run.reported("info")).toContain(note);
    });

    it("is reported by a refresh of an interface whose deletion detaches it", async () => {
      const run = begin();
      const made = { ...cloudCase.place, __urn: "urn:pulumi:dev::attachments::eni::own", status: "attached" };
      await run.interfaces().read(bound, { ...made, detachOnDelete: true });
      expect(run.reported("info")).toContain(note);
      const kept = begin();
      await kept.interfaces().read(bound, made);
      expect(kept.reported("info")).not.toContain("dissociates");
    });

    it("is reported when it happens", async () => {
      const run = begin();
      await run.attachments.delete(`${bound}:${busy}`, inputs(bound, busy));
      expect(run.reported("warn")).toContain(note);
      expect(world.emulator.store.interface(cloud, bound)?.instanceId).toBeNull();
    });

    it("is not reported when there is none, or for an attachment that stays", async () => {
      const run = begin();
      await run.attachments.check({}, inputs(free(1), running));
      const { id, outs } = await run.attachments.create(inputs(free(1), running));
      await run.attachments.check(outs, inputs(free(1), busy));
      await run.attachments.delete(id, outs);
      await run.attachments.check({}, inputs(bound, busy));
      expect(run.reported("warn") + run.reported("info")).not.toContain("dissociates");
    });
  },
);
