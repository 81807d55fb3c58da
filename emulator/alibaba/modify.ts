import type { StoredInterface } from "../model";
import type { InterfacePatch } from "../store";
import type { ActionContext } from "../wire";
import { stateError } from "./attach";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";
import { checkGroups, findGroups, readDescription, readExtra, readGroupList, readName } from "./settings";
import { interfaceStatusWord } from "./words";

const DESCRIPTION_LENGTH = 255;

/** ModifyNetworkInterfaceAttribute: synchronous; a list of groups replaces the whole set. */
export function modifyNetworkInterfaceAttribute(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const name = readName(parameters);
  const description = readDescription(parameters, DESCRIPTION_LENGTH);
  const deleteOnRelease = parameters.boolean("DeleteOnRelease");
  const groupIds = readGroupList(parameters, "SecurityGroupId");
  const extra = readExtra(parameters);
  const entry = findInterface(context, regionId, id);
  const groups = findGroups(context, regionId, groupIds);
  authorize(context);
  checkGroups(groups, entry.vpcId);
  if (entry.serviceManaged) throw refuse("InvalidOperation.EniServiceManaged");
  if (groups.length > 0 && entry.kind === "primary") throw refuse("InvalidOperation.InvalidEniType");
  if (entry.status === "deleting") throw stateError("Available", interfaceStatusWord[entry.status]);
  if (extra.queueNumber !== undefined) checkQueues(context, entry);
  checkCapacity(context, entry.securityGroupIds, groupIds);
  const patch: InterfacePatch = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(deleteOnRelease === undefined ? {} : { deleteOnRelease }),
    ...(groups.length === 0 ? {} : { securityGroupIds: groupIds }),
    extra: { ...entry.extra, ...extra },
  };
  context.store.updateInterface("alibaba", entry.id, patch);
  return {};
}

/** The interface must be secondary, and free or on a stopped instance. */
function checkQueues(context: ActionContext, entry: StoredInterface): void {
  if (entry.kind === "primary") throw refuse("InvalidOperation.InvalidEniType");
  if (entry.instanceId === null) return;
  const holder = context.store.instance("alibaba", entry.instanceId);
  if (holder?.status !== "stopped") throw refuse("InvalidOperation.InvalidEcsState");
}

function checkCapacity(context: ActionContext, before: readonly string[], after: readonly string[]): void {
  for (const id of after.filter((group) => !before.includes(group))) {
    const capacity = context.store.securityGroup("alibaba", id)?.capacity ?? Number.POSITIVE_INFINITY;
    if (context.store.memberCount("alibaba", id) >= capacity) {
      throw refuse("SecurityGroupInstanceLimitExceed");
    }
  }
}
