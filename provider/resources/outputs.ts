import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import type { Session } from "../session/session";

/** What the cloud shows about an attachment, as outputs of the resource. Plain JSON without undefined. */
export function observedOutputs(view: InterfaceView | undefined): Properties {
  if (!view) return {};
  const primary = view.addresses.find((address) => address.primary) ?? view.addresses[0];
  return withoutUndefined({
    status: view.status,
    attachedTo: view.holder ?? "",
    deviceIndex: view.deviceIndex,
    networkCardIndex: view.networkCardIndex,
    attachedThrough: view.trunkInterfaceId,
    interfaceKind: view.kind,
    macAddress: view.macAddress,
    privateIpAddress: primary?.address,
    privateIpAddresses: view.addresses.map((address) => address.address),
    publicIpAddresses: unlessEmpty([
      ...view.addresses.flatMap((address) => address.publicAddress?.address ?? []),
      ...(view.publicAddresses ?? []),
    ]),
    ipv6Addresses: unlessEmpty(view.ipv6Addresses),
    zoneId: view.zoneId,
    vpcId: view.vpcId,
    subnetId: view.subnetId,
    attachedAt: view.attachedAt,
  });
}

/** What the cloud shows about an interface, besides its arguments. */
export function interfaceOutputs(view: InterfaceView): Properties {
  const { status, attachedTo, interfaceKind, macAddress, zoneId, vpcId, subnetId, ...addresses } =
    observedOutputs(view);
  const { privateIpAddress, privateIpAddresses, publicIpAddresses, ipv6Addresses } = addresses;
  return withoutUndefined({
    status,
    attachedTo,
    interfaceKind,
    macAddress,
    zoneId,
    vpcId,
    subnetId,
    privateIpAddress,
    privateIpAddresses,
    secondaryPrivateIpAddresses: unlessEmpty(
      view.addresses.flatMap(({ address }) => (address === privateIpAddress ? [] : [address])),
    ),
    publicIpAddresses,
    ipv6Addresses,
    securityGroupIds: view.securityGroupIds,
    tags: view.tags,
  });
}

/** Leaves out what most interfaces do not have, to keep the state small. */
export function unlessEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** The endpoint and the account of the calls. */
export function placeOutputs(session: Session, accountId: string | undefined): Properties {
  return withoutUndefined({
    accountId,
    endpoint: session.connection.identity.endpointIsDefault
      ? undefined
      : session.connection.identity.endpoint,
  });
}

/** The engine refuses an `undefined` in outputs, and only after the cloud has acted. */
export function withoutUndefined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
