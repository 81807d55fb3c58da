import { unknownText } from "../../provider/adapters/stored-properties";
import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** Tencent's `api` and `vpcId`: the first selects the generation, the second belongs only to the legacy one. */
describe("the generations of Tencent's API", () => {
  const [cloudCase] = cloudCases.filter(({ title }) => title === "tencent");
  if (!cloudCase) throw new Error("there is no such case");
  const { free, running, vpcId } = { ...cloudCase, vpcId: "vpc-main0001" };
  const world = worldForEachTest();

  const attachments = () => world.beginFor(cloudCase).attachments;
  const inputs = (more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: free(1),
    instanceId: running,
    ...more,
  });

  it.each<[string, object, RegExp]>([
    ["v2 without its VPC", { api: "v2" }, /vpcId is required with `api: "v2"`/],
    ["a VPC without v2", { vpcId }, /remove it/],
    ["a VPC with v3", { api: "v3", vpcId }, /remove it/],
  ])("refuse %s", async (_, more, reason) => {
    await expect(attachments().check({}, inputs(more))).resolves.toEqual([
      { property: "vpcId", reason: expect.stringMatching(reason) },
    ]);
  });

  it.each<[string, object]>([
    ["a VPC that is not known yet", { api: "v2", vpcId: unknownText }],
    ["a generation that is not known yet", { api: unknownText, vpcId }],
    ["v2 with its VPC", { api: "v2", vpcId }],
    ["v3 by name", { api: "v3" }],
  ])("accept %s", async (_, more) => {
    await expect(attachments().check({}, inputs(more))).resolves.toEqual([]);
  });

  it("refuse a generation that there is not", async () => {
    const [failure] = await attachments().check({}, inputs({ api: "v4" }));
    expect(failure).toMatchObject({
      property: "api",
      reason: expect.stringContaining('must be "v3" or "v2"'),
    });
  });

  it("name the VPC where an interface is looked for in another one of the account", async () => {
    const wrong = inputs({ api: "v2", vpcId: "vpc-other001" });
    const run = world.beginFor(cloudCase);
    await expect(run.attachments.check({}, wrong)).resolves.toEqual([]);
    await expect(run.attachments.create(wrong)).rejects.toThrow(/not in VPC vpc-other001 of region.*`vpcId`/);
    expect(run.reported("warn")).toMatch(/not in VPC vpc-other001 of region.*`vpcId`/);
  });

  it("hold the default by name for no change, and the other one for a replacement", async () => {
    const { id, outs } = await attachments().create(inputs());
    await expect(attachments().diff(id, outs, inputs({ api: "v3" }))).resolves.toMatchObject({
      replaces: [],
    });
    await expect(attachments().diff(id, outs, inputs({ api: "v2", vpcId }))).resolves.toMatchObject({
      replaces: ["api"],
    });
  });
});
