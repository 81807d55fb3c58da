import type { Finders, InterfaceWrites, Receipt } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import { namedParameters } from "../../contract/wire-names";
import type { TencentClientV2 } from "./client-v2";
import { findVpcInterfacesV2, type PlaceV2 } from "./find-v2";
import { interfaceArguments } from "./interface-arguments";
import { shortMark, withMark } from "./mark-v2";

const { arguments: rows } = interfaceArguments;

type Parameters = Readonly<Record<string, string | number>>;

/**
 * The calls of the API v2 that change the interface itself. They have no tokens and no tags, so the mark is in the
 * description.
 */
export function interfaceCallsV2(
  vpc: TencentClientV2,
  place: () => PlaceV2,
  receiptOf: (answer: unknown) => Receipt,
): InterfaceWrites {
  const write = async (action: string, parameters: Parameters): Promise<Receipt> =>
    receiptOf(await vpc.call(action, { vpcId: place().vpcId, ...parameters }));
  return {
    // The answer names only the task. The mark finds the interface.
    create: async ({ declared, marker }) => ({
      ...(await write("CreateNetworkInterface", toCreate(declared, marker))),
      networkInterfaceId: undefined,
    }),
    modify: ({ networkInterfaceId, changes }) =>
      write("ModifyNetworkInterface", {
        networkInterfaceId,
        ...numbered(namedParameters(rows, ({ wireV2 }) => wireV2?.modify, changes)),
      }),
    addresses: {
      assign: ({ networkInterfaceId, addresses }) =>
        write("AssignPrivateIpAddresses", {
          networkInterfaceId,
          ...(typeof addresses === "number"
            ? { secondaryPrivateIpAddressCount: addresses }
            : toAddresses({ secondaryIpAddresses: addresses })),
        }),
      unassign: ({ networkInterfaceId, addresses }) =>
        write("UnassignPrivateIpAddresses", {
          networkInterfaceId,
          ...numbered({ privateIpAddress: addresses }),
        }),
    },
    delete: (networkInterfaceId) => write("DeleteNetworkInterface", { networkInterfaceId }),
  };
}

/** The looks of the API v2 for interfaces that may be gone or that have a mark: they list the whole VPC. */
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
  const { description } = declared;
  return {
    ...numbered(namedParameters(rows, ({ wireV2 }) => wireV2?.create, declared)),
    eniDescription: withMark(typeof description === "string" ? description : "", marker),
    ...toAddresses(declared),
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

/** Parameters in the form of the API v2: a list becomes `name.0`, `name.1`… */
function numbered(parameters: Readonly<Record<string, unknown>>): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map((item, index) => [`${name}.${index}`, String(item)])
        : [[name, typeof value === "number" ? value : String(value)]],
    ),
  );
}

/** Replaces a mark with the marker that was looked for and that begins with it. */
function withWholeMarkers(
  views: readonly InterfaceView[],
  markers: readonly string[],
): readonly InterfaceView[] {
  return views.flatMap((view) => {
    const marker = markers.find((one) => shortMark(one) === view.marker);
    return marker === undefined ? [] : [{ ...view, marker }];
  });
}
