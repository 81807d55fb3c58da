import type { z } from "zod/v3";
import type { TencentClient } from "../../provider/clouds/tencent/client";
import type { TencentClientV2 } from "../../provider/clouds/tencent/client-v2";
import { findMarkedInterfaces as findMarkedOnTencent } from "../../provider/clouds/tencent/find";
import { findInterfacesV2, findVpcInterfacesV2 } from "../../provider/clouds/tencent/find-v2";
import type { ZenlayerClient } from "../../provider/clouds/zenlayer/client";
import { findInterfaces as findOnZenlayer } from "../../provider/clouds/zenlayer/find";
import { everyPage } from "../../provider/core/pages";

/** Far more than any answer here takes: a loop without an end fails, instead of holding the suite. */
const mostCalls = 20;

/** A gateway that answers every page with the same things, and says that there are many more. */
function stubborn(answer: (parameters: Readonly<Record<string, unknown>>) => object) {
  let calls = 0;
  const read = async (_action: string, asked: Readonly<Record<string, unknown>>, shape: z.ZodTypeAny) => {
    calls += 1;
    if (calls > mostCalls) throw new Error("asked again and again");
    return shape.parse(answer(asked));
  };
  return { read, count: () => calls };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `eni-${index}`);

describe("an answer in pages", () => {
  const listed = (pages: Readonly<Record<string, { items: readonly string[]; next: string | undefined }>>) =>
    everyPage(
      async (page) => pages[page ?? "first"] ?? { items: [], next: undefined },
      (item) => item,
    );

  it("is read to its last page, an empty one among them", async () => {
    const pages = {
      first: { items: ["a"], next: "2" },
      2: { items: [], next: "3" },
      3: { items: ["b"], next: undefined },
    };
    expect(await listed(pages)).toEqual(["a", "b"]);
  });

  it("ends where a token comes back, and has each item once", async () => {
    const pages = { first: { items: ["a"], next: "2" }, 2: { items: ["a", "b"], next: "2" } };
    expect(await listed(pages)).toEqual(["a", "b"]);
  });
});

describe("a gateway that answers every page alike", () => {
  it("does not hold a search of Tencent's API v3", async () => {
    const gateway = stubborn(() => ({
      NetworkInterfaceSet: ids(100).map((id) => ({ NetworkInterfaceId: id, State: "AVAILABLE" })),
    }));
    const found = await findMarkedOnTencent(gateway as unknown as TencentClient, "ap-guangzhou", ["m"]);
    expect(found).toHaveLength(100);
    expect(gateway.count()).toBe(2);
  });

  const place = { regionId: "ap-guangzhou", vpcId: "vpc-1" };
  const gatewayV2 = (total: number) =>
    stubborn(({ networkInterfaceId }) => {
      const shown = networkInterfaceId === undefined ? ids(50) : [networkInterfaceId];
      return { data: { totalNum: total, data: shown.map((id) => ({ networkInterfaceId: id })) } };
    });

  it("does not hold a list of a VPC over Tencent's API v2", async () => {
    const gateway = gatewayV2(1_000_000);
    const found = await findVpcInterfacesV2(gateway as unknown as TencentClientV2, place);
    expect(found).toHaveLength(50);
    expect(gateway.count()).toBe(2);
  });

  it("does not hide an interface from Tencent's API v2: an id that is on no page is asked for separately", async () => {
    const gateway = gatewayV2(120);
    const wanted = ["eni-1", "eni-70", "eni-71", "eni-72"];
    const found = await findInterfacesV2(gateway as unknown as TencentClientV2, place, wanted);
    expect(found.map(({ id }) => id).sort()).toEqual(wanted);
    expect(gateway.count()).toBe(5);
  });

  it("does not hold a look on Zenlayer", async () => {
    const gateway = stubborn(() => ({
      totalCount: 1_000_000,
      dataSet: ids(3).map((nicId) => ({ nicId, status: "AVAILABLE" })),
    }));
    expect(await findOnZenlayer(gateway as unknown as ZenlayerClient, ids(3))).toHaveLength(3);
    expect(gateway.count()).toBe(2);
  });
});
