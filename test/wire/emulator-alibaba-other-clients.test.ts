import * as ecs from "@alicloud/ecs20140526";
import { createEmulator, type Emulator } from "../../emulator";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { ecsClient } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const regionId = "cn-hangzhou";
const free = alibabaId("eni", "free");
const attached = alibabaId("eni", "attached");
const primary = alibabaId("eni", "primary", 4);
const starting = alibabaId("eni", "primary", 3);
const managed = alibabaId("eni", "managed");
const running = alibabaId("i", "running");
const stopped = alibabaId("i", "stopped");

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const client = () => ecsClient(emulator);
const addressesOf = (id: string) =>
  emulator.store.interface(cloud, id)?.privateIps.map(({ address }) => address) ?? [];
const twelve = Array.from({ length: 12 }, (_, index) => `172.16.9.${index + 1}`);

async function assign(networkInterfaceId: string, wanted: Partial<ecs.AssignPrivateIpAddressesRequest>) {
  const request = new ecs.AssignPrivateIpAddressesRequest({ regionId, networkInterfaceId, ...wanted });
  const { body } = await client().assignPrivateIpAddresses(request);
  return body?.assignedPrivateIpAddressesSet;
}

const unassign = (networkInterfaceId: string, wanted: Partial<ecs.UnassignPrivateIpAddressesRequest>) =>
  client().unassignPrivateIpAddresses(
    new ecs.UnassignPrivateIpAddressesRequest({ regionId, networkInterfaceId, ...wanted }),
  );

describe("Alibaba's AssignPrivateIpAddresses and UnassignPrivateIpAddresses", () => {
  it.each([
    ["a free interface", free],
    ["an attached interface", attached],
    ["a primary interface", primary],
  ])("add 12 listed addresses to %s and take them away again", async (_what, id) => {
    const before = addressesOf(id);
    const added = await assign(id, { privateIpAddress: twelve });
    expect(added?.networkInterfaceId).toBe(id);
    expect(added?.privateIpSet?.privateIpAddress).toEqual(twelve);
    expect(addressesOf(id)).toEqual([...before, ...twelve]);
    await unassign(id, { privateIpAddress: twelve });
    expect(addressesOf(id)).toEqual(before);
    const pool = emulator.store.addressPool(cloud, alibabaId("vsw", "main"));
    expect(twelve.map((address) => pool?.owner(address))).toEqual(twelve.map(() => undefined));
  });

  it("choose free addresses and prefixes when only a number is given", async () => {
    const added = await assign(free, { secondaryPrivateIpAddressCount: 2, ipv4PrefixCount: 1 });
    const [first, second] = added?.privateIpSet?.privateIpAddress ?? [];
    const [prefix = ""] = added?.ipv4PrefixSet?.ipv4Prefixes ?? [];
    expect(addressesOf(free).slice(1)).toEqual([first, second]);
    expect(prefix).toMatch(/^172\.16\.\d+\.\d+\/28$/);
    expect(emulator.store.interface(cloud, free)?.ipv4Prefixes).toEqual([prefix]);
    await unassign(free, { ipv4Prefix: [prefix] });
    expect(emulator.store.interface(cloud, free)?.ipv4Prefixes).toEqual([]);
  });

  it("repeat their answer for a client token", async () => {
    const wanted = { secondaryPrivateIpAddressCount: 1, clientToken: "once" };
    const first = await assign(free, wanted);
    expect(await assign(free, wanted)).toEqual(first);
    expect(addressesOf(free)).toHaveLength(2);
  });

  it.each<[string, string, Partial<ecs.AssignPrivateIpAddressesRequest>]>([
    ["InvalidIp.IpAssigned", free, { privateIpAddress: ["172.16.0.1"] }],
    ["InvalidVSwitchId.IpInvalid", free, { privateIpAddress: ["10.0.0.7"] }],
    ["InvalidIp.IpRepeated", free, { privateIpAddress: ["172.16.9.1", "172.16.9.1"] }],
    ["InvalidIp.Address", free, { privateIpAddress: ["172.16.9"] }],
    ["InvalidParameter.Conflict", free, { privateIpAddress: twelve, secondaryPrivateIpAddressCount: 1 }],
    ["MissingParameter", free, {}],
    ["InvalidEniId.NotFound", "eni-bp1nobody", { secondaryPrivateIpAddressCount: 1 }],
    ["InvalidOperation.Ipv4CountExceeded", attached, { secondaryPrivateIpAddressCount: 30 }],
    ["QuotaExceeded.PrivateIpAddress", alibabaId("eni", "free", 2), { secondaryPrivateIpAddressCount: 49 }],
    ["InvalidOperation.EniServiceManaged", managed, { secondaryPrivateIpAddressCount: 1 }],
    ["InvalidOperation.InvalidEcsState", starting, { secondaryPrivateIpAddressCount: 1 }],
  ])("refuse to add with %s", async (code, id, wanted) => {
    if (code === "QuotaExceeded.PrivateIpAddress") await assign(id, { secondaryPrivateIpAddressCount: 1 });
    const before = addressesOf(id);
    await expect(assign(id, wanted)).rejects.toMatchObject({ code });
    expect(addressesOf(id)).toEqual(before);
  });

  it.each<[string, Partial<ecs.UnassignPrivateIpAddressesRequest>]>([
    ["InvalidIp.IpUnassigned", { privateIpAddress: ["172.16.9.9"] }],
    ["InvalidIp.IpUnassigned", { ipv4Prefix: ["172.16.9.16/28"] }],
    ["MissingParameter", {}],
  ])("refuse to take away with %s: %p", async (code, wanted) => {
    await expect(unassign(free, wanted)).rejects.toMatchObject({ code });
  });

  it("never take the primary address", async () => {
    const privateIpAddress = addressesOf(free);
    await expect(unassign(free, { privateIpAddress })).rejects.toMatchObject({
      code: "InvalidIp.IpUnassigned",
    });
  });

  it("wait for the end of a transition", async () => {
    emulator.seed({ interfaces: [{ cloud, id: free, status: "detaching", instanceId: running }] });
    emulator.transitions.setDuration(60_000);
    const wanted = { secondaryPrivateIpAddressCount: 1 };
    emulator.seed({ interfaces: [{ cloud, id: free, status: "detaching", instanceId: running }] });
    await expect(assign(free, wanted)).rejects.toMatchObject({ code: "InvalidOperation.InvalidEniState" });
  });
});

