import { alibabaId } from "../../../emulator/alibaba/scenario";
import {
  attach,
  attached,
  attachedTrunk,
  change,
  changeInstance,
  cloud,
  create,
  detach,
  free,
  group,
  large,
  made,
  onLarge,
  pair,
  quota,
  type Row,
  remove,
  trunk,
} from "./row";

/** Of a type with two IPv4 addresses and no IPv6, which takes an interface only while it is stopped. */
const fewAddresses = { instanceType: "ecs.t5-lc2m1.nano", status: "stopped" };

/** Obstacles at the instance or the interface: states, types, quotas, trunks. */
export const states: readonly Row[] = [
  // State and type, of the instance and of the interface
  ["InvalidOperation.InvalidEcsState", 400, attach, { ...pair, InstanceId: alibabaId("i", "starting") }],
  ["InvalidOperation.InvalidEcsState", 400, attach, pair, changeInstance({ locked: ["financial"] })],
  [
    "InvalidOperation.InvalidEcsState",
    400,
    attach,
    pair,
    changeInstance({ startedAt: Date.UTC(2018, 2, 1) }),
  ],
  [
    "InvalidOperation.InvalidEcsState",
    400,
    detach,
    pair,
    { ...attached({}), ...changeInstance({ status: "pending" }) },
  ],
  ["InvalidOperation.InvalidEniState", 400, attach, pair, attached({})],
  ["InvalidOperation.InvalidEniState", 400, detach, pair],
  ["InvalidOperation.InvalidEniState", 400, remove, { NetworkInterfaceId: free }, attached({})],
  [
    "InvalidOperation.DetachPrimaryEniNotAllowed",
    400,
    detach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "primary") },
  ],
  [
    "InvalidOperation.InvalidEniType",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "primary") },
  ],
  ["InvalidOperation.InvalidEniType", 403, remove, { NetworkInterfaceId: alibabaId("eni", "primary") }],
  [
    "InvalidParameter.EniNotBelongEcs",
    400,
    detach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "attached") },
  ],
  [
    "InvalidOperation.EniHotPlugNotSupported",
    400,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "fast") },
  ],
  ["InvalidOperation.EniHotPlugNotSupported", 400, detach, pair, attached({ highPerformance: true })],
  ["InvalidOperation.HotPlugNotSupport", 403, attach, pair, changeInstance({ hotPlug: false })],
  [
    "InvalidOperation.HotPlugNotSupport",
    403,
    detach,
    pair,
    { ...attached({}), ...changeInstance({ hotPlug: false }) },
  ],
  ["InvalidOperation.InvalidGeneration", 400, attach, pair, changeInstance({ instanceType: "ecs.n1.small" })],
  [
    "InvalidOperation.HasSlaveEniBonded",
    400,
    remove,
    { NetworkInterfaceId: free },
    change({ slaveBonded: true }),
  ],
  [
    "InvalidOperation.EniServiceManaged",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "managed") },
  ],
  ["InvalidOperation.EniServiceManaged", 403, detach, pair, attached({ serviceManaged: true })],
  ["InvalidOperation.EniServiceManaged", 403, remove, { NetworkInterfaceId: alibabaId("eni", "managed") }],
  [
    "InvalidOperation.EniLinked",
    403,
    detach,
    { InstanceId: alibabaId("i", "busy"), NetworkInterfaceId: alibabaId("eni", "linked") },
  ],
  [
    "InvalidOperation.AvailabilityZoneMismatch",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "otherzone") },
  ],
  [
    "InvalidOperation.VpcMismatch",
    403,
    attach,
    { ...pair, NetworkInterfaceId: alibabaId("eni", "othervpc") },
  ],
  ["InvalidOperation.VpcMismatch", 403, create, { ...made, SecurityGroupId: alibabaId("sg", "othervpc") }],
  ["InvalidSecurityGroupId.NotVpc", 403, create, { ...made, SecurityGroupId: alibabaId("sg", "classic") }],
  [
    "InvalidSecurityGroupId.NotVpc",
    403,
    attach,
    pair,
    change({ securityGroupIds: [alibabaId("sg", "classic")] }),
  ],
  // Quotas
  ["EniPerInstanceLimitExceeded", 403, attach, pair, changeInstance({ instanceType: "ecs.tiny" })],
  [
    "SecurityGroupInstanceLimitExceed",
    403,
    attach,
    pair,
    {
      securityGroups: [
        { cloud, id: group, regionId: "cn-hangzhou", vpcId: alibabaId("vpc", "main"), capacity: 3 },
      ],
    },
  ],
  [
    "InvalidOperation.EniCountExceeded",
    403,
    create,
    made,
    {
      securityGroups: [
        { cloud, id: group, regionId: "cn-hangzhou", vpcId: alibabaId("vpc", "main"), capacity: 3 },
      ],
    },
  ],
  ["MaxEniCountExceeded", 403, create, made, quota({ interfaces: 5 })],
  [
    "QuotaExceeded.PrivateIpAddress",
    400,
    create,
    { ...made, SecondaryPrivateIpAddressCount: 49 },
    quota({ privateIpsPerInterface: 20 }),
  ],
  [
    "InvalidOperation.Ipv4CountExceeded",
    403,
    attach,
    pair,
    {
      ...change({
        privateIps: ["172.16.1.1", "172.16.1.2", "172.16.1.3"].map((address, index) => ({
          address,
          primary: index === 0,
        })),
      }),
      ...changeInstance(fewAddresses),
    },
  ],
  [
    "InvalidOperation.Ipv6NotSupport",
    403,
    attach,
    pair,
    { ...change({ ipv6: ["fd00::1"] }), ...changeInstance(fewAddresses) },
  ],
  [
    "InvalidOperation.Ipv6CountExceeded",
    403,
    attach,
    pair,
    change({ ipv6: Array.from({ length: 11 }, (_, index) => `fd00::${index + 1}`) }),
  ],
  // Trunks and their members
  ["InvalidOperation.InstanceTypeNotSupportEniTrunking", 403, attach, { ...pair, NetworkInterfaceId: trunk }],
  [
    "InvalidOperation.TrunkingIsNotAllowed",
    403,
    attach,
    { ...onLarge, NetworkInterfaceId: alibabaId("eni", "free", 2) },
    {
      interfaces: [
        { cloud, id: trunk, instanceId: large, status: "attached" },
        { cloud, id: alibabaId("eni", "free", 2), kind: "trunk" },
      ],
    },
  ],
  ["InvalidOperation.InvalidTrunkEniStatus", 403, attach, { ...onLarge, TrunkNetworkInstanceId: trunk }],
  [
    "InvalidOperation.EniTypeNotSupportTrunking",
    403,
    attach,
    { ...onLarge, TrunkNetworkInstanceId: alibabaId("eni", "free", 2) },
  ],
  [
    "InvalidParameter.EniNotBelongTrunk",
    403,
    detach,
    { ...onLarge, TrunkNetworkInstanceId: trunk },
    change({ instanceId: large, status: "attached" }),
  ],
  [
    "InvalidOperation.HasMemberEniAttached",
    403,
    detach,
    { ...onLarge, NetworkInterfaceId: trunk },
    {
      interfaces: [
        ...(attachedTrunk.interfaces ?? []),
        { cloud, id: free, instanceId: large, status: "attached", kind: "member", trunkInterfaceId: trunk },
      ],
    },
  ],
];
