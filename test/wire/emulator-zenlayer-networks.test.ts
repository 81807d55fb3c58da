import { zenlayerId } from "../../emulator/zenlayer/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, refusal, type Variation } from "./emulator-zenlayer-caller";

const cloud = "zenlayer" as const;
const main = zenlayerId("subnet", 1);
const tiny = zenlayerId("subnet", 3);
const otherVpcSubnet = zenlayerId("subnet", 5);
const foreignSubnet = zenlayerId("subnet", 6);
const vpc = zenlayerId("vpc", 1);
const group = zenlayerId("securityGroup", 1);
const second = zenlayerId("securityGroup", 2);
const ofOtherVpc = zenlayerId("securityGroup", 3);
const free = zenlayerId("free");
const balanced = zenlayerId("balanced");
const busy = zenlayerId("instance", 4);
const balancer = "1550000000000000001";
const zlb: Variation = { service: "zlb", version: "2025-04-01" };
const reader = { accessKeyId: "0EmulatorReader1", accessKeySecret: "emulatedPasswordReader001" };
const nobody = zenlayerId("made", 999);

const emulator = emulatorOfSuite();

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

type Item = Readonly<Record<string, unknown>>;
const itemsOf = ({ response }: Answer): Item[] => response.dataSet as Item[];

describe("Zenlayer's DescribeSubnets", () => {
  const look = async (id: string) => itemsOf(await zec("DescribeSubnets", { subnetIds: [id] }))[0];

  it("counts the addresses in use, and not those that are free", async () => {
    expect(await look(tiny)).toMatchObject({ cidrBlock: "172.16.32.0/29", usageIpv4Count: 0, vpcId: vpc });
    const { response } = await zec("CreateNetworkInterface", { name: "made", subnetId: tiny });
    expect(await look(tiny)).toMatchObject({ usageIpv4Count: 1 });
    await zec("DeleteNetworkInterface", { nicId: response.nicId });
    const empty = await look(tiny);
    expect(empty).toMatchObject({ usageIpv4Count: 0 });
    expect(Object.keys(empty ?? {}).filter((name) => /free|available|zone/i.test(name))).toEqual([]);
  });

  it.each<[object, string[]]>([
    [{ subnetIds: [tiny, nobody, foreignSubnet] }, [tiny]],
    [{ vpcIds: [zenlayerId("vpc", 2)] }, [otherVpcSubnet]],
    [{ cidrBlock: "172.16.32" }, [tiny]],
    [{ regionId: "asia-southeast-1" }, [zenlayerId("subnet", 4)]],
  ])("chooses by %j", async (params, expected) => {
    expect(itemsOf(await zec("DescribeSubnets", params)).map(({ subnetId }) => subnetId)).toEqual(expected);
  });
});

