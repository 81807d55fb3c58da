import type RPCClient from "@alicloud/pop-core";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { popClient, refusalOf, region, signedQuery } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const running = alibabaId("i", "running");
const free = alibabaId("eni", "free");
const pair = { InstanceId: running, NetworkInterfaceId: free };
const vSwitch = alibabaId("vsw", "main");
const group = alibabaId("sg", "main");
const made = { VSwitchId: vSwitch, SecurityGroupId: group };

type Params = Record<string, string | number | string[]>;

const attach = "AttachNetworkInterface";
const create = "CreateNetworkInterface";
const account = {
  cloud,
  id: "1000000000000001",
  keys: [{ accessKeyId: "LTAI5tEmulatorAccount001", accessKeySecret: "emulated0secret0of0account0001" }],
};

const emulator = emulatorOfSuite();

let client: RPCClient;
beforeEach(() => {
  client = popClient(emulator);
});

const call = (action: string, params: Params = {}) =>
  client.request(action, { ...region, ...params }, { method: "POST" });

describe("Alibaba's gateway", () => {
  const byHand = async (query: string, init: RequestInit = {}) =>
    (await (await fetch(`${emulator.url}/?${query}`, init)).json()) as { Code: string };

  it("requires a key, a signature, an action and a known method", async () => {
    expect(await byHand("Action=X&Version=2014-05-26&Format=JSON")).toMatchObject({
      Code: "MissingAccessKeyId",
    });
    expect(await byHand("Action=X&Version=1&Format=JSON&AccessKeyId=a")).toMatchObject({
      Code: "IncompleteSignature",
    });
    expect(await byHand(signedQuery(emulator, "", { Format: "JSON" }))).toMatchObject({
      Code: "MissingAction",
    });
    const put = signedQuery(emulator, "DescribeInstances", { Format: "JSON" }, "PUT");
    expect(await byHand(put, { method: "PUT" })).toMatchObject({ Code: "UnsupportedHTTPMethod" });
  });

  it("refuses an inactive key, and a token that belongs to no temporary key", async () => {
    emulator.seed({
      accounts: [{ ...account, keys: account.keys.map((key) => ({ ...key, inactive: true })) }],
    });
    expect(await refusalOf(call("DescribeInstances"))).toMatchObject({ code: "InvalidAccessKeyId.Inactive" });
    emulator.reset();
    const withToken = popClient(emulator, { ...emulator.credentials.alibaba, securityToken: "x" });
    expect(await refusalOf(withToken.request("DescribeInstances", region))).toMatchObject({
      code: "InvalidSecurityToken.Malformed",
    });
  });

  it("refuses by permission after existence and before state", async () => {
    const reader = emulator.store.accounts(cloud)[0]?.keys[2];
    if (reader === undefined) throw new Error("the scenario has a reader");
    client = popClient(emulator, { accountId: "", ...reader });
    await expect(call("DescribeInstances")).resolves.toHaveProperty("Instances");
    expect(await refusalOf(call(attach, { ...pair, NetworkInterfaceId: "eni-bp1nobody" }))).toMatchObject({
      code: "InvalidEniId.NotFound",
    });
    emulator.act({ act: "stop", cloud, instanceId: running, afterMs: 60_000 });
    expect(await refusalOf(call(attach, pair))).toMatchObject({ code: "Forbidden.RAM", status: 403 });
  });

  it.each<readonly [string, Params, string]>([
    ["DescribeNetworkInterfaces", { PageSize: 501 }, "InvalidOperation.InvalidEniPageNumber"],
    ["DescribeInstances", { PageSize: 101 }, "InvalidParameter"],
    ["DescribeInstanceStatus", { PageSize: 51 }, "InvalidParameter"],
    ["DescribeInstanceTypes", { MaxResults: "many" }, "InvalidParameter"],
    [
      "DescribeNetworkInterfaceAttribute",
      { NetworkInterfaceId: "eni-x", Attribute: "x" },
      "InvalidParameter",
    ],
    [
      "DescribeNetworkInterfaceAttribute",
      { NetworkInterfaceId: free, Attribute: "constructor" },
      "InvalidParameter",
    ],
    [create, { ...made, VSwitchId: "vsw-x", SecondaryPrivateIpAddressCount: 50 }, "InvalidParameter"],
    [create, { ...made, VSwitchId: "vsw-x", PrimaryIpAddress: "x" }, "InvalidIp.Address"],
    [create, { VSwitchId: "vsw-x" }, "MissingParameter"],
    [create, { VSwitchId: vSwitch, SecurityGroupId: alibabaId("sg", "othervpc") }, "Forbidden.RAM"],
  ])("%s: looks at the parameters %p before anything else", async (action, params, code) => {
    emulator.seed({
      accounts: [{ ...account, keys: account.keys.map((key) => ({ ...key, deniedActions: ["*"] })) }],
    });
    expect(await refusalOf(call(action, params))).toMatchObject({ code });
  });

  it("refuses a token that is used again for something else", async () => {
    const ClientToken = "one-intent";
    const first = await call(create, { ...made, ClientToken });
    const again = await call(create, { ...made, ClientToken });
    expect((again as { NetworkInterfaceId: string }).NetworkInterfaceId).toBe(
      (first as { NetworkInterfaceId: string }).NetworkInterfaceId,
    );
    const other = { ...made, ClientToken, Description: "another one" };
    expect(await refusalOf(call(create, other))).toMatchObject({
      code: "IdempotentParameterMismatch",
      status: 400,
    });
    const count = emulator.store.interfaces(cloud).filter(({ id }) => id.includes("made")).length;
    expect(count).toBe(1);
  });
});