describe("Alibaba's ListTagResources", () => {
  const list = async (wanted: Partial<ecs.ListTagResourcesRequest>) => {
    const request = new ecs.ListTagResourcesRequest({ regionId, resourceType: "eni", ...wanted });
    const { body } = await client().listTagResources(request);
    expect(body?.nextToken).toBe("");
    return (body?.tagResources?.tagResource ?? []).map(({ resourceType, resourceId, tagKey, tagValue }) => [
      ...[resourceType, resourceId, tagKey, tagValue],
    ]);
  };

  beforeEach(() =>
    emulator.seed({
      interfaces: [
        { cloud, id: free, tags: { role: "data", stage: "" } },
        { cloud, id: attached, tags: { role: "control" } },
      ],
      instances: [{ cloud, id: running, tags: { role: "web" } }],
    }),
  );

  it("has a row for each tag of a resource, and none for one without tags or an unknown one", async () => {
    expect(await list({ resourceId: [free, managed, "eni-bp1nobody"] })).toEqual([
      ["eni", free, "role", "data"],
      ["eni", free, "stage", ""],
    ]);
  });

  it("finds resources by their tags", async () => {
    const tag = [new ecs.ListTagResourcesRequestTag({ key: "role", value: "control" })];
    expect(await list({ tag })).toEqual([["eni", attached, "role", "control"]]);
    expect(await list({ tag: [new ecs.ListTagResourcesRequestTag({ key: "role" })] })).toHaveLength(3);
  });

  it("knows instances too, and nothing of the other types", async () => {
    expect(await list({ resourceType: "instance" })).toEqual([["instance", running, "role", "web"]]);
    expect(await list({ resourceType: "disk" })).toEqual([]);
    await expect(list({ resourceType: "nic" })).rejects.toMatchObject({
      code: "InvalidResourceType.NotFound",
    });
  });
});

describe("Alibaba's DescribeInstanceRamRole", () => {
  const describeRoles = async (wanted: Partial<ecs.DescribeInstanceRamRoleRequest>) => {
    const request = new ecs.DescribeInstanceRamRoleRequest({ regionId, ...wanted });
    const { body } = await client().describeInstanceRamRole(request);
    return (body?.instanceRamRoleSets?.instanceRamRoleSet ?? []).map(({ instanceId, ramRoleName }) => [
      ...[instanceId, ramRoleName],
    ]);
  };

  it("shows the role of instances, by instance and by role", async () => {
    emulator.seed({ instances: [{ cloud, id: running, extra: { ramRoleName: "reader" } }] });
    const instanceIds = JSON.stringify([running, stopped]);
    expect(await describeRoles({ instanceIds })).toEqual([
      [running, "reader"],
      [stopped, ""],
    ]);
    expect(await describeRoles({ ramRoleName: "reader" })).toEqual([[running, "reader"]]);
    await expect(describeRoles({})).rejects.toMatchObject({ code: "MissingParameter" });
  });
});
