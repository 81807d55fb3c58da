import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, refusal, type Variation } from "./emulator-zenlayer-caller";

const subnet = "1520000000000000001";
const tinySubnet = "1520000000000000003";
const otherVpcSubnet = "1520000000000000005";
const group = "1530000000000000001";
const secondGroup = "1530000000000000002";
const free = "1620000000000000001";
const attached = "1622000000000000001";
const primary = "1621000000000000001";
const promised = "1626000000000000001";
const nobody = "1699999999999999999";
const second = { accessKeyId: "0EmulatorAcct002", accessKeySecret: "emulatedPasswordAccount02" };

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

const nic = async (id: string): Promise<Record<string, unknown> | undefined> => {
  const { response } = await zec("DescribeNetworkInterfaces", { nicIds: [id] });
  return (response.dataSet as Record<string, unknown>[])[0];
};

const create = async (params: object = {}, variation: Variation = {}): Promise<string> => {
  const answer = await zec(
    "CreateNetworkInterface",
    { name: "made", subnetId: subnet, ...params },
    variation,
  );
  expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("nicId")]);
  return answer.response.nicId as string;
};

describe("CreateNetworkInterface", () => {
  it("creates a vNIC that is PENDING before it is AVAILABLE", async () => {
    const id = await create({ tags: { tags: [{ key: "role", value: "data" }] } });
    expect(id).toMatch(/^\d{19}$/);
    expect(await nic(id)).toMatchObject({ status: "PENDING", instanceId: null, nicType: "Secondary" });
    clock.advance(3000);
    expect(await nic(id)).toMatchObject({
      name: "made",
      status: "AVAILABLE",
      regionId: "asia-east-1",
      nicSubnetType: "IPv4",
      primaryIpv4: expect.stringMatching(/^172\.16\./),
      securityGroupId: group,
      resourceGroup: { resourceGroupId: "1540000000000000001" },
      tags: { tags: [{ key: "role", value: "data" }] },
    });
  });

  it("creates another one with each call: there is no token", async () => {
    expect(await create()).not.toBe(await create());
  });

  it("uses the security group and the resource group that the call names", async () => {
    const id = await create({ securityGroupId: secondGroup, resourceGroupId: "1540000000000000002" });
    expect(await nic(id)).toMatchObject({
      securityGroupId: secondGroup,
      resourceGroup: { resourceGroupId: "1540000000000000002" },
    });
  });

  it("uses the security group of the VPC when the call names none", async () => {
    expect(await nic(await create({ subnetId: otherVpcSubnet }))).toMatchObject({
      securityGroupId: "1530000000000000003",
    });
  });

  it.each([
    ["2025-09-01", "nicStackType"],
    ["2024-04-01", "stackType"],
  ])("of version %s knows the stack as %s", async (version, name) => {
    const id = await create({ [name]: "IPv4_IPv6" }, { version });
    expect(await nic(id)).toMatchObject({
      nicSubnetType: "IPv4_IPv6",
      primaryIpv4: expect.any(String),
      primaryIpv6: expect.stringMatching(/^fd00:172:16::/),
    });
    const other = name === "stackType" ? "nicStackType" : "stackType";
    expect(await nic(await create({ [other]: "IPv4_IPv6" }, { version }))).toMatchObject({
      primaryIpv6: null,
    });
  });

  it("creates one without IPv4", async () => {
    expect(await nic(await create({ nicStackType: "IPv6" }))).toMatchObject({
      nicSubnetType: "IPv6",
      primaryIpv4: null,
      primaryIpv6: expect.stringMatching(/^fd00:/),
    });
  });

  it("ends as CREATE_FAILED while the subnet has no free address", async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await create({ subnetId: tinySubnet }));
    clock.advance(3000);
    const states = await Promise.all(made.map(async (id) => (await nic(id))?.status));
    expect(states).toEqual([...Array.from({ length: 4 }, () => "AVAILABLE"), "CREATE_FAILED"]);
    const [first = "", last = ""] = [made[0], made[4]];
    const address = (await nic(first))?.primaryIpv4;
    await zec("DeleteNetworkInterface", { nicId: first });
    await zec("DeleteNetworkInterface", { nicId: last });
    clock.advance(3000);
    expect(await nic(last)).toBeUndefined();
    expect(await nic(await create({ subnetId: tinySubnet }))).toMatchObject({ primaryIpv4: address });
  });

  it.each([
    [{ name: undefined }, 400, "MISSING_PARAMETER"],
    [{ name: "a" }, 400, "INVALID_PARAMETER_LESS_LENGTH"],
    [{ name: "a".repeat(64) }, 400, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [{ name: "-made" }, 400, "INVALID_PARAMETER_PATTERN_ERROR"],
    [{ name: "made here" }, 400, "INVALID_PARAMETER_PATTERN_ERROR"],
    [{ subnetId: undefined }, 400, "MISSING_PARAMETER"],
    [{ subnetId: nobody }, 404, "INVALID_SUBNET_NOT_FOUND"],
    [{ subnetId: "1520000000000000006" }, 404, "INVALID_SUBNET_NOT_FOUND"],
    [{ nicStackType: "ipv4" }, 400, "INVALID_PARAMETER_VALUE"],
    [{ nicStackType: "IPv6", subnetId: tinySubnet }, 400, "INVALID_PARAMETER_VALUE"],
    [{ securityGroupId: nobody }, 404, "INVALID_SECURITY_GROUP_NOT_FOUND"],
    [{ resourceGroupId: nobody }, 404, "OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND"],
    [{ internetChargeType: "Free" }, 400, "INVALID_PARAMETER_VALUE"],
    [{ internetChargeType: "ByTrafficPackage" }, 400, "MISSING_PARAMETER"],
    [{ internetChargeType: "BandwidthCluster" }, 400, "MISSING_PARAMETER"],
    [{ bandwidth: "10" }, 400, "INVALID_PARAMETER_TYPE"],
    [{ eipBindType: "Nat" }, 400, "INVALID_PARAMETER_VALUE"],
    [{ eipIds: [nobody] }, 404, "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
    [{ tags: [{ key: "a", value: "b" }] }, 400, "INVALID_PARAMETER_TYPE"],
    [{ tags: { tags: [{ key: "", value: "b" }] } }, 400, "INVALID_PARAMETER_LESS_LENGTH"],
    [{ tags: { tags: [{ key: "a", value: "b".repeat(65) }] } }, 400, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [
      {
        tags: {
          tags: [
            { key: "a", value: "b" },
            { key: "a", value: "c" },
          ],
        },
      },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
  ])("refuses %j", async (params, status, code) => {
    const before = emulator.store.interfaces("zenlayer").length;
    const answer = await zec("CreateNetworkInterface", { name: "made", subnetId: subnet, ...params });
    expect(refusal(answer)).toEqual([status, code]);
    expect(emulator.store.interfaces("zenlayer")).toHaveLength(before);
  });

  it("refuses a charge type that the account cannot use", async () => {
    const params = { name: "made", internetChargeType: "BandwidthCluster", clusterId: "1" };
    const refused = await zec(
      "CreateNetworkInterface",
      { ...params, subnetId: "1520000000000000006" },
      { credentials: second },
    );
    expect(refusal(refused)).toEqual([403, "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT"]);
    await create(params);
  });

  it("fails the task when the creation itself fails", async () => {
    emulator.faults.add({ kind: "fail", transition: "create" });
    const id = await create();
    clock.advance(3000);
    expect(await nic(id)).toMatchObject({ status: "CREATE_FAILED" });
    const attach = await zec("AttachNetworkInterface", { nicId: id, instanceId: "1610000000000000001" });
    expect(refusal(attach)).toEqual([400, "INVALID_NIC_STATUS"]);
  });

  it("does not attach an interface that is still being created", async () => {
    const attach = await zec("AttachNetworkInterface", {
      nicId: await create(),
      instanceId: "1610000000000000001",
    });
    expect(refusal(attach)).toEqual([400, "INVALID_NIC_STATUS"]);
  });
});

describe("ModifyNetworkInterfaceAttribute", () => {
  const modify = (params: object, variation: Variation = {}): Promise<Answer> =>
    zec("ModifyNetworkInterfaceAttribute", params, variation);

  it("changes name and security group at once", async () => {
    clock.advance(60_000);
    expect((await modify({ nicId: free, name: "renamed", securityGroupId: secondGroup })).status).toBe(200);
    const changed = await nic(free);
    expect(changed).toMatchObject({ name: "renamed", securityGroupId: secondGroup });
    expect(changed?.updateTime).not.toBe(changed?.createTime);
    expect(emulator.store.membersOf("zenlayer", group).map(({ id }) => id)).not.toContain(free);
  });

  it("does not change what the call does not name", async () => {
    await modify({ nicId: free, securityGroupId: secondGroup });
    expect(await nic(free)).toMatchObject({ name: "free-1" });
    await modify({ nicId: free, name: "renamed" });
    expect(await nic(free)).toMatchObject({ securityGroupId: secondGroup });
  });

  it.each([
    [{ name: "renamed" }, 400, "MISSING_PARAMETER"],
    [{ nicId: nobody, name: "renamed" }, 404, "INVALID_NIC_NOT_FOUND"],
    [{ nicId: free, securityGroupId: nobody }, 404, "INVALID_SECURITY_GROUP_NOT_FOUND"],
    [{ nicId: free, name: "x" }, 400, "INVALID_PARAMETER_LESS_LENGTH"],
  ])("refuses %j", async (params, status, code) => {
    expect(refusal(await modify(params))).toEqual([status, code]);
  });

  it("changes nothing while the vNIC is in a transition", async () => {
    await zec("DeleteNetworkInterface", { nicId: free });
    expect(refusal(await modify({ nicId: free, name: "renamed" }))).toEqual([400, "INVALID_NIC_STATUS"]);
  });

  it("does not exist in the old version", async () => {
    const answer = await modify({ nicId: free, name: "renamed" }, { version: "2024-04-01" });
    expect(refusal(answer)).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });
});

describe.each(["2025-09-01", "2024-04-01"])("version %s", (version) => {
  const old = version === "2024-04-01";
  const gone = [404, old ? "OPERATION_FAILED_RESOURCE_NOT_FOUND" : "INVALID_NIC_NOT_FOUND"];
  const ask = (action: string, params: object): Promise<Answer> => zec(action, params, { version });

  it("gives several vNICs one name, or changes none of them when one does not exist", async () => {
    const ids = [free, attached];
    const refused = await ask("ModifyNetworkInterfacesAttribute", { nicIds: [...ids, nobody], name: "all" });
    expect(refusal(refused)).toEqual(gone);
    expect(await nic(free)).toMatchObject({ name: "free-1" });
    expect((await ask("ModifyNetworkInterfacesAttribute", { nicIds: ids, name: "all" })).status).toBe(200);
    expect([(await nic(free))?.name, (await nic(attached))?.name]).toEqual(["all", "all"]);
    const nameless = await ask("ModifyNetworkInterfacesAttribute", { nicIds: ids });
    expect(refusal(nameless)).toEqual([400, "MISSING_PARAMETER"]);
  });

  it("deletes a free vNIC, and frees its address and its place in the security group", async () => {
    const address = emulator.store.interface("zenlayer", free)?.privateIps[0]?.address ?? "";
    expect((await ask("DeleteNetworkInterface", { nicId: free })).status).toBe(200);
    expect(await nic(free)).toMatchObject({ status: "DELETING" });
    clock.advance(3000);
    expect(await nic(free)).toBeUndefined();
    expect(emulator.store.addressPool("zenlayer", subnet)?.owner(address)).toBeUndefined();
    expect(emulator.store.membersOf("zenlayer", group).map(({ id }) => id)).not.toContain(free);
    expect(refusal(await ask("DeleteNetworkInterface", { nicId: free }))).toEqual(gone);
  });

  it.each([
    ["an attached vNIC", attached, [old ? 404 : 400, "INVALID_NIC_ATTACHED"]],
    ["the primary vNIC", primary, [409, "INVALID_NIC_PRIMARY_CANT_DELETE"]],
    ["a vNIC within its commitment", promised, [403, "OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE"]],
    ["a vNIC that does not exist", nobody, gone],
  ])("does not delete %s", async (_what, nicId, expected) => {
    expect(refusal(await ask("DeleteNetworkInterface", { nicId }))).toEqual(expected);
  });

  it("does not delete while the vNIC is in a transition", async () => {
    await ask("DetachNetworkInterface", { nicId: attached });
    const refused = await ask("DeleteNetworkInterface", { nicId: attached });
    expect(refusal(refused)).toEqual([400, "INVALID_NIC_STATUS"]);
  });

  it("names the regions of vNICs", async () => {
    const { response } = await ask("DescribeNetworkInterfaceRegions", {});
    expect(response.regionIds).toEqual(expect.arrayContaining(["asia-east-1", "asia-southeast-1"]));
  });
});
