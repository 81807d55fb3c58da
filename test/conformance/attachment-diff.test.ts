import { unknownText } from "../../provider/adapters/stored-properties";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";

/** What replaces an attachment, what changes it in place, and what changes nothing. */
describe.each(cloudCases)("the diff of an attachment on $title", (cloudCase: CloudCase) => {
  const { running, busy, free } = cloudCase;
  const { attach, begin, inputs } = attachmentFixture(cloudCase);

  it("replaces for other ids and regions, deleting first", async () => {
    const { id, outs } = await attach();
    const { attachments } = begin();
    for (const [key, value] of [
      ["networkInterfaceId", free(2)],
      ["instanceId", busy],
      ["instanceId", unknownText],
      ["regionId", "elsewhere"],
    ] as const) {
      const diff = await attachments.diff(id, outs, inputs(free(1), running, { [key]: value }));
      expect(diff).toMatchObject({ changes: true, replaces: [key], deleteBeforeReplace: true });
    }
  });

  const { defaultApi } = cloudCase.cloud;
  if (defaultApi !== undefined && cloudCase.place.api === undefined) {
    it("takes a default that is spelled out for what it is", async () => {
      const { id, outs } = await attach();
      const spelled = await begin().attachments.diff(id, outs, inputs(free(1), running, { api: defaultApi }));
      expect(spelled.changes).toBe(false);
      const other = await begin().attachments.diff(id, outs, inputs(free(1), running, { api: "v2" }));
      expect(other.replaces).toEqual(["api"]);
    });
  }

  if (cloudCase.cloud.attachmentArguments?.networkCardIndex) {
    it("shows a change for a network card that is not known yet", async () => {
      const { id, outs } = await attach();
      const news = inputs(free(1), running, { networkCardIndex: unknownText });
      await expect(begin().attachments.diff(id, outs, news)).resolves.toMatchObject({
        changes: true,
        replaces: [],
      });
    });
  }

  it("updates for timeouts, and ignores what only steers the provider", async () => {
    const { id, outs } = await attach();
    const { attachments } = begin();
    const timeouts = await attachments.diff(
      id,
      outs,
      inputs(free(1), running, { timeouts: { create: "9m" } }),
    );
    expect(timeouts).toMatchObject({ changes: true, replaces: [] });
    const steering = { preflight: "off", moveFrom: busy, ifAlreadyAttached: "fail" };
    expect((await attachments.diff(id, outs, inputs(free(1), running, steering))).changes).toBe(false);
  });
});
