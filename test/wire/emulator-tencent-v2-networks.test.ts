import { tencentId } from "../../emulator/tencent/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { keyOf, qcloud, v2 } from "./emulator-tencent-caller";
import { key } from "./tencent-refusals/row";

const cloud = "tencent" as const;
const vpcId = tencentId("vpc", "main");
const tiny = tencentId("subnet", "tiny");
const group = tencentId("sg", "main");
const second = tencentId("sg", "second");
const made = { vpcId, subnetId: tencentId("subnet", "main"), eniName: "made" };
const groups = "DescribeSecurityGroupEx";

const emulator = emulatorOfSuite();

interface Groups {
  readonly totalNum: number;
  readonly detail: readonly { readonly sgId: string }[];
}

const idsOf = async (params: Record<string, string | number>): Promise<string[]> =>
  ((await qcloud(emulator, groups, params)).data as Groups).detail.map(({ sgId }) => sgId);

describe("API v2 describes what a new interface needs:", () => {
  it("a subnet has its zone and the number of its free addresses", async () => {
    const look = async () =>
      ((await qcloud(emulator, "DescribeSubnetEx", { subnetId: tiny })).data as object[])[0];
    expect(await look()).toMatchObject({ zone: "ap-guangzhou-3", zoneId: 100003, availableIPNum: 4 });
    const create = () => v2(emulator, "CreateNetworkInterface", { ...made, subnetId: tiny });
    for (const left of [3, 2, 1, 0]) {
      await create();
      expect(await look()).toMatchObject({ availableIPNum: left });
    }
    expect(await create()).toMatchObject({ code: 5100, message: "the subnet has no addresses left" });
  });

  it.each([["data"], ["page"]])("groups are under data in the envelope %s", async (envelope) => {
    emulator.seed({ settings: { "tencent-v2.envelope": envelope } });
    const { data, code } = await v2(emulator, groups, { sgId: group });
    expect(Number(code)).toBe(0);
    expect(data).toEqual({
      totalNum: 1,
      detail: [
        {
          ...{ sgId: group, sgName: group, sgRemark: "", projectId: 0, beAssociateCount: 0 },
          createTime: "2024-01-01 00:00:00",
        },
      ],
    });
  });

  it.each<[Record<string, string | number>, string[]]>([
    [{}, [group, second]],
    [{ sgId: "sg-nobody01" }, []],
    [{ sgId: "sg-main" }, []],
    [{ sgName: "second" }, [second]],
    [{ projectId: 0, limit: 1 }, [group]],
    [{ projectId: 7 }, []],
    [{ limit: 1, offset: 1 }, [second]],
    [{ offsetLine: 1 }, [second]],
    [{ offset: 1 }, []],
  ])("groups are chosen by %j", async (params, expected) => {
    expect(await idsOf(params)).toEqual(expected);
  });

  it.each<[Record<string, string>]>([
    [{ offset: "0", offsetLine: "0" }],
    [{ limit: "101" }],
    [{ projectId: "mine" }],
    [{ vpcId }],
  ])("groups are refused for %j", async (params) => {
    expect(await v2(emulator, groups, params)).toMatchObject({ code: 4000 });
  });

  it("groups of another region or account are unknown, to a create too", async () => {
    const id = "sg-north001";
    emulator.seed({ securityGroups: [{ cloud, id, vpcId: "", regionId: "ap-beijing" }] });
    expect(await idsOf({ sgId: id })).toEqual([]);
    expect(await v2(emulator, groups, { Region: "bj" })).toMatchObject({ data: { totalNum: 1 } });
    const create = v2(emulator, "CreateNetworkInterface", { ...made, "sgIds.0": id });
    expect(await create).toMatchObject({ code: 5000 });
    const credentials = keyOf(emulator, 1, 0);
    expect(await qcloud(emulator, groups, {}, { credentials })).toMatchObject({ data: { totalNum: 0 } });
  });

  it.each(["172.16.1.1", "172.16.16.1"])("a create does not get the address %s", async (address) => {
    const taken = address === "172.16.1.1";
    const params = { ...made, "privateIpAddressSet.0.privateIpAddress": address };
    expect(await v2(emulator, "CreateNetworkInterface", params)).toMatchObject({ code: taken ? 5100 : 4000 });
  });

  it.each([[groups], ["DescribeSubnetEx"]])("a key that may only describe may call %s", async (action) => {
    const credentials = keyOf(emulator, 0, 2);
    expect(await qcloud(emulator, action, {}, { credentials })).toMatchObject({ code: 0 });
    expect(emulator.journal.entries({ action })).toMatchObject([{ cloud, api: "v2", action, code: null }]);
    emulator.seed(key({ deniedActions: [action] }));
    expect(await v2(emulator, action, {})).toMatchObject({ code: 4101 });
  });
});
