import { createEmulator, type Emulator } from "../../emulator";
import { tencentId } from "../../emulator/tencent/scenario";
import { codeOf, cvmClient, tc3, vpcClient } from "./emulator-tencent-caller";
import { declaredFields, declaredFilters, undelivered } from "./tencent-declared-fields";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const cloud = "tencent" as const;
const running = tencentId("ins", "running");
const held = tencentId("eni", "held");

describe("Tencent's answers have every field that the vendor's SDK declares without null:", () => {
  it("DescribeInstances", async () => {
    const { InstanceSet } = await cvmClient(emulator).DescribeInstances({ InstanceIds: [running] });
    const [item] = InstanceSet ?? [];
    // Only an instance with a GPU has GPUInfo; one that is paid by use has no time of expiry, as its comment says.
    expect(undelivered(declaredFields("cvm", "Instance"), item)).toEqual(["ExpiredTime", "GPUInfo"]);
    expect(item).toHaveProperty("ExpiredTime", null);
    // What a comment marks as a parameter of a request alone, or as something for few accounts, is no part of it.
    expect(undelivered(declaredFields("cvm", "SystemDisk"), item?.SystemDisk)).toEqual([
      "Encrypt",
      "KmsKeyId",
    ]);
    expect(undelivered(declaredFields("cvm", "InternetAccessible"), item?.InternetAccessible)).toEqual([
      ...["BandwidthPackageId", "InternetServiceProvider", "IPv4AddressType", "IPv6AddressType"],
      "AntiDDoSPackageId",
    ]);
    expect(undelivered(declaredFields("cvm", "LoginSettings"), item?.LoginSettings)).toEqual([
      ...["Password", "KeepImageLogin"],
    ]);
    expect(undelivered(declaredFields("cvm", "VirtualPrivateCloud"), item?.VirtualPrivateCloud)).toEqual([
      "PrivateIpAddresses",
    ]);
  });

  it("DescribeNetworkInterfaces", async () => {
    emulator.seed({ interfaces: [{ cloud, id: held, ipv6: ["fd00::7"] }] });
    const request = { NetworkInterfaceIds: [held] };
    const { NetworkInterfaceSet } = await vpcClient(emulator).DescribeNetworkInterfaces(request);
    const [item] = NetworkInterfaceSet ?? [];
    expect(undelivered(declaredFields("vpc", "NetworkInterface"), item)).toEqual([]);
    expect(undelivered(declaredFields("vpc", "NetworkInterfaceAttachment"), item?.Attachment)).toEqual([]);
    const [address] = item?.PrivateIpAddressSet ?? [];
    expect(undelivered(declaredFields("vpc", "PrivateIpAddressSpecification"), address)).toEqual([]);
    const [ipv6] = item?.Ipv6AddressSet ?? [];
    expect(undelivered(declaredFields("vpc", "Ipv6Address"), ipv6)).toEqual([]);
  });

  it("DescribeSubnets and DescribeVpcs", async () => {
    const { SubnetSet } = await vpcClient(emulator).DescribeSubnets({
      SubnetIds: [tencentId("subnet", "main")],
    });
    expect(undelivered(declaredFields("vpc", "Subnet"), SubnetSet?.[0])).toEqual([]);
    const { VpcSet } = await vpcClient(emulator).DescribeVpcs({ VpcIds: [tencentId("vpc", "main")] });
    expect(undelivered(declaredFields("vpc", "Vpc"), VpcSet?.[0])).toEqual([]);
  });
});

describe("Tencent's filters", () => {
  const own = tencentId("ins", "own");
  const primary = tencentId("eni", "own");
  const day = 24 * 60 * 60 * 1000;
  const time = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");
  const eip = { address: "203.0.113.7", allocationId: "eip-own00001" };

  beforeEach(() => {
    emulator.seed({
      instances: [
        {
          ...{ cloud, id: own, subnetId: tencentId("subnet", "main"), tags: { role: "web" } },
          createdAt: Date.now() + 10 * day,
        },
      ],
      interfaces: [
        {
          ...{ cloud, id: primary, kind: "primary", instanceId: own, ipv6: ["fd00::77"] },
          privateIps: [{ address: "172.16.7.7", primary: true, publicIp: eip }],
        },
      ],
    });
  });

  const instances = async (Name: string, ...Values: string[]) => {
    const { InstanceSet } = await cvmClient(emulator).DescribeInstances({ Filters: [{ Name, Values }] });
    return (InstanceSet ?? []).map(({ InstanceId }) => InstanceId);
  };

  it.each([
    ["private-ip-address", "172.16.7.7"],
    ["public-ip-address", "203.0.113.7"],
    ["ipv6-address", "fd00::77"],
    ["tag-value", "web"],
    ["creation-start-time", time(Date.now() + 9 * day)],
  ])("find an instance by %s", async (name, value) => {
    expect(await instances(name, value)).toEqual([own]);
  });

  it("find an instance by its uuid, and all before a time", async () => {
    const { InstanceSet } = await cvmClient(emulator).DescribeInstances({ InstanceIds: [own] });
    expect(await instances("uuid", InstanceSet?.[0]?.Uuid ?? "")).toEqual([own]);
    const earlier = await instances("creation-end-time", time(Date.now() + 9 * day));
    expect(earlier).not.toContain(own);
    expect(earlier.length).toBeGreaterThan(5);
    expect(await instances("project-id", "0")).toContain(own);
    expect(await codeOf(instances("creation-end-time", "yesterday"))).toBe("InvalidParameterValue");
  });

  const searches = [
    ["cvm", "DescribeInstances", "InstanceSet"],
    ["vpc", "DescribeNetworkInterfaces", "NetworkInterfaceSet"],
    ["vpc", "DescribeSubnets", "SubnetSet"],
    ["vpc", "DescribeVpcs", "VpcSet"],
    ["vpc", "DescribeSecurityGroups", "SecurityGroupSet"],
    ["vpc", "DescribeHaVips", "HaVipSet"],
  ] as const;
  const filters = searches.flatMap(([product, action, set]) =>
    declaredFilters(product, `${action}Request`).map((name) => [action, name, set] as const),
  );

  it.each(filters)("of %s: %s finds nothing that it should not, or is refused", async (action, name, set) => {
    const Filters = [{ Name: name, Values: ["no-such-value"] }];
    const answer = await tc3(emulator, { action, body: JSON.stringify({ Filters }) });
    if (answer.Error === undefined) expect(answer[set]).toEqual([]);
    else expect(answer.Error.Code).toMatch(/^InvalidParameter(Value|\.FilterInvalidKey)$/);
  });

  it.each(searches)("that no page of %s's %s has are refused", async (_product, action) => {
    const Filters = [{ Name: "no-such-filter", Values: ["x"] }];
    const { Error: error } = await tc3(emulator, { action, body: JSON.stringify({ Filters }) });
    expect(error?.Code).toMatch(/^Invalid(Filter|Parameter\.FilterInvalidKey)$/);
  });
});