describe.each(["2025-09-01", "2024-04-01"])("Zenlayer's DescribeSecurityGroups of version %s", (version) => {
  const describeGroups = (params: object = {}, more: Variation = {}) =>
    zec("DescribeSecurityGroups", params, { version, ...more });

  it("shows the VPCs and the vNICs of a group", async () => {
    emulator.seed({ interfaces: [{ cloud, id: free, securityGroupIds: [second] }] });
    const answer = await describeGroups({ securityGroupIds: [second, nobody] });
    expect(answer.response).toMatchObject({ totalCount: 1 });
    expect(itemsOf(answer)).toEqual([
      {
        ...{ securityGroupId: second, securityGroupName: second, scope: "Global", isDefault: false },
        ...{ vpcIds: [vpc], nicIdList: [free], natIdList: [] },
        createTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    ]);
  });

  it.each<[object, string[]]>([
    [{}, [group, second, ofOtherVpc]],
    [{ securityGroupName: "1530000000000000002" }, [second]],
    [{ securityGroupName: "15300" }, [group, second, ofOtherVpc]],
    [{ pageSize: 1, pageNum: 3 }, [ofOtherVpc]],
  ])("chooses by %j", async (params, expected) => {
    const ids = itemsOf(await describeGroups(params)).map(({ securityGroupId }) => securityGroupId);
    expect(ids).toEqual(expected);
  });

  it.each<[object, string]>([
    [{ securityGroupIds: Array(101).fill(group) }, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [{ securityGroupIds: group }, "INVALID_PARAMETER_TYPE"],
    [{ pageSize: 1001 }, "INVALID_PARAMETER_EXCEED_MAXIMUM"],
    [{ vpcId: vpc }, "INVALID_PARAMETER_VALUE"],
  ])("refuses %j", async (params, code) => {
    expect(refusal(await describeGroups(params))).toEqual([400, code]);
  });

  it("shows nothing to another account", async () => {
    const credentials = { accessKeyId: "0EmulatorAcct002", accessKeySecret: "emulatedPasswordAccount02" };
    expect(itemsOf(await describeGroups({}, { credentials }))).toEqual([]);
  });
});

it("Zenlayer's create accepts the group of another VPC, and refuses an unknown one", async () => {
  const create = (securityGroupId: string) =>
    zec("CreateNetworkInterface", { name: "made", subnetId: main, securityGroupId });
  expect((await create(ofOtherVpc)).status).toBe(200);
  expect(refusal(await create(nobody))).toEqual([404, "INVALID_SECURITY_GROUP_NOT_FOUND"]);
});

describe("Zenlayer's DescribeBackends of the service zlb", () => {
  it("names the instance and the address that a load balancer uses", async () => {
    const { response } = await zec("DescribeInstances", { instanceIds: [busy] });
    expect(response.dataSet).toMatchObject([{ loadBalancerIds: [balancer] }]);
    const answer = await zec("DescribeBackends", { loadBalancerId: balancer }, zlb);
    const [nic] = itemsOf(await zec("DescribeNetworkInterfaces", { nicIds: [balanced] }));
    expect(answer.response.backends).toEqual([
      {
        ...{ instanceId: busy, privateIpAddress: nic?.primaryIpv4, weight: 100, backendPort: 80 },
        ...{ listenerId: "1551000000000000001", listenerName: "web", protocol: "TCP", listenerPort: "80" },
      },
    ]);
    const detach = await zec("DetachNetworkInterface", { nicId: balanced });
    expect(refusal(detach)).toEqual([409, "INVALID_NIC_LB_ASSOCIATED"]);
  });

  it("has the backends of one listener", async () => {
    const ask = async (listenerId: string) =>
      (await zec("DescribeBackends", { loadBalancerId: balancer, listenerId }, zlb)).response.backends;
    expect(await ask("1551000000000000001")).toHaveLength(1);
    expect(await ask(nobody)).toEqual([]);
  });

  it("refuses an unknown load balancer, a call without one, and an unknown parameter", async () => {
    const ask = async (params: object) => refusal(await zec("DescribeBackends", params, zlb));
    expect(await ask({ loadBalancerId: nobody })).toEqual([404, "OPERATION_FAILED_RESOURCE_NOT_FOUND"]);
    expect(await ask({})).toEqual([400, "MISSING_PARAMETER"]);
    expect(await ask({ loadBalancerId: balancer, nicId: balanced })).toEqual([
      400,
      "INVALID_PARAMETER_VALUE",
    ]);
  });

  it("is no action of zec", async () => {
    const answer = await zec("DescribeBackends", { loadBalancerId: balancer });
    expect(refusal(answer)).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });
});

describe("A key that may only describe", () => {
  const calls: [string, object, Variation][] = [
    ["DescribeSubnets", {}, {}],
    ["DescribeSecurityGroups", {}, {}],
    ["DescribeBackends", { loadBalancerId: balancer }, zlb],
  ];

  it.each(calls)("may call %s, and the journal has the call", async (action, params, variation) => {
    expect((await zec(action, params, { ...variation, credentials: reader })).status).toBe(200);
    expect(emulator.journal.entries({ action })).toMatchObject([{ cloud, action, code: null }]);
  });

  it.each(calls)("may be forbidden to call %s", async (action, params, variation) => {
    const [account] = emulator.store.accounts(cloud);
    if (account === undefined) throw new Error("there is no account");
    const keys = account.keys.map((key) => ({ ...key, deniedActions: [action] }));
    emulator.store.putAccount({ ...account, keys });
    const answer = await zec(action, params, variation);
    expect(refusal(answer)).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });
});
