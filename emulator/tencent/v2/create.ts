import type { PrivateIp, StoredSubnet } from "../../model";
import type { ActionContext } from "../../wire";
import { AddressRefused, allocateAddresses, problemOf, type WantedAddress } from "../addresses";
import { addressQuota, findSubnet, isVpcFull, putInterface } from "../create";
import { refuse } from "./codes";
import { authorize, Parameters, readVpc, regionOf } from "./parameters";
import { refuseAddress } from "./refusals";
import { nextTaskNumber } from "./task-number";

const TEXT_LENGTH = 60;

/** CreateNetworkInterface: answers only the task; clients find the interface by its name. */
export function createNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = regionOf(context);
  const subnetId = parameters.required("subnetId");
  const name = readName(parameters.required("eniName"));
  const description = readDescription(parameters) ?? "";
  const wanted = readAddresses(parameters);
  const vpcId = readVpc(context, parameters);
  const subnet = findSubnet(context, regionId, subnetId);
  if (subnet === undefined || subnet.vpcId !== vpcId) throw refuse("InvalidSubnet.NotFound");
  const securityGroupIds = readGroups(context, parameters);
  authorize(context);
  if (isVpcFull(context, vpcId)) throw refuse("NetworkInterfaceLimitExceeded");
  const privateIps = allocate(context, wanted, subnet);
  const taskId = nextTaskNumber(context);
  const made = {
    name,
    description,
    kind: "secondary" as const,
    tags: {},
    securityGroupIds,
    subnet,
    privateIps,
  };
  putInterface(context, made, String(taskId));
  return { taskId };
}

export function readName(name: string): string {
  if ([...name].length > TEXT_LENGTH) throw refuse("InvalidNetworkInterfaceName");
  return name;
}

export function readDescription(parameters: Parameters): string | undefined {
  const text = parameters.optional("eniDescription");
  if (text !== undefined && [...text].length > TEXT_LENGTH)
    throw refuse("4000", "eniDescription is too long");
  return text;
}

function readGroups(context: ActionContext, parameters: Parameters): string[] {
  const ids = [...new Set(parameters.list("sgIds").map(({ value }) => value))];
  for (const id of ids) {
    const group = context.store.securityGroup("tencent", id);
    if (group?.accountId !== context.caller.account.id || group.regionId !== context.call.regionId) {
      throw refuse("5000", `the security group ${id} does not exist`);
    }
  }
  return ids;
}

export interface Wanted {
  readonly addresses: readonly WantedAddress[];
  /** How many more addresses, besides the listed ones. */
  readonly more: number;
}

/** The listed addresses and how many more, of a create and of an assign. */
export function readAddresses(parameters: Parameters): Wanted {
  const primaries = parameters
    .list("privateIpAddressSet", "primary")
    .filter(({ value }) => /^(true|1)$/i.test(value));
  const addresses = parameters
    .list("privateIpAddressSet", "privateIpAddress")
    .map(({ index, value }) => ({ address: value, primary: primaries.some((one) => one.index === index) }));
  const more = parameters.integer("secondaryPrivateIpAddressCount", 0, 1000) ?? 0;
  const problem = problemOf(addresses);
  if (problem !== undefined) throw refuseAddress(problem);
  return { addresses, more };
}

function allocate(context: ActionContext, { addresses, more }: Wanted, subnet: StoredSubnet): PrivateIp[] {
  const total = addresses.length + more + (addresses.some(({ primary }) => primary) ? 0 : 1);
  if (total > addressQuota(context)) throw refuse("5100", "too many private addresses");
  try {
    return allocateAddresses(context, subnet, addresses, more);
  } catch (error) {
    if (error instanceof AddressRefused) throw refuseAddress(error.problem);
    throw error;
  }
}
