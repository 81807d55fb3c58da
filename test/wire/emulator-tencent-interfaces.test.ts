import type { DescribeNetworkInterfacesRequest } from "tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models";
import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { codeOf, cvmClient, keyOf, region, stsClient, vpcClient } from "./emulator-tencent-caller";

const free = "eni-free0001";
const made = { VpcId: "vpc-main0001", SubnetId: "subnet-main0001", NetworkInterfaceName: "data plane" };

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

const client = () => vpcClient(emulator);
const describeBy = async (request: DescribeNetworkInterfacesRequest): Promise<string[]> => {
  const { NetworkInterfaceSet = [] } = await client().DescribeNetworkInterfaces({ Limit: 100, ...request });
  return NetworkInterfaceSet.map(({ NetworkInterfaceId = "" }) => NetworkInterfaceId);
};
const look = async (id: string) => {
  const { NetworkInterfaceSet } = await client().DescribeNetworkInterfaces({ NetworkInterfaceIds: [id] });
  return NetworkInterfaceSet?.[0];
};

describe("An interface that is created", () => {
  it("is PENDING, then AVAILABLE, can be changed, and is deleted with its addresses", async () => {
    const { NetworkInterface, RequestId = "" } = await client().CreateNetworkInterface({
      ...made,
      NetworkInterfaceDescription: "made by a test",
      SecurityGroupIds: ["sg-main0001"],
      PrivateIpAddresses: [
        { PrivateIpAddress: "172.16.4.4" },
        { PrivateIpAddress: "172.16.4.5", Primary: true },
      ],
      SecondaryPrivateIpAddressCount: 1,
      Tags: [{ Key: "role", Value: "data + more" }],
      QosLevel: "AU",
    });
    const id = NetworkInterface?.NetworkInterfaceId ?? "";
    expect(NetworkInterface).toMatchObject({
      State: "PENDING",
      Attachment: null,
      EniType: 0,
      Business: "cvm",
      QosLevel: "AU",
      Zone: "ap-guangzhou-3",
      TagSet: [{ Key: "role", Value: "data + more" }],
    });
    expect(
      NetworkInterface?.PrivateIpAddressSet?.map(({ PrivateIpAddress, Primary }) => [
        PrivateIpAddress,
        Primary,
      ]),
    ).toEqual([
      ["172.16.4.5", true],
      ["172.16.4.4", false],
      [expect.stringMatching(/^172\.16\./), false],
    ]);
    expect(await client().DescribeVpcTaskResult({ TaskId: RequestId })).toMatchObject({ Status: "RUNNING" });
    expect(await codeOf(client().DeleteNetworkInterface({ NetworkInterfaceId: id }))).toBe(
      "UnsupportedOperation.InvalidState",
    );
    clock.advance(3000);
    expect(await look(id)).toMatchObject({ State: "AVAILABLE", GroupSet: ["sg-main0001"] });
    await client().ModifyNetworkInterfaceAttribute({
      NetworkInterfaceId: id,
      NetworkInterfaceDescription: "",
      SecurityGroupIds: ["sg-second01"],
      TrunkingFlag: "Enable",
    });
    expect(await look(id)).toMatchObject({
      NetworkInterfaceName: "data plane",
      NetworkInterfaceDescription: "",
      GroupSet: ["sg-second01"],
      EniType: 2,
    });
    await client().DeleteNetworkInterface({ NetworkInterfaceId: id });
    expect(await look(id)).toMatchObject({ State: "DELETING" });
    clock.advance(3000);
    expect(await codeOf(look(id))).toBe("ResourceNotFound");
    expect(emulator.store.membersOf("tencent", "sg-second01")).toEqual([]);
    const again = client().CreateNetworkInterface({
      ...made,
      PrivateIpAddresses: [{ PrivateIpAddress: "172.16.4.4" }],
    });
    await expect(again).resolves.toHaveProperty("NetworkInterface");
  });

  it("is created once for a token, which gets the same answer after the delete", async () => {
    const ask = (fields: object = {}) =>
      client().CreateNetworkInterface({ ...made, ClientToken: "intent-1", ...fields });
    const { NetworkInterface } = await ask();
    const id = NetworkInterface?.NetworkInterfaceId ?? "";
    expect(await codeOf(ask())).toBe("UnsupportedOperation.IdempotentProcessing");
    clock.advance(3000);
    expect((await ask()).NetworkInterface?.NetworkInterfaceId).toBe(id);
    expect(await codeOf(ask({ NetworkInterfaceName: "other" }))).toBe(
      "UnsupportedOperation.IdempotentParameterMismatch",
    );
    expect(
      await describeBy({ Filters: [{ Name: "network-interface-name", Values: ["data plane"] }] }),
    ).toEqual([id]);
    await client().DeleteNetworkInterface({ NetworkInterfaceId: id });
    clock.advance(3000);
    expect((await ask()).NetworkInterface?.NetworkInterfaceId).toBe(id);
    expect(
      await describeBy({ Filters: [{ Name: "network-interface-name", Values: ["data plane"] }] }),
    ).toEqual([]);
  });

  it("does not exist when its task failed", async () => {
    emulator.faults.add({ kind: "fail", transition: "create", output: "no host" });
    const { NetworkInterface, RequestId = "" } = await client().CreateNetworkInterface(made);
    clock.advance(3000);
    expect(await client().DescribeVpcTaskResult({ TaskId: RequestId })).toMatchObject({
      Status: "FAILED",
      Output: "no host",
    });
    expect(await codeOf(look(NetworkInterface?.NetworkInterfaceId ?? ""))).toBe("ResourceNotFound");
  });

  it("is refused when a small subnet has no address left", async () => {
    const tiny = { ...made, SubnetId: "subnet-tiny0001" };
    await client().CreateNetworkInterface({ ...tiny, SecondaryPrivateIpAddressCount: 3 });
    expect(await codeOf(client().CreateNetworkInterface(tiny))).toBe("ResourceInsufficient.Subnet");
  });
});

