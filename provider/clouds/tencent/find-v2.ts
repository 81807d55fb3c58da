import { z } from "zod/v3";
import type { InterfaceView } from "../../contract/observation";
import { everyPage, type Page } from "../../core/pages";
import { noneIfUnknown } from "../../core/unknown-id";
import { wholeNumber } from "../../core/whole-number";
import type { TencentClientV2 } from "./client-v2";
import { unknownIdCodes } from "./codes";
import { createdAt, publicAddress } from "./find";
import { maxPageV2 } from "./limits";
import { splitMark } from "./mark-v2";

const text = z.string().nullish();
const flag = z.boolean().nullish();

const holderShape = z.object({ instanceId: text, attachTime: text });

// The tables of the documentation write some of these names with a capital letter, its examples do not.
const interfaceShape = z.object({
  networkInterfaceId: z.string(),
  eniName: text,
  primary: flag,
  macAddress: text,
  privateIpAddressesSet: z
    .array(
      z.object({
        privateIpAddress: z.string(),
        primary: flag,
        Primary: flag,
        wanIp: text,
        eipId: text,
        EipId: text,
      }),
    )
    .nullish(),
  // One edition has an object with empty texts, another has a list.
  instanceSet: z.union([holderShape, z.array(holderShape)]).nullish(),
  zoneId: z.union([z.number(), z.string()]).nullish(),
  vpcId: text,
  subnetId: text,
  eniDescription: text,
  createTime: text,
  groupSet: z.array(z.object({ sgId: text })).nullish(),
});

const count = wholeNumber.nullish();

/** One edition of the documentation has the list under `data.data`, another under `data`. */
const pageShape = z.union([
  z
    .object({ data: z.object({ totalNum: count, data: z.array(interfaceShape) }) })
    .transform(({ data }) => ({ items: data.data, total: data.totalNum })),
  z
    .object({ totalCount: count, data: z.array(interfaceShape) })
    .transform(({ totalCount, data }) => ({ items: data, total: totalCount })),
]);

/** The place in which the API v2 looks for interfaces. */
export interface PlaceV2 {
  readonly regionId: string;
  readonly vpcId: string;
}

/**
 * Interfaces by id; unknown ids are missing from the result. The API v2 can ask for one id or for a whole VPC. Several
 * ids are searched in the pages of the VPC, if that takes fewer calls than one call for each id.
 */
export async function findInterfacesV2(
  client: TencentClientV2,
  place: PlaceV2,
  ids: readonly string[],
): Promise<readonly InterfaceView[]> {
  const [only, ...others] = ids;
  if (only === undefined) return [];
  if (others.length === 0) return findOne(client, place, only);
  const wanted = new Set(ids);
  const found = new Map<string, InterfaceView>();
  const shown = new Set<string>();
  let offset = 0;
  for (;;) {
    const page = await describe(client, place, { offset, limit: maxPageV2 });
    const isRepeated = page.views.length > 0 && page.views.every((view) => shown.has(view.id));
    for (const view of page.views) shown.add(view.id);
    for (const view of page.views) if (wanted.has(view.id)) found.set(view.id, view);
    offset += page.views.length;
    const missing = ids.filter((id) => !found.has(id));
    const pagesLeft = Math.ceil((page.total - offset) / maxPageV2);
    if (missing.length === 0 || pagesLeft <= 0 || page.views.length === 0) return [...found.values()];
    // A gateway that ignores the offset sends the same page again.
    if (isRepeated || missing.length < pagesLeft) {
      const rest = await Promise.all(missing.map((id) => findOne(client, place, id)));
      return [...found.values(), ...rest.flat()];
    }
  }
}

function findOne(
  client: TencentClientV2,
  place: PlaceV2,
  networkInterfaceId: string,
): Promise<readonly InterfaceView[]> {
  return noneIfUnknown([networkInterfaceId], unknownIdCodes.interfaces, async () => {
    const { views } = await describe(client, place, { networkInterfaceId });
    return views.filter((view) => view.id === networkInterfaceId);
  });
}

/** All interfaces of the VPC. */
export function findVpcInterfacesV2(
  client: TencentClientV2,
  place: PlaceV2,
): Promise<readonly InterfaceView[]> {
  return everyPage(
    (page) => listInterfacesV2(client, place, page),
    ({ id }) => id,
  );
}

/** A page of all interfaces of the VPC. */
export async function listInterfacesV2(
  client: TencentClientV2,
  place: PlaceV2,
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  const offset = Number(page ?? 0);
  const { views, total } = await describe(client, place, { offset, limit: maxPageV2 });
  const end = offset + views.length;
  return { items: views, next: views.length === 0 || end >= total ? undefined : String(end) };
}

async function describe(
  client: TencentClientV2,
  place: PlaceV2,
  parameters: Readonly<Record<string, string | number>>,
): Promise<{ readonly views: readonly InterfaceView[]; readonly total: number }> {
  const asked = { vpcId: place.vpcId, ...parameters };
  const page = await client.read("DescribeNetworkInterfaces", asked, pageShape);
  return {
    views: page.items.map((item) => toInterfaceView(item, place)),
    total: page.total ?? page.items.length,
  };
}

function toInterfaceView(item: z.infer<typeof interfaceShape>, place: PlaceV2): InterfaceView {
  const attachment = Array.isArray(item.instanceSet) ? item.instanceSet[0] : item.instanceSet;
  const holder = attachment?.instanceId || undefined;
  const { text: description, mark } = splitMark(item.eniDescription ?? "");
  return {
    id: item.networkInterfaceId,
    name: item.eniName || undefined,
    kind: item.primary ? "primary" : "secondary",
    // This describe has no state. Only the task of a call says whether a transition is in progress.
    status: holder === undefined ? "available" : "attached",
    cloudStatus: holder === undefined ? "unbound" : "bound",
    holder,
    macAddress: item.macAddress ?? undefined,
    addresses: (item.privateIpAddressesSet ?? []).map((address) => ({
      address: address.privateIpAddress,
      primary: address.primary ?? address.Primary ?? false,
      publicAddress: publicAddress(address.wanIp, address.eipId ?? address.EipId),
    })),
    ipv6Addresses: [],
    zoneId: zoneName(item.zoneId, place.regionId),
    vpcId: item.vpcId || place.vpcId,
    subnetId: item.subnetId || undefined,
    regionId: place.regionId,
    managedByService: false,
    coldPlugOnly: false,
    attachedAt: (holder && attachment?.attachTime) || undefined,
    description,
    marker: mark,
    securityGroupIds: item.groupSet?.flatMap(({ sgId }) => sgId ?? []),
    createdAtMs: createdAt(item.createTime),
  };
}

/** The API v2 numbers the zones: 100002 is "ap-guangzhou-2". The last four digits are the zone's number. */
export function zoneName(zoneId: number | string | null | undefined, regionId: string): string | undefined {
  const number = Number(zoneId) % 10_000;
  return Number(zoneId) >= 100_000 && number > 0 ? `${regionId}-${number}` : undefined;
}
