import { emulatorOfSuite } from "../support/emulator-of-suite";
import { codeOf, keyOf, stsClient, tagClient, tc3, tc3Fetch, vpcClient } from "./emulator-tencent-caller";

const free = "eni-free0001";
const other = "eni-free0002";
const resourceOf = (id: string, uin = "100000000001", region = "ap-guangzhou"): string =>
  `qcs::vpc:${region}:uin/${uin}:eni/${id}`;

const emulator = emulatorOfSuite();

const tagsOf = async (id: string): Promise<Record<string, string>> => {
  const { NetworkInterfaceSet } = await vpcClient(emulator).DescribeNetworkInterfaces({
    NetworkInterfaceIds: [id],
  });
  const shown = NetworkInterfaceSet?.[0]?.TagSet ?? [];
  return Object.fromEntries(shown.map(({ Key = "", Value = "" }) => [Key, Value]));
};

describe.each([
  { method: "POST", signMethod: "TC3-HMAC-SHA256" },
  { method: "GET", signMethod: "TC3-HMAC-SHA256" },
  { method: "POST", signMethod: "HmacSHA256" },
] as const)("Tags by the tag service's client, $method $signMethod", (choice) => {
  const client = () => tagClient(emulator, choice);

  it("are added, overwritten and removed, and the interface shows it", async () => {
    const ResourceList = [resourceOf(free), resourceOf(other)];
    const added = await client().TagResources({
      ResourceList,
      Tags: [
        { TagKey: "role", TagValue: "data + more" },
        { TagKey: "团队", TagValue: "网络" },
      ],
    });
    expect(added).toEqual({ FailedResources: [], RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await tagsOf(other)).toEqual({ role: "data + more", 团队: "网络" });
    await client().TagResources({
      ResourceList: [resourceOf(free)],
      Tags: [{ TagKey: "role", TagValue: "control" }],
    });
    expect(await tagsOf(free)).toEqual({ role: "control", 团队: "网络" });
    expect(await tagsOf(other)).toEqual({ role: "data + more", 团队: "网络" });
    const removed = await client().UnTagResources({ ResourceList, TagKeys: ["团队", "never-there"] });
    expect(removed.FailedResources).toEqual([]);
    expect(await tagsOf(free)).toEqual({ role: "control" });
    expect(emulator.journal.counts()).toMatchObject({ TagResources: 2, UnTagResources: 1 });
  });

  it("are set and removed in one call of ModifyResourceTags, also without the uin in the resource's name", async () => {
    emulator.seed({ interfaces: [{ cloud: "tencent", id: free, tags: { role: "data", old: "x" } }] });
    const answer = await client().ModifyResourceTags({
      Resource: resourceOf(free, ""),
      ReplaceTags: [
        { TagKey: "role", TagValue: "control" },
        { TagKey: "stage", TagValue: "test" },
      ],
      DeleteTags: [{ TagKey: "old" }, { TagKey: "never-there" }],
    });
    expect(Object.keys(answer)).toEqual(["RequestId"]);
    expect(await tagsOf(free)).toEqual({ role: "control", stage: "test" });
    await client().ModifyResourceTags({ Resource: resourceOf(free), DeleteTags: [{ TagKey: "stage" }] });
    expect(await tagsOf(free)).toEqual({ role: "control" });
  });

  it("are refused for a bad key and for too many", async () => {
    const ask = (...keys: string[]) =>
      client().TagResources({
        ResourceList: [resourceOf(free)],
        Tags: keys.map((TagKey) => ({ TagKey, TagValue: "x" })),
      });
    expect(await codeOf(ask("qcloud:a"))).toBe("InvalidParameter.ReservedTagKey");
    expect(await codeOf(ask(...Array.from({ length: 11 }, (_, index) => `k${index}`)))).toBe(
      "LimitExceeded.TagNumPerRequest",
    );
    expect(await tagsOf(free)).toEqual({});
  });
});

describe("The tag service", () => {
  it("answers which resources failed and why, and changes the others", async () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "x"]));
    emulator.seed({ interfaces: [{ cloud: "tencent", id: other, tags: fifty }] });
    const wrong = [
      [resourceOf("eni-nobody01"), "InvalidParameterValue.ResourceIdInvalid"],
      [resourceOf("eni-foreign1"), "InvalidParameterValue.ResourceIdInvalid"],
      [resourceOf(free, "100000000002"), "InvalidParameterValue.UinInvalid"],
      [resourceOf(free, undefined, "ap-beijing"), "InvalidParameterValue.ResourceIdInvalid"],
      [resourceOf(other), "LimitExceeded.ResourceAttachedTags"],
    ] as const;
    const { FailedResources } = await tagClient(emulator).TagResources({
      ResourceList: [...wrong.map(([name]) => name), resourceOf(free)],
      Tags: [{ TagKey: "role", TagValue: "data" }],
    });
    expect(FailedResources).toEqual(
      wrong.map(([Resource, Code]) => ({ Resource, Code, Message: expect.stringMatching(/\.$/) })),
    );
    expect(await tagsOf(free)).toEqual({ role: "data" });
    expect(await tagsOf(other)).toEqual(fifty);
  });

  it("accepts the uin of the caller's account, not that of a sub-user", async () => {
    const session = keyOf(emulator, 0, 1);
    const identity = await stsClient(emulator, session).request("GetCallerIdentity", {});
    const ask = (credentials: typeof session, uin: string) =>
      tagClient(emulator, { credentials }).UnTagResources({
        ResourceList: [resourceOf(free, uin)],
        TagKeys: ["role"],
      });
    expect((await ask(session, String(identity.AccountId))).FailedResources).toEqual([]);
    expect((await ask(session, "100000000011")).FailedResources).toMatchObject([
      { Code: "InvalidParameterValue.UinInvalid" },
    ]);
    expect(await codeOf(ask(keyOf(emulator, 0, 2), "100000000001"))).toBe(
      "AuthFailure.UnauthorizedOperation",
    );
  });

  it("needs no region", async () => {
    const body = JSON.stringify({ ResourceList: [resourceOf(free)], TagKeys: ["role"] });
    const request = { action: "UnTagResources", version: "2018-08-13", regionId: null, body };
    expect(await tc3(emulator, request)).toMatchObject({ FailedResources: [] });
  });

  it("changes an interface that is in transition too", async () => {
    emulator.transitions.setDuration(60_000);
    await vpcClient(emulator).AttachNetworkInterface({
      NetworkInterfaceId: free,
      InstanceId: "ins-running1",
    });
    await tagClient(emulator).ModifyResourceTags({
      Resource: resourceOf(free),
      ReplaceTags: [{ TagKey: "role", TagValue: "data" }],
    });
    expect(emulator.store.interface("tencent", free)).toMatchObject({
      status: "attaching",
      tags: { role: "data" },
    });
  });

  it("can be scripted to fail, before and after it acted", async () => {
    const ask = () =>
      tagClient(emulator).TagResources({
        ResourceList: [resourceOf(free)],
        Tags: [{ TagKey: "role", TagValue: "data" }],
      });
    const scope = { cloud: "tencent", action: "TagResources", match: { interfaceId: free } } as const;
    emulator.faults.add({ ...scope, kind: "error", code: "FailedOperation.ResourceTagProcessing" });
    expect(await codeOf(ask())).toBe("FailedOperation.ResourceTagProcessing");
    expect(await tagsOf(free)).toEqual({});
    emulator.faults.add({ ...scope, kind: "lost-reply" });
    await expect(ask()).rejects.toThrow();
    expect(await tagsOf(free)).toEqual({ role: "data" });
    expect(
      emulator.journal.entries({ action: "TagResources" }).map(({ code, fault }) => [code, fault]),
    ).toEqual([
      ["FailedOperation.ResourceTagProcessing", "error"],
      [null, "lost-reply"],
    ]);
  });
});

describe("The product in a credential's scope", () => {
  const body = JSON.stringify({ ResourceList: [resourceOf(free)], TagKeys: ["role"] });
  const untag = { action: "UnTagResources", version: "2018-08-13", body };

  it.each([
    ["answers its own action", { ...untag, service: "tag" }, undefined],
    ["has no action of another product", { ...untag, service: "sts" }, "InvalidAction"],
    ["has no version of another product", { ...untag, service: "vpc" }, "NoSuchVersion"],
    ["has one version", { ...untag, service: "tag", version: "2017-03-12" }, "NoSuchVersion"],
    ["has no action of the VPC", { service: "tag", version: "2018-08-13" }, "InvalidAction"],
  ])("%s", async (_what, request, code) => {
    expect((await tc3(emulator, request)).Error?.Code).toBe(code);
  });

  it("is found by its exact name only", async () => {
    const reply = await tc3Fetch(emulator, { ...untag, service: "constructor" });
    expect(await reply.json()).toMatchObject({ Response: { FailedResources: [] } });
  });
});