describe("Describing interfaces", () => {
  it.each([
    ["vpc-id", ["vpc-other001"], ["eni-prim0008", "eni-other001"]],
    ["subnet-id", ["subnet-zone0001"], ["eni-prim0007", "eni-zone0001"]],
    ["network-interface-id", [free, "eni-nobody01"], [free]],
    [
      "attachment.instance-id",
      ["ins-busy0001"],
      ["eni-eip00001", "eni-havip001", "eni-held0001", "eni-prim0004"],
    ],
    ["groups.security-group-id", ["sg-second01"], [free]],
    ["network-interface-name", ["free-3"], ["eni-free0003"]],
    ["network-interface-description", ["for tests"], [free]],
    ["address-ip", ["172.16.1."], ["eni-eip00001"]],
    ["address-ip", ["172.16.1.1", "172.16.9.9"], ["eni-eip00001"]],
    ["ip-exact-match", ["172.16.1.1"], ["eni-eip00001"]],
    ["public-address-ip", ["203.0.113.10"], ["eni-eip00001"]],
    ["tag-key", ["role"], [free]],
    ["tag:role", ["data"], [free]],
    ["tag:role", ["other"], []],
    ["eni-type", ["2"], ["eni-trunk001"]],
    ["eni-qos", ["PT"], []],
    ["address-ipv6", ["fd00::1"], []],
  ])("filters by %s %j", async (Name, Values, ids) => {
    emulator.seed({
      interfaces: [
        {
          cloud: "tencent",
          id: free,
          description: "for tests",
          tags: { role: "data" },
          securityGroupIds: ["sg-second01"],
        },
      ],
    });
    expect((await describeBy({ Filters: [{ Name, Values }] })).sort()).toEqual([...ids].sort());
  });

  it("requires every filter, with any of its values", async () => {
    const Filters = [
      { Name: "vpc-id", Values: ["vpc-main0001", "vpc-other001"] },
      { Name: "is-primary", Values: ["true"] },
    ];
    expect(await describeBy({ Filters })).toHaveLength(10);
  });

  it("refuses an unknown id among others, or leaves it out when the setting says so", async () => {
    const ask = () => describeBy({ NetworkInterfaceIds: [free, "eni-nobody01"] });
    expect(await codeOf(ask())).toBe("ResourceNotFound");
    emulator.seed({ settings: { "tencent-v3.unknown-interface-ids": "omit" } });
    expect(await ask()).toEqual([free]);
  });

  it("shows attachments as the settings say", async () => {
    const empty = { InstanceId: "", AttachTime: "" };
    emulator.seed({ settings: { "tencent-v3.attachment-when-free": "empty" } });
    expect(await look(free)).toMatchObject({ Attachment: empty });
    emulator.seed({ settings: { "tencent-v3.attachment-while-attaching": "hidden" } });
    await client().AttachNetworkInterface({ NetworkInterfaceId: free, InstanceId: "ins-running1" });
    expect(await look(free)).toMatchObject({ State: "ATTACHING", Attachment: empty });
  });

  it("shows nothing of another region or another account", async () => {
    const other = vpcClient(emulator, { credentials: keyOf(emulator, 1, 0) });
    expect(await codeOf(other.DescribeNetworkInterfaces({ NetworkInterfaceIds: [free] }))).toBe(
      "ResourceNotFound",
    );
    const mine = await other.DescribeNetworkInterfaces({});
    expect(mine.NetworkInterfaceSet?.map(({ NetworkInterfaceId }) => NetworkInterfaceId).sort()).toEqual([
      "eni-foreign1",
      "eni-prim0011",
    ]);
    emulator.seed({ vpcs: [{ cloud: "tencent", id: "vpc-north001", regionId: "ap-beijing" }] });
    const away = vpcClient(emulator);
    away.region = "ap-beijing";
    expect(await codeOf(away.DescribeNetworkInterfaces({ NetworkInterfaceIds: [free] }))).toBe(
      "ResourceNotFound",
    );
    expect(region).toBe("ap-guangzhou");
  });

  it("shows an earlier state when a fault makes it stale", async () => {
    emulator.faults.add({ kind: "stale-describe", ms: 5000 });
    clock.advance(10_000);
    await client().AttachNetworkInterface({ NetworkInterfaceId: free, InstanceId: "ins-running1" });
    expect(await look(free)).toMatchObject({ State: "AVAILABLE", Attachment: null });
    expect(await look(free)).toMatchObject({ State: "ATTACHING" });
  });

  it("finds a hundred ids among twelve thousand interfaces as fast as among two hundred", async () => {
    const subnetId = "subnet-large001";
    const subnet = { vpcId: "vpc-main0001", zoneId: "ap-guangzhou-3", cidr: "172.16.64.0/18" };
    emulator.seed({ subnets: [{ cloud: "tencent", id: subnetId, ...subnet }] });
    const idOf = (index: number) => `eni-${String(index).padStart(8, "0")}`;
    const bulk = (from: number, to: number) =>
      emulator.seed({
        interfaces: Array.from({ length: to - from }, (_, index) => {
          return { cloud: "tencent" as const, id: idOf(from + index), subnetId };
        }),
      });
    /** The fastest run: the others may have waited for a busy machine. */
    const best = async (from: number) => {
      const NetworkInterfaceIds = Array.from({ length: 100 }, (_, index) => idOf(from + index));
      emulator.journal.clear();
      for (let round = 0; round < 25; round += 1) await describeBy({ NetworkInterfaceIds });
      return Math.min(...emulator.journal.entries().map(({ tookMs }) => tookMs));
    };
    bulk(0, 200);
    const ofFew = await best(50);
    bulk(200, 12_000);
    // A search through all of them would take dozens of times as long.
    expect(await best(5_000)).toBeLessThan(4 * ofFew);
  });
});

