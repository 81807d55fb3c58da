import type Ecs from "@alicloud/ecs20140526";
import * as ecs from "@alicloud/ecs20140526";
import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { ecsClient, popClient, refusalOf, region } from "./emulator-alibaba-caller";

const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const primary = "eni-bp1primary0000000001";

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

describe.each(["GET", "POST"])("@alicloud/pop-core by %s", (method) => {
  const request = <T>(action: string, params: object = {}): Promise<T> =>
    popClient(emulator).request<T>(action, { ...region, ...params }, { method });

  interface Described {
    NetworkInterfaceSets: { NetworkInterfaceSet: { NetworkInterfaceId: string; Status: string }[] };
    NextToken: string;
    TotalCount: number;
    PageNumber: number;
  }

  const statusOf = async (id: string): Promise<string | undefined> => {
    const answer = await request<Described>("DescribeNetworkInterfaces", { NetworkInterfaceId: [id] });
    return answer.NetworkInterfaceSets.NetworkInterfaceSet[0]?.Status;
  };

  it("attaches, waits, detaches", async () => {
    const pair = { InstanceId: running, NetworkInterfaceId: free };
    expect(await statusOf(free)).toBe("Available");
    await request("AttachNetworkInterface", pair);
    expect(await statusOf(free)).toBe("Attaching");
    clock.advance(3000);
    expect(await statusOf(free)).toBe("InUse");
    await request("DetachNetworkInterface", pair);
    expect(await statusOf(free)).toBe("Detaching");
    clock.advance(3000);
    expect(await statusOf(free)).toBe("Available");
    expect(emulator.journal.counts()).toMatchObject({ AttachNetworkInterface: 1, DetachNetworkInterface: 1 });
  });

  it("pages by token and by number", async () => {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const answer: Described = await request("DescribeNetworkInterfaces", {
        MaxResults: 10,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      seen.push(...answer.NetworkInterfaceSets.NetworkInterfaceSet.map((item) => item.NetworkInterfaceId));
      token = answer.NextToken;
    } while (token !== "");
    const mine = emulator.store.interfaces("alibaba").filter(({ accountId }) => accountId.endsWith("1"));
    expect(new Set(seen)).toEqual(new Set(mine.map(({ id }) => id)));
    expect(seen).toHaveLength(mine.length);
    const second = await request<Described>("DescribeNetworkInterfaces", { PageNumber: 2, PageSize: 5 });
    expect(second).toMatchObject({ PageNumber: 2, PageSize: 5, TotalCount: mine.length });
    expect(second.NetworkInterfaceSets.NetworkInterfaceSet.map((item) => item.NetworkInterfaceId)).toEqual(
      seen.slice(5, 10),
    );
  });

  it("counts fewer than 10 results as 10", async () => {
    const answer = await request<Described>("DescribeNetworkInterfaces", { MaxResults: 3 });
    expect(answer.NetworkInterfaceSets.NetworkInterfaceSet).toHaveLength(10);
  });

  it("answers an unknown id with an empty set", async () => {
    expect(await statusOf("eni-bp1nobody0000000001")).toBeUndefined();
  });

  it.each([
    ["InstanceId", running, [primary]],
    ["Status", "InUse", undefined],
    ["Type", "Trunk", ["eni-bp1trunk000000000001"]],
    ["VpcId", "vpc-bp1other000000000001", ["eni-bp1primary0000000008", "eni-bp1othervpc000000001"]],
    ["VSwitchId", "vsw-bp1otherzone00000001", ["eni-bp1primary0000000007", "eni-bp1otherzone00000001"]],
    ["NetworkInterfaceName", "free-3", ["eni-bp1free0000000000003"]],
    ["ServiceManaged", "true", ["eni-bp1managed0000000001"]],
    ["PrimaryIpAddress", "172.16.0.1", [primary]],
    ["PrivateIpAddress.1", "172.16.0.1", [primary]],
    ["Tag.1.Key", "role", [free]],
    ["SecurityGroupId", "sg-bp1second00000000001", [free]],
  ])("filters by %s", async (name, value, ids) => {
    emulator.seed({
      interfaces: [
        { cloud: "alibaba", id: free, tags: { role: "data" }, securityGroupIds: ["sg-bp1second00000000001"] },
      ],
    });
    const answer = await request<Described>("DescribeNetworkInterfaces", { [name]: value, MaxResults: 100 });
    const found = answer.NetworkInterfaceSets.NetworkInterfaceSet;
    expect(found.length).toBeGreaterThan(0);
    if (ids === undefined) expect(new Set(found.map((item) => item.Status))).toEqual(new Set(["InUse"]));
    else expect(found.map((item) => item.NetworkInterfaceId).sort()).toEqual([...ids].sort());
  });

  it("describes instances by a JSON list of ids, their states, and their types", async () => {
    const ids = ["i-bp1running0000000001", "i-bp1stopped0000000001", "i-bp1starting000000001"];
    const answer = await request<{ Instances: { Instance: { Status: string }[] } }>("DescribeInstances", {
      InstanceIds: JSON.stringify([...ids, "i-bp1nobody"]),
    });
    expect(answer.Instances.Instance.map(({ Status }) => Status)).toEqual(["Running", "Stopped", "Starting"]);
    const states = await request<object>("DescribeInstanceStatus", { InstanceId: ids });
    expect(states).toMatchObject({
      TotalCount: 3,
      InstanceStatuses: { InstanceStatus: [{ InstanceId: ids[0], Status: "Running" }, {}, {}] },
    });
    const types = await request<object>("DescribeInstanceTypes", { InstanceTypes: ["ecs.g7.4xlarge"] });
    expect(types).toMatchObject({ InstanceTypes: { InstanceType: [{ EniQuantity: 8 }] } });
  });

  it("answers which account calls", async () => {
    const sts = popClient(emulator, emulator.credentials.alibaba, "2015-04-01");
    expect(await sts.request("GetCallerIdentity", {}, { method })).toMatchObject({
      IdentityType: "Account",
      AccountId: emulator.credentials.alibaba.accountId,
    });
  });

  it("shows nothing of this to another account", async () => {
    const [, second] = emulator.store.accounts("alibaba");
    const key = second?.keys[0];
    if (second === undefined || key === undefined) throw new Error("the scenario has a second account");
    const other = popClient(emulator, { accountId: second.id, ...key });
    const answer = await other.request<Described>(
      "DescribeNetworkInterfaces",
      { ...region, NetworkInterfaceId: [free] },
      { method },
    );
    expect(answer.NetworkInterfaceSets.NetworkInterfaceSet).toEqual([]);
    const pair = { ...region, InstanceId: running, NetworkInterfaceId: free };
    expect(await refusalOf(other.request("AttachNetworkInterface", pair, { method }))).toMatchObject({
      code: "InvalidEcsId.NotFound",
    });
  });

  it("requires the token of a temporary key, and the right one", async () => {
    const session = emulator.store.accounts("alibaba")[0]?.keys[1];
    if (session === undefined) throw new Error("the scenario has a temporary key");
    const credentials = { accountId: "", ...session };
    const ask = (client: ReturnType<typeof popClient>) =>
      client.request("DescribeInstances", region, { method });
    await expect(ask(popClient(emulator, credentials))).resolves.toHaveProperty("Instances");
    const { securityToken: _none, ...without } = credentials;
    expect(await refusalOf(ask(popClient(emulator, without)))).toMatchObject({
      code: "MissingSecurityToken",
    });
    const wrong = { ...credentials, securityToken: "x" };
    expect(await refusalOf(ask(popClient(emulator, wrong)))).toMatchObject({
      code: "InvalidSecurityToken.MismatchWithAccessKey",
    });
  });

  it("refuses a wrong secret and an unknown key", async () => {
    const wrong = { ...emulator.credentials.alibaba, accessKeySecret: "wrong" };
    const refusal = await refusalOf(
      popClient(emulator, wrong).request("DescribeInstances", region, { method }),
    );
    expect(refusal).toMatchObject({ code: "SignatureDoesNotMatch", status: 400 });
    expect(refusal.body.Message).toContain(`server string to sign is:${method}&%2F&`);
    const unknown = { ...emulator.credentials.alibaba, accessKeyId: "nobody" };
    expect(
      await refusalOf(popClient(emulator, unknown).request("DescribeInstances", region, { method })),
    ).toMatchObject({ code: "InvalidAccessKeyId.NotFound", status: 404 });
  });

  it("gives the documented envelope and upper-case request ids", async () => {
    const refusal = await refusalOf(
      request("DetachNetworkInterface", { InstanceId: running, NetworkInterfaceId: primary }),
    );
    expect(refusal).toMatchObject({ code: "InvalidOperation.DetachPrimaryEniNotAllowed", status: 400 });
    expect(Object.keys(refusal.body).sort()).toEqual(["Code", "HostId", "Message", "Recommend", "RequestId"]);
    expect(refusal.body.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(refusal.body.HostId).toBe(new URL(emulator.url).host);
  });
});

describe.each([
  ["v3", undefined],
  ["v1", "v2"],
])("@alicloud/ecs20140526 with signature %s", (api, signatureAlgorithm) => {
  const client = (accessKeySecret?: string): Ecs => ecsClient(emulator, signatureAlgorithm, accessKeySecret);
  const regionId = "cn-hangzhou";
  const pair = { regionId, instanceId: running, networkInterfaceId: free };

  const itemOf = async (id: string) => {
    const { body } = await client().describeNetworkInterfaces(
      new ecs.DescribeNetworkInterfacesRequest({ regionId, networkInterfaceId: [id] }),
    );
    return body?.networkInterfaceSets?.networkInterfaceSet?.[0];
  };
  const statusOf = async (id: string): Promise<string | undefined> => (await itemOf(id))?.status;

  it("attaches, waits, detaches, and the journal names the signature", async () => {
    await client().attachNetworkInterface(new ecs.AttachNetworkInterfaceRequest(pair));
    expect(await statusOf(free)).toBe("Attaching");
    clock.advance(3000);
    expect(await statusOf(free)).toBe("InUse");
    await client().detachNetworkInterface(new ecs.DetachNetworkInterfaceRequest(pair));
    clock.advance(3000);
    expect(await statusOf(free)).toBe("Available");
    expect(new Set(emulator.journal.entries().map((entry) => entry.api))).toEqual(new Set([api]));
  });

  it("creates, changes and deletes an interface", async () => {
    const { body: made } = await client().createNetworkInterface(
      new ecs.CreateNetworkInterfaceRequest({
        regionId,
        vSwitchId: "vsw-bp1main0000000000001",
        securityGroupIds: ["sg-bp1main0000000000001"],
        networkInterfaceName: "data plane",
        secondaryPrivateIpAddressCount: 2,
        tag: [new ecs.CreateNetworkInterfaceRequestTag({ key: "role", value: "data + more" })],
      }),
    );
    const networkInterfaceId = made?.networkInterfaceId ?? "";
    expect(made).toMatchObject({ status: "Available", networkInterfaceName: "data plane" });
    expect(made?.privateIpSets?.privateIpSet).toHaveLength(3);
    expect(made?.tags?.tag?.[0]).toMatchObject({ tagKey: "role", tagValue: "data + more" });
    await client().modifyNetworkInterfaceAttribute(
      new ecs.ModifyNetworkInterfaceAttributeRequest({
        regionId,
        networkInterfaceId,
        description: "changed",
        securityGroupId: ["sg-bp1second00000000001"],
      }),
    );
    expect(emulator.store.interface("alibaba", networkInterfaceId)).toMatchObject({
      description: "changed",
      securityGroupIds: ["sg-bp1second00000000001"],
    });
    await client().deleteNetworkInterface(
      new ecs.DeleteNetworkInterfaceRequest({ regionId, networkInterfaceId }),
    );
    expect(await statusOf(networkInterfaceId)).toBe("Deleting");
    clock.advance(3000);
    expect(await statusOf(networkInterfaceId)).toBeUndefined();
  });

  it("stores and shows the source/destination check and the queues, as created and as changed", async () => {
    const { body: made } = await client().createNetworkInterface(
      new ecs.CreateNetworkInterfaceRequest({
        regionId,
        vSwitchId: "vsw-bp1main0000000000001",
        securityGroupIds: ["sg-bp1main0000000000001"],
        sourceDestCheck: true,
        queueNumber: 4,
      }),
    );
    const networkInterfaceId = made?.networkInterfaceId ?? "";
    expect(made).toMatchObject({ sourceDestCheck: true });
    expect(await itemOf(networkInterfaceId)).toMatchObject({ sourceDestCheck: true, queueNumber: 4 });
    const change = (asked: object) =>
      client().modifyNetworkInterfaceAttribute(
        new ecs.ModifyNetworkInterfaceAttributeRequest({ regionId, networkInterfaceId, ...asked }),
      );
    await change({ sourceDestCheck: false });
    expect(await itemOf(networkInterfaceId)).toMatchObject({ sourceDestCheck: false, queueNumber: 4 });
    await change({ queueNumber: 8, description: "more queues" });
    expect(await itemOf(networkInterfaceId)).toMatchObject({ sourceDestCheck: false, queueNumber: 8 });
  });

  it("shows the type's number of queues in use, and none on a free interface that was never given one", async () => {
    expect(await itemOf(free)).toMatchObject({ sourceDestCheck: false });
    expect(await itemOf(free)).not.toHaveProperty("queueNumber");
    emulator.act({ cloud: "alibaba", act: "attach", interfaceId: free, instanceId: running });
    expect(await itemOf(free)).toMatchObject({ queueNumber: 2 });
  });

  it("changes the queues of an attached interface only while its instance is stopped", async () => {
    emulator.act({ cloud: "alibaba", act: "attach", interfaceId: free, instanceId: running });
    const change = () =>
      client().modifyNetworkInterfaceAttribute(
        new ecs.ModifyNetworkInterfaceAttributeRequest({
          regionId,
          networkInterfaceId: free,
          queueNumber: 8,
        }),
      );
    await expect(change()).rejects.toMatchObject({ code: "InvalidOperation.InvalidEcsState" });
    emulator.act({ cloud: "alibaba", act: "set-instance", instanceId: running, set: { status: "stopped" } });
    await change();
    expect(await itemOf(free)).toMatchObject({ queueNumber: 8 });
  });

  it("describes an attribute of one interface; an unknown interface is an error", async () => {
    const ask = (networkInterfaceId: string) =>
      client().describeNetworkInterfaceAttribute(
        new ecs.DescribeNetworkInterfaceAttributeRequest({ regionId, networkInterfaceId }),
      );
    expect((await ask(primary)).body).toMatchObject({ type: "Primary", instanceId: running });
    await expect(ask("eni-bp1nobody")).rejects.toMatchObject({
      code: "InvalidEniId.NotFound",
      statusCode: 404,
    });
  });

  it("refuses a wrong secret", async () => {
    await expect(
      client("wrong").describeInstances(new ecs.DescribeInstancesRequest({ regionId })),
    ).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });

  it("answers a throttled call with the time to wait", async () => {
    emulator.faults.add({ kind: "throttle", retryAfterMs: 700 });
    await expect(
      client().describeInstances(new ecs.DescribeInstancesRequest({ regionId })),
    ).rejects.toMatchObject({ code: "Throttling.User", retryAfter: 700 });
  });
});
