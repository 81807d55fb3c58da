import { macAddress } from "../mac-address";
import type { StoredInterface, StoredSecurityGroup, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { allocate, readAddresses } from "./addresses";
import { refuse } from "./codes";
import { interfaceItem } from "./interface-item";
import { authorize, invalid, operationRegion, Parameters } from "./parameters";
import { alibabaId } from "./scenario";
import {
  checkGroups,
  findGroups,
  readDescription,
  readExtra,
  readGroups,
  readName,
  readTags,
} from "./settings";
import { findRepetition, readToken, remember } from "./tokens";

/**
 * The default quota of interfaces besides primary ones in a region, as the console shows it; an account's `interfaces` quota
 * replaces it.
 */
const INTERFACES_PER_ACCOUNT = 50_000;

/** CreateNetworkInterface: synchronous; the interface is Available when the answer comes. */
export function createNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const token = readToken(parameters);
  const settings = readSettings(parameters);
  const vSwitchId = parameters.required("VSwitchId");
  const groupIds = readGroups(parameters);
  const addresses = readAddresses(parameters);
  const subnet = findSubnet(context, regionId, vSwitchId);
  const repeated = token === undefined ? undefined : findRepetition(context, token);
  if (repeated !== undefined) return repeated;
  const groups = findGroups(context, regionId, groupIds);
  const resourceGroupId = readResourceGroup(context, parameters);
  authorize(context);
  checkGroups(groups, subnet.vpcId);
  checkState(context, subnet, groups);
  const { action, params } = context.call;
  // The page says: an empty NetworkInterfaceId means that nothing was created; call again.
  if (context.transitions.failsAtOnce("create", "alibaba", action, JSON.stringify(params))) {
    return { NetworkInterfaceId: "" };
  }
  const id = alibabaId("eni", "made", context.store.nextSerial());
  const entry: StoredInterface = {
    cloud: "alibaba",
    accountId: context.caller.account.id,
    id,
    ...settings,
    regionId,
    zoneId: subnet.zoneId,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    status: "available",
    instanceId: null,
    deviceIndex: null,
    networkCardIndex: null,
    macAddress: macAddress(context.store.nextSerial()),
    ...allocate(context, addresses, subnet),
    securityGroupIds: groupIds,
    serviceManaged: false,
    resourceGroupId,
    createdAt: context.clock.now(),
    attachedAt: null,
  };
  const answer = createdItem(context.store.putInterface(entry));
  if (token !== undefined) remember(context, token, answer);
  return answer;
}

function createdItem(entry: StoredInterface): Record<string, unknown> {
  const {
    InstanceId: _none,
    Attachment: _free,
    CreationTime: _later,
    QueueNumber: _described,
    ...item
  } = interfaceItem(entry);
  return item;
}

type Settings = Pick<
  StoredInterface,
  "name" | "description" | "kind" | "tags" | "highPerformance" | "deleteOnRelease" | "extra"
>;

function readSettings(parameters: Parameters): Settings {
  const type = parameters.optional("InstanceType") ?? "Secondary";
  if (type !== "Secondary" && type !== "Trunk") throw invalid("InstanceType");
  const mode = parameters.optional("NetworkInterfaceTrafficMode") ?? "Standard";
  if (mode !== "Standard" && mode !== "HighPerformance") throw invalid("NetworkInterfaceTrafficMode");
  return {
    name: readName(parameters) ?? "",
    description: readDescription(parameters, 256) ?? "",
    kind: type === "Trunk" ? "trunk" : "secondary",
    tags: readTags(parameters),
    highPerformance: mode === "HighPerformance",
    deleteOnRelease: parameters.boolean("DeleteOnRelease") ?? true,
    extra: readExtra(parameters),
  };
}

function findSubnet(context: ActionContext, regionId: string, id: string): StoredSubnet {
  const subnet = context.store.subnet("alibaba", id);
  const mine = subnet?.accountId === context.caller.account.id && subnet.regionId === regionId;
  if (subnet === undefined || !mine) throw refuse("InvalidVSwitchId.NotFound");
  return subnet;
}

/** How many interfaces besides primary ones the account can have in a region. */
export function interfaceQuota({ store, caller }: ActionContext): number {
  return store.quota("alibaba", caller.account.id, "interfaces", INTERFACES_PER_ACCOUNT);
}

function readResourceGroup(context: ActionContext, parameters: Parameters): string {
  const id = parameters.optional("ResourceGroupId");
  if (id === undefined) return "";
  const known = context.caller.account.resourceGroupIds ?? [];
  if (!known.includes(id)) throw refuse("InvalidResourceGroup.NotFound");
  return id;
}

function checkState(
  context: ActionContext,
  subnet: StoredSubnet,
  groups: readonly StoredSecurityGroup[],
): void {
  if (subnet.status !== "available") throw refuse("IncorrectVSwitchStatus");
  const { store } = context;
  const mine = context.fresh
    .interfaces()
    .filter((entry) => entry.kind !== "primary" && entry.regionId === subnet.regionId);
  if (mine.length >= interfaceQuota(context)) throw refuse("MaxEniCountExceeded");
  for (const { id, capacity } of groups) {
    if (store.memberCount("alibaba", id) >= capacity) throw refuse("InvalidOperation.EniCountExceeded");
  }
}
