import type { Finders, InterfaceWrites, Receipt } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import type { TencentClientV2 } from "./client-v2";
import { findVpcInterfacesV2, type PlaceV2 } from "./find-v2";
import { shortMark, withMark } from "./mark-v2";

type Parameters = Readonly<Record<string, string | number>>;

/** The calls of the API v2 on the interface itself. It has no tokens and no tags: the mark is in the description. */
export function interfaceCallsV2(
  vpc: TencentClientV2,
  place: () => PlaceV2,
  receiptOf: (answer: unknown) => Receipt,
): InterfaceWrites {
  const write = async (action: string, parameters: Parameters): Promise<Receipt> =>
    receiptOf(await vpc.call(action, { vpcId: place().vpcId, ...parameters }));
  return {
    // The answer names the task alone: the interface is found by its mark.
    create: async ({ declared, marker }) => ({
      ...(await write("CreateNetworkInterface", toCreate(declared, marker))),
      networkInterfaceId: undefined,
    }),
    modify: async ({ networkInterfaceId, changes }) => {
      const given = Object.entries({ eniName: changes.name, eniDescription: changes.description });
      const texts = given.filter((entry): entry is [string, string] => typeof entry[1] === "string");
      return write("ModifyNetworkInterface", { networkInterfaceId, ...Object.fromEntries(texts) });
    },
    delete: (networkInterfaceId) => write("DeleteNetworkInterface", { networkInterfaceId }),
  };
}

/** The looks of the API v2 for interfaces that may be gone, or that carry a mark: by all of the VPC. */
export function interfaceFindersV2(
  vpc: TencentClientV2,
  place: () => PlaceV2,
): Pick<Finders, "maybeGone" | "byMarker"> {
  return {
    maybeGone: async (ids) => {
      const all = await findVpcInterfacesV2(vpc, place());
      return all.filter(({ id }) => ids.includes(id));
    },
    byMarker: async (markers) => withWholeMarkers(await findVpcInterfacesV2(vpc, place()), markers),
  };
}

function toCreate(declared: Readonly<Record<string, unknown>>, marker: string): Parameters {
  const { subnetId, name, description, securityGroupIds, secondaryIpAddressCount } = declared;
  return {
    subnetId: String(subnetId),
    eniName: String(name),
    eniDescription: withMark(typeof description === "string" ? description : "", marker),
    ...numbered("sgIds", Array.isArray(securityGroupIds) ? securityGroupIds : []),
    ...toAddresses(declared),
    ...(secondaryIpAddressCount === undefined
      ? {}
      : { secondaryPrivateIpAddressCount: Number(secondaryIpAddressCount) }),
  };
}

function toAddresses({
  primaryIpAddress,
  secondaryIpAddresses,
}: Readonly<Record<string, unknown>>): Parameters {
  const secondary = Array.isArray(secondaryIpAddresses) ? secondaryIpAddresses : [];
  const all = [...(primaryIpAddress ? [primaryIpAddress] : []), ...secondary];
  return Object.fromEntries(
    all.flatMap((address, index) => [
      [`privateIpAddressSet.${index}.privateIpAddress`, String(address)],
      [`privateIpAddressSet.${index}.primary`, String(address === primaryIpAddress)],
    ]),
  );
}

function numbered(name: string, values: readonly unknown[]): Parameters {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index}`, String(value)]));
}

/** The mark is the beginning of the marker that is looked for. */
function withWholeMarkers(
  views: readonly InterfaceView[],
  markers: readonly string[],
): readonly InterfaceView[] {
  return views.flatMap((view) => {
    const marker = markers.find((one) => shortMark(one) === view.marker);
    return marker === undefined ? [] : [{ ...view, marker }];
  });
}
