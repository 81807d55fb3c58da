import { emulatorOfSuite } from "../support/emulator-of-suite";
import { call, type Variation } from "./emulator-zenlayer-caller";

const free = "1620000000000000001";

const emulator = emulatorOfSuite();

const zrm: Variation = { service: "zrm", version: "2025-10-14" };
const modify = (params: object, variation: Variation = {}) =>
  call(emulator, "ModifyResourceTags", params, { ...zrm, ...variation });
const tagsOf = async (nicId: string): Promise<unknown> => {
  const { response } = await call(emulator, "DescribeNetworkInterfaces", { nicIds: [nicId] });
  return (response.dataSet as { tags: { tags: unknown } }[])[0]?.tags.tags;
};
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index}`);

describe("ModifyResourceTags of the service zrm", () => {
  it("adds, overwrites and removes tags, and the vNIC shows it", async () => {
    const replaceTags = [
      { key: "role", value: "data" },
      { key: "stage", value: "test" },
    ];
    const { status, body, response } = await modify({ resourceUuid: free, replaceTags });
    expect([status, response]).toEqual([200, { requestId: body.requestId }]);
    expect(await tagsOf(free)).toEqual(replaceTags);
    const deleteTagKeys = ["stage", "never-there"];
    await modify({
      resourceUuid: free,
      replaceTags: [{ key: "role", value: "control" }],
      deleteTagKeys,
    });
    expect(await tagsOf(free)).toEqual([{ key: "role", value: "control" }]);
    expect(emulator.journal.entries({ action: "ModifyResourceTags" })).toMatchObject([
      { api: "2025-10-14", params: { replaceTags } },
      { api: "2025-10-14", params: { deleteTagKeys } },
    ]);
  });

  it.each([
    [{ deleteTagKeys: ["role"] }, 400, "MISSING_PARAMETER"],
    [{ resourceUuid: "1699999999999999999", deleteTagKeys: ["role"] }, 404, "INVALID_RESOURCE_NOT_FOUND"],
    [{ resourceUuid: free, replaceTags: [{ key: "", value: "x" }] }, 400, "INVALID_PARAMETER_LESS_LENGTH"],
    [
      { resourceUuid: free, replaceTags: [{ key: "x".repeat(65), value: "x" }] },
      400,
      "INVALID_PARAMETER_EXCEED_LENGTH",
    ],
    [
      { resourceUuid: free, replaceTags: numbered(21).map((key) => ({ key, value: "x" })) },
      400,
      "INVALID_PARAMETER_EXCEED_LENGTH",
    ],
    [{ resourceUuid: free, deleteTagKeys: numbered(21) }, 400, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [{ resourceUuid: free, deleteTagKeys: "role" }, 400, "INVALID_PARAMETER_TYPE"],
    [
      { resourceUuid: free, replaceTags: [{ key: "role", value: "x" }], deleteTagKeys: ["role"] },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
  ])("refuses %j", async (params, status, code) => {
    emulator.seed({ interfaces: [{ cloud: "zenlayer", id: free, tags: { role: "data" } }] });
    const answer = await modify(params);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await tagsOf(free)).toEqual([{ key: "role", value: "data" }]);
  });

  it.each<[string, Variation]>([
    ["under the path of zec", { path: "/api/v2/zec" }],
    ["for the service zec", { service: "zec" }],
    ["in a version of zec", { version: "2025-09-01" }],
    [
      "by a key that only reads",
      {
        credentials: { accessKeyId: "0EmulatorReader1", accessKeySecret: "emulatedPasswordReader001" },
      },
    ],
  ])("is not there %s", async (_how, variation) => {
    const answer = await modify({ resourceUuid: free, deleteTagKeys: ["role"] }, variation);
    expect([answer.status, answer.body.code]).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });

  it("can be scripted to fail", async () => {
    const code = "INVALID_RESOURCE_CAN_NOT_BOUND";
    emulator.faults.add({ cloud: "zenlayer", action: "ModifyResourceTags", kind: "error", code });
    const answer = await modify({ resourceUuid: free, deleteTagKeys: ["role"] });
    expect([answer.status, answer.body.code]).toEqual([404, code]);
  });
});
