import { type CloudName, createEmulator, type Emulator, type Scenario } from "../../emulator";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { tencentId } from "../../emulator/tencent/scenario";
import { zenlayerId } from "../../emulator/zenlayer/scenario";
import { popClient, refusalOf, region } from "./emulator-alibaba-caller";
import { cvmClient, vpcClient } from "./emulator-tencent-caller";
import { call } from "./emulator-zenlayer-caller";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const alibaba = {
  cloud: "alibaba" as const,
  instance: alibabaId("i", "mine"),
  subnet: alibabaId("vsw", "main"),
  tiny: alibabaId("vsw", "tiny"),
  interfaceId: (number: number) => alibabaId("eni", "mine", number),
};
const tencent = {
  cloud: "tencent" as const,
  instance: tencentId("ins", "mine"),
  subnet: tencentId("subnet", "main"),
  tiny: tencentId("subnet", "tiny"),
  interfaceId: (number: number) => tencentId("eni", "mine", number),
};
const zenlayer = {
  cloud: "zenlayer" as const,
  instance: zenlayerId("instance", 99),
  subnet: zenlayerId("subnet", 1),
  tiny: zenlayerId("subnet", 3),
  interfaceId: (number: number) => zenlayerId("free", 90 + number),
};
type Words = typeof alibaba | typeof tencent | typeof zenlayer;

const seedInstance = ({ cloud, instance: id, subnet }: Words, more: Scenario = {}): void =>
  emulator.seed({ instances: [{ cloud, id, subnetId: subnet }], ...more });
const heldBy = ({ cloud, instance }: Words) => emulator.store.attachmentsOf(instance, cloud);

describe.each([alibaba, tencent, zenlayer])("A seeded instance of $cloud", (words) => {
  const { cloud, instance, subnet, tiny, interfaceId } = words;

  it("has one primary interface, in its subnet and with device index 0", () => {
    const tags = { owner: "me" };
    seedInstance(words);
    expect(heldBy(words)).toMatchObject([
      { kind: "primary", status: "attached", deviceIndex: 0, subnetId: subnet, deleteOnRelease: true },
    ]);
    emulator.seed({ instances: [{ cloud, id: instance, tags }] });
    expect(heldBy(words)).toHaveLength(1);
  });

  it("keeps the primary interface that the scenario names", () => {
    const primary = { cloud, id: interfaceId(1), kind: "primary" as const, instanceId: instance };
    seedInstance(words, { interfaces: [primary] });
    expect(heldBy(words).map(({ id }) => id)).toEqual([interfaceId(1)]);
  });

  it("takes a later primary interface in place of its own, with the same address", () => {
    seedInstance(words);
    const [own] = heldBy(words);
    const privateIps = (own?.privateIps ?? []).map((ip) => ({ ...ip, publicIp: undefined }));
    const id = interfaceId(1);
    emulator.seed({ interfaces: [{ cloud, id, kind: "primary", instanceId: instance, privateIps }] });
    expect(heldBy(words).map((entry) => entry.id)).toEqual([id]);
    const address = privateIps[0]?.address ?? "";
    expect(emulator.store.addressPool(cloud, subnet)?.owner(address)).toBe(id);
  });

  it("cannot have two primary interfaces", () => {
    const primaries = [1, 2].map((number) => ({
      ...{ cloud, id: interfaceId(number), kind: "primary" as const, instanceId: instance },
    }));
    expect(() => seedInstance(words, { interfaces: primaries })).toThrow(
      `interfaces[1].kind: ${interfaceId(1)} is already the primary one of ${instance}`,
    );
    expect(heldBy(words)).toEqual([]);
  });

  it("loses it with its release", () => {
    seedInstance(words);
    const [own] = heldBy(words);
    emulator.act({ cloud, act: "release-instance", instanceId: instance });
    expect(emulator.store.interface(cloud, own?.id ?? "")).toBeUndefined();
  });

  it("has none when it is released from the start", () => {
    emulator.seed({ instances: [{ cloud, id: instance, subnetId: subnet, status: "released" }] });
    expect(heldBy(words)).toEqual([]);
  });

  it("needs a free address in its subnet", () => {
    const instances = [1, 2, 3, 4, 5].map((number) => ({
      cloud,
      id: `${instance}${number}`,
      subnetId: tiny,
    }));
    expect(() => emulator.seed({ instances })).toThrow(/instances\[4\]\.subnetId: .* no free address/);
  });

  it("gives the next interface the device index 1, and room for as many as its type has less one", async () => {
    emulator.seed({ instanceTypes: [{ cloud, id: "type.of.two", eniQuantity: 2 }] });
    seedInstance(words, {
      instances: [{ cloud, id: instance, subnetId: subnet, instanceType: "type.of.two" }],
      interfaces: [1, 2].map((number) => ({ cloud, id: interfaceId(number), subnetId: subnet })),
    });
    expect(await attach(cloud, interfaceId(1), instance)).toBe("");
    expect(emulator.store.interface(cloud, interfaceId(1))?.deviceIndex).toBe(1);
    expect(await attach(cloud, interfaceId(2), instance)).toMatch(/LimitExceeded|NIC_LIMIT/);
  });
});

