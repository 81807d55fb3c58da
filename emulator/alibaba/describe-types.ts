import type { StoredInstanceType } from "../model";
import type { ActionContext } from "../wire";
import { readPaging } from "./paging";
import { authorize, invalid, Parameters } from "./parameters";

/** Older pages say 100, newer ones 1600. */
const PAGE_RULES = { minResults: 1, maxResults: 1600, standardResults: 1600, maxPageSize: 1600 };
const NAME_LIMIT = 10;
/** The queues of an interface whose number was never set: here the same for all types, also for primary interfaces. */
export const standardQueues = 2;

/** DescribeInstanceTypes: needs no region. */
export function describeInstanceTypes(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["InstanceTypes", ...FAMILIES, "CpuArchitecture", ...Object.keys(BOUNDS), ...PAGE]);
  const names = parameters.list("InstanceTypes", NAME_LIMIT);
  const filters = readFilters(parameters);
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const found = context.store
    .instanceTypes("alibaba")
    .filter((type) => names.length === 0 || names.includes(type.id))
    .filter((type) => filters.every((matches) => matches(type)));
  const { items, fields } = paginate(found);
  return { InstanceTypes: { InstanceType: items.map(typeItem) }, NextToken: fields.NextToken };
}

const FAMILIES = ["InstanceTypeFamily", "InstanceTypeFamilies"];
/** `AdditionalAttributes` asks for fields that the answer has anyway, or that the emulator does not model. */
const PAGE = ["MaxResults", "NextToken", "AdditionalAttributes"];

type Figure = (type: StoredInstanceType) => number;
const cpu: Figure = (type) => type.cpu;
const memory: Figure = (type) => type.memoryGib;

/** The filters by a figure: at least 1, or at most -1, of the wanted number. */
const BOUNDS: Readonly<Record<string, readonly [sign: 1 | -1, figure: Figure]>> = {
  MinimumCpuCoreCount: [1, cpu],
  MaximumCpuCoreCount: [-1, cpu],
  MinimumMemorySize: [1, memory],
  MaximumMemorySize: [-1, memory],
  MinimumEniQuantity: [1, (type) => type.eniQuantity],
  MinimumEniPrivateIpAddressQuantity: [1, (type) => type.ipv4PerInterface],
  MinimumEniIpv6AddressQuantity: [1, (type) => type.ipv6PerInterface],
  MinimumPrimaryEniQueueNumber: [1, () => standardQueues],
  MinimumSecondaryEniQueueNumber: [1, () => standardQueues],
  MinimumGPUAmount: [1, () => 0],
  MaximumGPUAmount: [-1, () => 0],
  MinimumLocalStorageAmount: [1, () => 0],
  MinimumEriQuantity: [1, () => 0],
};

function readFilters(parameters: Parameters): ((type: StoredInstanceType) => boolean)[] {
  const single = parameters.optional("InstanceTypeFamily");
  const families = single === undefined ? parameters.list("InstanceTypeFamilies", NAME_LIMIT) : [single];
  const architecture = parameters.optional("CpuArchitecture") ?? ARCHITECTURE;
  const bounds = Object.entries(BOUNDS).flatMap(([name, [sign, figure]]) => {
    const text = parameters.optional(name);
    if (text === undefined) return [];
    if (!/^\d+(\.\d+)?$/.test(text)) throw invalid(name);
    return (type: StoredInstanceType) => sign * figure(type) >= sign * Number(text);
  });
  return [
    (type) => families.length === 0 || families.includes(type.family),
    () => architecture === ARCHITECTURE,
    ...bounds,
  ];
}

const ARCHITECTURE = "X86";

/** What is the same for all types: general ones, without GPUs, local disks and burst credits. */
const STANDARD = {
  CpuArchitecture: ARCHITECTURE,
  CpuSpeedFrequency: 2.7,
  CpuTurboFrequency: 3.5,
  PhysicalProcessorModel: "Intel Xeon(Ice Lake) Platinum 8369B",
  InstanceCategory: "General-purpose",
  InstanceFamilyLevel: "EnterpriseLevel",
  DiskQuantity: 17,
  GPUAmount: 0,
  GPUMemorySize: 0,
  GPUSpec: "",
  InitialCredit: 0,
  BaselineCredit: 0,
  LocalStorageAmount: 0,
  LocalStorageCategory: "",
  NvmeSupport: "unsupported",
  SupportedBootModes: { SupportedBootMode: ["BIOS"] },
  InstanceBandwidthRx: 2_048_000,
  InstanceBandwidthTx: 2_048_000,
  InstancePpsRx: 900_000,
  InstancePpsTx: 900_000,
  JumboFrameSupport: false,
  NetworkEncryptionSupport: false,
  EriQuantity: 0,
  QueuePairNumber: 0,
};

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
    ...STANDARD,
    ...networkCards(type),
    CpuOptions: { ThreadsPerCore: type.cpu > 1 ? 2 : 1, HyperThreadingAdjustable: false },
    MaximumQueueNumberPerEni: standardQueues,
    TotalEniQueueQuantity: standardQueues * type.eniQuantity,
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
