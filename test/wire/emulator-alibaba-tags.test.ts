import * as ecs from "@alicloud/ecs20140526";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { ecsClient, popClient, refusalOf, region, signedQuery } from "./emulator-alibaba-caller";

const free = "eni-bp1free0000000000001";
const other = "eni-bp1free0000000000002";
const eni = { ResourceType: "eni", ResourceId: [free] };

const emulator = emulatorOfSuite();

interface Described {
  NetworkInterfaceSets: {
    NetworkInterfaceSet: { Tags: { Tag: { TagKey: string; TagValue: string }[] } }[];
  };
}

describe.each(["GET", "POST"])("Tags by @alicloud/pop-core and %s", (method) => {
  const request = <T>(action: string, params: object): Promise<T> =>
    popClient(emulator).request<T>(action, { ...region, ...params }, { method });
  const tagsOf = async (id: string): Promise<Record<string, string>> => {
    const answer = await request<Described>("DescribeNetworkInterfaces", { NetworkInterfaceId: [id] });
    const shown = answer.NetworkInterfaceSets.NetworkInterfaceSet[0]?.Tags.Tag ?? [];
    return Object.fromEntries(shown.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  };

  it("are added, overwritten and removed, and the interface shows it", async () => {
    const added = await request<object>("TagResources", {
      ...eni,
      Tag: [
        { Key: "role", Value: "data + more" },
        { Key: "empty", Value: "" },
        { Key: "团队", Value: "网络" },
      ],
    });
    expect(added).toEqual({ RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) });
    expect(await tagsOf(free)).toEqual({ role: "data + more", empty: "", 团队: "网络" });
    await request("TagResources", { ...eni, Tag: [{ Key: "role", Value: "control" }] });
    expect(await tagsOf(free)).toEqual({ role: "control", empty: "", 团队: "网络" });
    await request("UntagResources", { ...eni, TagKey: ["empty", "never-there"] });
    expect(await tagsOf(free)).toEqual({ role: "control", 团队: "网络" });
    await request("UntagResources", { ...eni, All: true });
    expect(await tagsOf(free)).toEqual({});
    expect(emulator.journal.counts()).toMatchObject({ TagResources: 2, UntagResources: 2 });
  });

  it("are set on all interfaces of a call, or on none when one is unknown or would have too many", async () => {
    const both = { ...eni, ResourceId: [free, other], Tag: [{ Key: "role", Value: "data" }] };
    expect(
      await refusalOf(request("TagResources", { ...both, ResourceId: [free, "eni-bp1nobody"] })),
    ).toMatchObject({ code: "InvalidResourceId.NotFound", status: 404 });
    expect(await tagsOf(free)).toEqual({});
    const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key-${index}`, ""]));
    emulator.seed({ interfaces: [{ cloud: "alibaba", id: other, tags: twenty }] });
    expect(await refusalOf(request("TagResources", both))).toMatchObject({ code: "QuotaExceed.Tags" });
    expect(await tagsOf(free)).toEqual({});
    await request("TagResources", { ...both, Tag: [{ Key: "key-7", Value: "new" }] });
    expect(await tagsOf(other)).toEqual({ ...twenty, "key-7": "new" });
    expect(await tagsOf(free)).toEqual({ "key-7": "new" });
  });
});

describe.each([
  ["v3", undefined],
  ["v1", "v2"],
])("Tags by @alicloud/ecs20140526 with signature %s", (api, signatureAlgorithm) => {
  const named = { regionId: "cn-hangzhou", resourceType: "eni", resourceId: [free] };
  const client = () => ecsClient(emulator, signatureAlgorithm);

  it("are added, overwritten and removed", async () => {
    const set = (value: string) =>
      client().tagResources(
        new ecs.TagResourcesRequest({
          ...named,
          tag: [
            new ecs.TagResourcesRequestTag({ key: "role", value }),
            new ecs.TagResourcesRequestTag({ key: "stage", value: "" }),
          ],
        }),
      );
    await set("data");
    await set("control");
    const { body } = await client().describeNetworkInterfaces(
      new ecs.DescribeNetworkInterfacesRequest({
        regionId: named.regionId,
        tag: [new ecs.DescribeNetworkInterfacesRequestTag({ key: "role", value: "control" })],
      }),
    );
    expect(body?.networkInterfaceSets?.networkInterfaceSet).toMatchObject([
      {
        networkInterfaceId: free,
        tags: {
          tag: [
            { tagKey: "role", tagValue: "control" },
            { tagKey: "stage", tagValue: "" },
          ],
        },
      },
    ]);
    await client().untagResources(new ecs.UntagResourcesRequest({ ...named, tagKey: ["stage"] }));
    expect(emulator.store.interface("alibaba", free)?.tags).toEqual({ role: "control" });
    await client().untagResources(new ecs.UntagResourcesRequest({ ...named, all: true }));
    expect(emulator.store.interface("alibaba", free)?.tags).toEqual({});
    expect(new Set(emulator.journal.entries().map((entry) => entry.api))).toEqual(new Set([api]));
  });

  it("are refused for an unknown interface, a bad key and too many", async () => {
    const ask = (resourceId: string[], ...keys: string[]) =>
      client().tagResources(
        new ecs.TagResourcesRequest({
          ...named,
          resourceId,
          tag: keys.map((key) => new ecs.TagResourcesRequestTag({ key, value: "x" })),
        }),
      );
    const many = Array.from({ length: 21 }, (_, index) => `key-${index}`);
    await expect(ask(["eni-bp1nobody"], "a")).rejects.toMatchObject({ code: "InvalidResourceId.NotFound" });
    await expect(ask([free], "acs:a")).rejects.toMatchObject({ code: "InvalidTagKey.Malformed" });
    await expect(ask([free], ...many)).rejects.toMatchObject({ code: "NumberExceed.Tags" });
  });
});

describe("Tagging", () => {
  const params = { RegionId: "cn-hangzhou", ResourceType: "eni", "ResourceId.1": free };

  it("answers XML unless asked for JSON", async () => {
    const added = signedQuery(emulator, "TagResources", {
      ...params,
      "Tag.1.Key": "a",
      "Tag.1.Value": "<b>",
    });
    expect(await (await fetch(`${emulator.url}/?${added}`)).text()).toMatch(
      /<TagResourcesResponse><RequestId>[0-9A-F-]{36}<\/RequestId><\/TagResourcesResponse>$/,
    );
    const refused = signedQuery(emulator, "UntagResources", params);
    expect(await (await fetch(`${emulator.url}/?${refused}`)).text()).toContain(
      "<Code>MissingParameter.Tags</Code>",
    );
  });

  it("refuses by permission after existence", async () => {
    const reader = emulator.store.accounts("alibaba")[0]?.keys[2];
    if (reader === undefined) throw new Error("the scenario has a reader");
    const ask = (id: string) =>
      popClient(emulator, { accountId: "", ...reader }).request("TagResources", {
        ...params,
        "ResourceId.1": id,
        "Tag.1.Key": "a",
      });
    expect(await refusalOf(ask("eni-bp1nobody"))).toMatchObject({ code: "InvalidResourceId.NotFound" });
    expect(await refusalOf(ask(free))).toMatchObject({ code: "Forbidden.RAM" });
  });

  it("happens although the reply is lost, and can be scripted to fail", async () => {
    const ask = () => popClient(emulator).request("TagResources", { ...params, "Tag.1.Key": "a" });
    emulator.faults.add({
      cloud: "alibaba",
      action: "TagResources",
      kind: "error",
      code: "ServiceUnavailable",
    });
    expect(await refusalOf(ask())).toMatchObject({ code: "ServiceUnavailable", status: 503 });
    expect(emulator.store.interface("alibaba", free)?.tags).toEqual({});
    emulator.faults.add({
      cloud: "alibaba",
      action: "TagResources",
      match: { interfaceId: free },
      kind: "lost-reply",
    });
    await expect(ask()).rejects.toThrow();
    expect(emulator.store.interface("alibaba", free)?.tags).toEqual({ a: "" });
    expect(
      emulator.journal.entries({ action: "TagResources" }).map(({ code, fault }) => [code, fault]),
    ).toEqual([
      ["ServiceUnavailable", "error"],
      [null, "lost-reply"],
    ]);
  });
});