describe("Instances and callers", () => {
  it("describes instances by id, and leaves out an unknown one", async () => {
    const ids = ["ins-running1", "ins-stopped1", "ins-start001", "ins-shut0001", "ins-nobody01"];
    const { InstanceSet, TotalCount } = await cvmClient(emulator).DescribeInstances({ InstanceIds: ids });
    expect(TotalCount).toBe(4);
    expect(InstanceSet?.map(({ InstanceState }) => InstanceState)).toEqual([
      "RUNNING",
      "STOPPED",
      "STARTING",
      "SHUTDOWN",
    ]);
    expect(InstanceSet?.[0]).toMatchObject({
      InstanceName: "running",
      RestrictState: "NORMAL",
      Placement: { Zone: "ap-guangzhou-3" },
      VirtualPrivateCloud: { VpcId: "vpc-main0001", SubnetId: "subnet-main0001" },
      PrivateIpAddresses: [expect.stringMatching(/^172\.16\./)],
    });
    const status = await cvmClient(emulator).DescribeInstancesStatus({ InstanceIds: ids.slice(0, 2) });
    expect(status.InstanceStatusSet).toEqual([
      { InstanceId: "ins-running1", InstanceState: "RUNNING" },
      { InstanceId: "ins-stopped1", InstanceState: "STOPPED" },
    ]);
  });

  it("filters instances, pages through them, and shows a lock", async () => {
    const Filters = [{ Name: "zone", Values: ["ap-guangzhou-4"] }];
    const found = await cvmClient(emulator).DescribeInstances({ Filters });
    expect(found.InstanceSet?.map(({ InstanceId }) => InstanceId)).toEqual(["ins-zone0001"]);
    const page = await cvmClient(emulator).DescribeInstances({ Offset: 8, Limit: 5 });
    expect(page).toMatchObject({ TotalCount: 10, InstanceSet: [{}, {}] });
    emulator.act({
      act: "set-instance",
      cloud: "tencent",
      instanceId: "ins-running1",
      set: { locked: ["expired"] },
    });
    const locked = await cvmClient(emulator).DescribeInstances({ InstanceIds: ["ins-running1"] });
    expect(locked.InstanceSet?.[0]).toMatchObject({ RestrictState: "EXPIRED" });
  });

  it.each([
    [
      0,
      0,
      {
        Arn: "qcs::cam::uin/100000000001:uin/100000000001",
        AccountId: "100000000001",
        UserId: "100000000001",
      },
    ],
    [0, 1, { AccountId: "100000000001", Type: "CAMRole" }],
    [0, 2, { AccountId: "100000000001", UserId: "100000000011", Type: "CAMUser" }],
    [1, 0, { AccountId: "100000000002" }],
  ])("answers the identity for account %d and its key %d", async (account, key, identity) => {
    const answer = await stsClient(emulator, keyOf(emulator, account, key)).request("GetCallerIdentity", {});
    expect(answer).toMatchObject(identity);
  });

  it("names the variables to export", () => {
    expect(emulator.environment()).toMatchObject({
      PULUMI_ENI_TENCENT_ENDPOINT: emulator.url,
      TENCENTCLOUD_SECRET_ID: "AKIDEmulatorAccount0000000000000001",
      TENCENTCLOUD_SECRET_KEY: "EmulatedSecretOfAccount000000001",
      TENCENTCLOUD_REGION: region,
    });
    const ids = emulator.tour.filter(({ cloud }) => cloud === "tencent").map(({ id }) => id);
    const known = (id: string): boolean =>
      [
        emulator.store.instance("tencent", id),
        emulator.store.interface("tencent", id),
        emulator.store.vpc("tencent", id),
        emulator.store.subnet("tencent", id),
        emulator.store.securityGroup("tencent", id),
        emulator.store.findKey("tencent", id),
      ].some((found) => found !== undefined);
    expect(ids.filter((id) => !known(id))).toEqual([]);
    expect(ids.length).toBeGreaterThan(10);
  });
});
