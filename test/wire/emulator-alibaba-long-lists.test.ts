import * as ecs from "@alicloud/ecs20140526";
import { createEmulator, type Emulator } from "../../emulator";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { ecsClient } from "./emulator-alibaba-caller";

const regionId = "cn-hangzhou";
const vSwitchId = alibabaId("vsw", "main");
const idsOf = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => alibabaId("eni", word, index + 1));

/** By name `List.1` comes before `List.10`; by `name=value` it would come after it, since `0` sorts before `=`. */
describe.each([
  ["v3", undefined],
  ["v1", "v2"],
])("A list with more than nine entries, by @alicloud/ecs20140526 with signature %s", (api, algorithm) => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await createEmulator();
    const many = idsOf("many", 100).map((id, index) => ({
      cloud: "alibaba" as const,
      id,
      subnetId: vSwitchId,
      privateIps: [{ address: `172.16.8.${index + 1}`, primary: true }],
    }));
    emulator.seed({ interfaces: many });
  });
  afterAll(() => emulator.close());

  const describeInterfaces = async (wanted: Partial<ecs.DescribeNetworkInterfacesRequest>) => {
    const request = new ecs.DescribeNetworkInterfacesRequest({ regionId, maxResults: 500, ...wanted });
    const { body } = await ecsClient(emulator, algorithm).describeNetworkInterfaces(request);
    return (body?.networkInterfaceSets?.networkInterfaceSet ?? []).map((item) => item.networkInterfaceId);
  };

  it("asks for 100 interfaces by id", async () => {
    const ids = idsOf("many", 100);
    expect(await describeInterfaces({ networkInterfaceId: ids })).toEqual(ids);
    expect(emulator.journal.entries().at(-1)).toMatchObject({ api, code: null });
  });

  it("asks for 12 private addresses", async () => {
    const privateIpAddress = Array.from({ length: 12 }, (_, index) => `172.16.8.${index + 1}`);
    expect(await describeInterfaces({ privateIpAddress })).toEqual(idsOf("many", 12));
  });

  it("tags 12 resources", async () => {
    const resourceId = idsOf("many", 12);
    const tag = Array.from(
      { length: 12 },
      (_, index) => new ecs.TagResourcesRequestTag({ key: `key-${index + 1}`, value: "" }),
    );
    await ecsClient(emulator, algorithm).tagResources(
      new ecs.TagResourcesRequest({ regionId, resourceType: "eni", resourceId, tag }),
    );
    for (const id of resourceId) {
      expect(Object.keys(emulator.store.interface("alibaba", id)?.tags ?? {})).toHaveLength(12);
    }
  });

  it("is refused by the documented limit, not by the signature", async () => {
    const privateIpAddress = Array.from({ length: 12 }, (_, index) => `172.16.9.${index + 1}`);
    const securityGroupId = alibabaId("sg", "main");
    const request = new ecs.CreateNetworkInterfaceRequest({
      ...{ regionId, vSwitchId, securityGroupId, privateIpAddress },
    });
    await expect(ecsClient(emulator, algorithm).createNetworkInterface(request)).rejects.toMatchObject({
      code: "InvalidParameter",
    });
  });
});
