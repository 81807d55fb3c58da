import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { type AddedAddresses, allocateMore, readAdded } from "./addresses";
import { checkInstanceState, stateError } from "./attach";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";
import { findRepetition, readToken, remember } from "./tokens";
import { interfaceStatusWord } from "./words";

/** AssignPrivateIpAddresses: synchronous; the answer names what was added. */
export function assignPrivateIpAddresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const token = readToken(parameters);
  const wanted = readAdded(parameters);
  const entry = findInterface(context, regionId, id);
  authorize(context);
  const repeated = token === undefined ? undefined : findRepetition(context, token);
  if (repeated !== undefined) return repeated;
  checkState(context, entry);
  const added = allocateMore(context, entry, wanted);
  context.store.updateInterface("alibaba", entry.id, {
    privateIps: [
      ...entry.privateIps,
      ...added.addresses.map((address) => ({ address, primary: false as const })),
    ],
    ipv4Prefixes: [...(entry.ipv4Prefixes ?? []), ...added.prefixes],
  });
  const answer = assignedItem(entry.id, added);
  if (token !== undefined) remember(context, token, answer);
  return answer;
}

function assignedItem(id: string, { addresses, prefixes }: AddedAddresses): Record<string, unknown> {
  return {
    AssignedPrivateIpAddressesSet: {
      NetworkInterfaceId: id,
      PrivateIpSet: { PrivateIpAddress: addresses },
      Ipv4PrefixSet: { Ipv4Prefixes: prefixes },
    },
  };
}

/** For both directions: Available or InUse, and for a primary interface an instance that is Running or Stopped. */
export function checkState(context: ActionContext, entry: StoredInterface): void {
  if (entry.serviceManaged) throw refuse("InvalidOperation.EniServiceManaged");
  const settled = entry.status === "available" || entry.status === "attached";
  if (!settled || context.transitions.pending("alibaba", entry.id) !== undefined) {
    throw stateError("Available or InUse", interfaceStatusWord[entry.status]);
  }
  const holder = entry.kind === "primary" ? context.fresh.instance(entry.instanceId ?? "") : undefined;
  if (holder !== undefined) checkInstanceState(holder);
}
