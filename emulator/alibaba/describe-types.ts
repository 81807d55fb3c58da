import type { StoredInstanceType } from "../model";
import type { ActionContext } from "../wire";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";

/** Older pages say 100, newer ones 1600. */
const PAGE_RULES = { minResults: 1, maxResults: 1600, standardResults: 1600, maxPageSize: 1600 };
const NAME_LIMIT = 10;
/** The queues of an interface whose number was never set: here the same for all types, also for primary interfaces. */
export const standardQueues = 2;

/** DescribeInstanceTypes: needs no region. */
export function describeInstanceTypes(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const names = parameters.list("InstanceTypes", NAME_LIMIT);
  const family = parameters.optional("InstanceTypeFamily");
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const found = context.store
    .instanceTypes("alibaba")
    .filter((type) => names.length === 0 || names.includes(type.id))
    .filter((type) => family === undefined || type.family === family);
  const { items, fields } = paginate(found);
  return { InstanceTypes: { InstanceType: items.map(typeItem) }, NextToken: fields.NextToken };
}

function typeItem(type: StoredInstanceType): Record<string, unknown> {
  return {
    InstanceTypeId: type.id,
    InstanceTypeFamily: type.family,
    CpuCoreCount: type.cpu,
    MemorySize: type.memoryGib,
    EniQuantity: type.eniQuantity,
    EniTotalQuantity: type.eniTotalQuantity,
    EniTrunkSupported: type.trunkSupported,
    EniPrivateIpAddressQuantity: type.ipv4PerInterface,
    EniIpv6AddressQuantity: type.ipv6PerInterface,
    ...networkCards(type),
    PrimaryEniQueueNumber: standardQueues,
    SecondaryEniQueueNumber: standardQueues,
  };
}

/** Empty when the type has only one network card, so that there is nothing to choose. */
function networkCards({ networkCards: count }: StoredInstanceType): Record<string, unknown> {
  if (count <= 1) return {};
  const cards = Array.from({ length: count }, (_, index) => ({ NetworkCardIndex: index }));
  return { NetworkCardQuantity: count, NetworkCards: { NetworkCardInfo: cards } };
}