/** Attaches on the wire; returns the code of a refusal, or nothing. */
async function attach(
  cloud: Words["cloud"],
  networkInterfaceId: string,
  instanceId: string,
): Promise<string> {
  switch (cloud) {
    case "alibaba": {
      const params = { ...region, NetworkInterfaceId: networkInterfaceId, InstanceId: instanceId };
      const asked = popClient(emulator).request("AttachNetworkInterface", params, { method: "POST" });
      return asked.then(
        () => "",
        async () => (await refusalOf(asked)).code,
      );
    }
    case "tencent": {
      const params = { NetworkInterfaceId: networkInterfaceId, InstanceId: instanceId };
      return vpcClient(emulator)
        .AttachNetworkInterface(params)
        .then(
          () => "",
          (error: { code?: string }) => String(error.code),
        );
    }
    case "zenlayer": {
      const params = { nicId: networkInterfaceId, instanceId };
      return (await call(emulator, "AttachNetworkInterface", params)).body.code ?? "";
    }
    default:
      return cloud satisfies never;
  }
}

describe("The primary interface of a seeded instance", () => {
  it("is shown by Alibaba's describes", async () => {
    seedInstance(alibaba);
    const client = popClient(emulator);
    const InstanceIds = JSON.stringify([alibaba.instance]);
    const { Instances } = await client.request<{
      Instances: { Instance: { VpcAttributes: { PrivateIpAddress: { IpAddress: string[] } } }[] };
    }>("DescribeInstances", { ...region, InstanceIds });
    const [address] = Instances.Instance[0]?.VpcAttributes.PrivateIpAddress.IpAddress ?? [];
    expect(address).toMatch(/^172\.16\./);
    expect(
      await client.request("DescribeNetworkInterfaces", { ...region, InstanceId: alibaba.instance }),
    ).toMatchObject({ NetworkInterfaceSets: { NetworkInterfaceSet: [{ Type: "Primary" }] } });
  });

  it("is shown by Tencent's describes", async () => {
    seedInstance(tencent);
    const { InstanceSet } = await cvmClient(emulator).DescribeInstances({ InstanceIds: [tencent.instance] });
    expect(InstanceSet?.[0]?.PrivateIpAddresses).toHaveLength(1);
    const Filters = [{ Name: "attachment.instance-id", Values: [tencent.instance] }];
    const { NetworkInterfaceSet } = await vpcClient(emulator).DescribeNetworkInterfaces({ Filters });
    expect(NetworkInterfaceSet).toMatchObject([{ Primary: true, Attachment: { DeviceIndex: 0 } }]);
  });

  it("is shown by Zenlayer's describes", async () => {
    seedInstance(zenlayer);
    const { response } = await call(emulator, "DescribeNetworkInterfaces", { instanceId: zenlayer.instance });
    expect(response.dataSet).toMatchObject([{ nicType: "Primary", instanceId: zenlayer.instance }]);
  });
});

describe("A seeded security group", () => {
  const vpcs = [
    { cloud: "alibaba" as const, id: "vpc-bp1far", regionId: "cn-shanghai", accountId: "1000000000000002" },
  ];

  it("has its VPC's region and account", () => {
    emulator.seed({ vpcs, securityGroups: [{ cloud: "alibaba", id: "sg-bp1far", vpcId: "vpc-bp1far" }] });
    expect(emulator.store.securityGroup("alibaba", "sg-bp1far")).toMatchObject({
      regionId: "cn-shanghai",
      accountId: "1000000000000002",
    });
  });

  it("names its region when it has no VPC", () => {
    const group = { cloud: "alibaba" as const, id: "sg-bp1none", vpcId: "" };
    expect(() => emulator.seed({ securityGroups: [group] })).toThrow(
      "securityGroups[0].regionId: is missing; only a group in a VPC has the VPC's",
    );
    emulator.seed({ securityGroups: [{ ...group, regionId: "cn-beijing" }] });
    expect(emulator.store.securityGroup("alibaba", "sg-bp1none")?.regionId).toBe("cn-beijing");
  });
});

describe("What the emulator prints at its start", () => {
  it.each([
    ["alibaba", alibabaId("sg", "second")],
    ["tencent", tencentId("sg", "second")],
    ["zenlayer", zenlayerId("securityGroup", 2)],
  ] as const)(
    "names the second group of %s and a key that may only describe, with its secret",
    (cloud, group) => {
      const stops = emulator.tour.filter((stop) => stop.cloud === cloud);
      expect(stops.map(({ id }) => id)).toContain(group);
      const keys = stops.flatMap((stop) => {
        const key = emulator.store.findKey(cloud, stop.id)?.key;
        return key === undefined ? [] : [{ key, what: stop.what }];
      });
      expect(keys).toHaveLength(1);
      expect(keys[0]?.what).toContain(keys[0]?.key.accessKeySecret ?? "no key");
      expect(keys[0]?.key.deniedActions).toContain("AttachNetworkInterface");
    },
  );

  it("names only what exists", () => {
    const { store } = emulator;
    const exists = (cloud: CloudName, id: string): boolean =>
      [
        ...[store.instance(cloud, id), store.interface(cloud, id), store.vpc(cloud, id)],
        ...[store.subnet(cloud, id), store.securityGroup(cloud, id), store.findKey(cloud, id)],
      ].some((found) => found !== undefined);
    expect(emulator.tour.filter(({ cloud, id }) => !exists(cloud, id))).toEqual([]);
  });
});
