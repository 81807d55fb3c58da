import { AlibabaClient } from "../../provider/clouds/alibaba/client";
import { alibaba } from "../../provider/clouds/alibaba/cloud";
import { TencentClient } from "../../provider/clouds/tencent/client";
import { TencentClientV2 } from "../../provider/clouds/tencent/client-v2";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { ZenlayerClient } from "../../provider/clouds/zenlayer/client";
import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import type { ArgumentType, DeclaredArgument } from "../../provider/contract/argument-forms";
import type { Cloud, InterfaceArgument, InterfaceWrites } from "../../provider/contract/cloud";

const clients = [AlibabaClient, TencentClient, TencentClientV2, ZenlayerClient] as const;

/** Every API of every cloud that makes interfaces. */
const apis = [
  { title: "Alibaba Cloud", cloud: alibaba, api: undefined },
  { title: "Tencent Cloud, API v3", cloud: tencent, api: "v3" },
  { title: "Tencent Cloud, API v2", cloud: tencent, api: "v2" },
  { title: "Zenlayer", cloud: zenlayer, api: undefined },
] as const;
type Api = (typeof apis)[number];

/** What a create of each API answers with. */
const answer = {
  RequestId: "r-1",
  requestId: "r-1",
  NetworkInterfaceId: "eni-1",
  NetworkInterface: { NetworkInterfaceId: "eni-1" },
  nicId: "eni-1",
  code: 0,
  taskId: "t-1",
};

/** A value that no request holds by itself. */
function sampleOf(name: string, type: ArgumentType): unknown {
  if (type === "integer" || type === "number") return 7_919;
  if (type === "boolean") return true;
  if (typeof type === "string") return `given-${name}`;
  if ("oneOf" in type) return type.oneOf[0];
  if ("listOf" in type) return [sampleOf(name, type.listOf)];
  return { [name]: sampleOf(name, type.mapOf) };
}

/** The texts of all values in a request, or in a part of one. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

const own = (cloud: Cloud) => Object.entries(cloud.networkInterface?.arguments ?? {});

/** The arguments that an API takes: of the others the table of conflicts says so. */
function takenBy({ cloud, api }: Api): readonly (readonly [name: string, argument: InterfaceArgument])[] {
  return own(cloud).filter(([name, { form }]) => {
    const conflicts = cloud.networkInterface?.conflicts({ api, [name]: sampleOf(name, form.type) }) ?? [];
    return !conflicts.some(({ reason }) => reason.includes("is an argument of"));
  });
}

/** What an API is asked when its calls are used so; nothing leaves the process. */
async function requestOf(
  { cloud, api }: Api,
  vpcId: string | undefined,
  use: (calls: InterfaceWrites) => Promise<unknown>,
): Promise<readonly string[]> {
  const requests: unknown[] = [];
  for (const client of clients) {
    jest.spyOn(client.prototype, "call").mockImplementation(async (_action, parameters) => {
      requests.push(parameters);
      return answer;
    });
  }
  const place = { regionId: "r-1", profile: undefined, api, vpcId };
  const { writes } = cloud.connect(place, {
    config: () => undefined,
    environment: {},
    homeDirectory: "/nowhere",
  });
  if (!writes.networkInterface) throw new Error(`${cloud.title} makes no interfaces`);
  await use(writes.networkInterface);
  return leavesOf(requests);
}

afterEach(() => jest.restoreAllMocks());

describe.each(apis)("on $title", (api) => {
  it.each(takenBy(api))("a create sends %s", async (name, { form }) => {
    const value = sampleOf(name, form.type);
    // The API v2 wants the VPC in every call, so it comes with the place.
    const vpcId = name === "vpcId" ? String(value) : "vpc-1";
    const request = await requestOf(api, vpcId, (calls) =>
      calls.create({ declared: { [name]: value }, marker: "m-1", token: "t-1" }),
    );
    for (const leaf of leavesOf(value)) expect(request.join("\n")).toContain(leaf);
  });

  // Tags and addresses have calls of their own.
  const inPlace = takenBy(api).filter(
    ([name, { change, fixedIn, addresses }]) =>
      change === "in place" &&
      (fixedIn === undefined || fixedIn !== api.api) &&
      name !== "tags" &&
      addresses === undefined,
  );
  const ofAddresses = takenBy(api).filter(([, { addresses }]) => addresses !== undefined);

  it.each(inPlace)("a change in place sends %s", async (name, { form }) => {
    const value = sampleOf(name, form.type);
    const request = await requestOf(api, "vpc-1", (calls) =>
      calls.modify({ networkInterfaceId: "eni-1", changes: { [name]: value } }),
    );
    expect(request).toEqual(expect.arrayContaining([...leavesOf(value)]));
  });

  for (const [name, { form }] of ofAddresses) {
    it(`a change of addresses sends ${name}`, async () => {
      const value = sampleOf(name, form.type);
      const target = { networkInterfaceId: "eni-1", argument: name };
      const old = typeof value === "number" ? [] : [`old-${name}`];
      const request = await requestOf(api, "vpc-1", async (calls) => {
        await calls.addresses?.assign({ ...target, addresses: value as string[] | number, token: "t-1" });
        if (old.length > 0) await calls.addresses?.unassign({ ...target, addresses: old });
      });
      const leaves = [...leavesOf(value), ...old];
      expect(request).toEqual(expect.arrayContaining(leaves));
    });
  }
});

/** A value of every type that JSON has, and of every form that a list or an object takes here. */
const values = ["a text", 1, 1.5, true, ["a text"], [1], { a: "a text" }, { a: 1 }] as const;

function isOf(type: ArgumentType, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (typeof type === "string") return typeof value === type;
  if ("oneOf" in type) return type.oneOf.includes(String(value));
  if (typeof value !== "object" || value === null) return false;
  const items = Object.values(value);
  const isList = Array.isArray(value);
  return "listOf" in type
    ? isList && items.every((item) => isOf(type.listOf, item))
    : !isList && items.every((item) => isOf(type.mapOf, item));
}

describe.each([alibaba, tencent, zenlayer])("the types of $title", (cloud) => {
  const declared: readonly (readonly [string, DeclaredArgument])[] = [
    ...Object.entries(cloud.networkInterface?.placeArguments ?? {}),
    ...own(cloud),
  ];

  it.each(declared)("leave out what the schema of %s refuses", (_, { form }) => {
    for (const value of values.filter((one) => !isOf(form.type, one))) {
      expect(form.schema.safeParse(value).success).toBe(false);
    }
    if (typeof form.type === "object" && "oneOf" in form.type) {
      for (const word of form.type.oneOf) expect(form.schema.safeParse(word).success).toBe(true);
    }
  });
});
