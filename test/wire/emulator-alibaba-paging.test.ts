import * as ecs from "@alicloud/ecs20140526";
import { createEmulator, type Emulator } from "../../emulator";
import { ecsClient } from "./emulator-alibaba-caller";

const regionId = "cn-hangzhou";

/** The request for the first page has no token; the answer with the last page has none. */
async function byToken<T>(
  page: (nextToken?: string) => Promise<{ items: readonly T[]; nextToken: string | undefined }>,
): Promise<T[][]> {
  const pages: T[][] = [];
  let token: string | undefined;
  do {
    const { items, nextToken } = await page(token);
    pages.push([...items]);
    token = nextToken || undefined;
  } while (token !== undefined);
  return pages;
}

describe.each([
  ["v3", undefined],
  ["v1", "v2"],
])("paging through @alicloud/ecs20140526 with signature %s", (api, signatureAlgorithm) => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await createEmulator();
  });
  afterAll(() => emulator.close());

  const isMine = ({ accountId }: { accountId: string }) =>
    accountId === emulator.credentials.alibaba.accountId;
  const idsOf = (kind: "interfaces" | "instances") =>
    emulator.store[kind]("alibaba")
      .filter(isMine)
      .map(({ id }) => id);

  const describeInterfaces = async (page: Partial<ecs.DescribeNetworkInterfacesRequest>) => {
    const request = new ecs.DescribeNetworkInterfacesRequest({ regionId, ...page });
    const { body } = await ecsClient(emulator, signatureAlgorithm).describeNetworkInterfaces(request);
    const items = body?.networkInterfaceSets?.networkInterfaceSet ?? [];
    return { ...body, nextToken: body?.nextToken, items: items.map((item) => item.networkInterfaceId) };
  };
  const describeInstances = async (page: Partial<ecs.DescribeInstancesRequest>) => {
    const request = new ecs.DescribeInstancesRequest({ regionId, ...page });
    const { body } = await ecsClient(emulator, signatureAlgorithm).describeInstances(request);
    const items = body?.instances?.instance ?? [];
    return { ...body, nextToken: body?.nextToken, items: items.map((item) => item.instanceId) };
  };
  const withToken = (nextToken: string | undefined) => (nextToken === undefined ? {} : { nextToken });

  it("gives every interface once by NextToken", async () => {
    const pages = await byToken((token) => describeInterfaces({ maxResults: 10, ...withToken(token) }));
    expect(pages.flat()).toEqual(idsOf("interfaces"));
    expect(pages.slice(0, -1).map((page) => page.length)).toEqual(pages.slice(0, -1).map(() => 10));
    expect(pages.length).toBeGreaterThan(2);
    expect(new Set(emulator.journal.entries().map((entry) => entry.api))).toEqual(new Set([api]));
  });

  it("gives a page of interfaces by its number, with the count of all, and an empty page after the last", async () => {
    const all = idsOf("interfaces");
    const second = await describeInterfaces({ pageNumber: 2, pageSize: 7 });
    expect(second).toMatchObject({ pageNumber: 2, pageSize: 7, totalCount: all.length });
    expect(second.items).toEqual(all.slice(7, 14));
    const behind = await describeInterfaces({ pageNumber: 99, pageSize: 7 });
    expect(behind).toMatchObject({ items: [], totalCount: all.length });
  });

  it("gives every instance once by NextToken, and by number", async () => {
    const all = idsOf("instances");
    const pages = await byToken((token) => describeInstances({ maxResults: 3, ...withToken(token) }));
    expect(pages.flat()).toEqual(all);
    expect(pages.length).toBeGreaterThan(2);
    const second = await describeInstances({ pageNumber: 2, pageSize: 3 });
    expect(second).toMatchObject({ items: all.slice(3, 6), totalCount: all.length });
  });

  it("refuses a token that it did not give out, and a page longer than the longest", async () => {
    await expect(describeInterfaces({ maxResults: 10, nextToken: "bm90aGluZw" })).rejects.toMatchObject({
      code: "InvalidParameter",
    });
    const nextToken = Buffer.from("emulated-page--5").toString("base64url");
    await expect(describeInterfaces({ maxResults: 10, nextToken })).rejects.toMatchObject({
      code: "InvalidParameter",
    });
    await expect(describeInterfaces({ pageNumber: 1, pageSize: 501 })).rejects.toMatchObject({
      code: "InvalidOperation.InvalidEniPageNumber",
    });
  });
});
