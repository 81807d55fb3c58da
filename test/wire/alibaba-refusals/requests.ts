import { alibabaId } from "../../../emulator/alibaba/scenario";
import {
  attach,
  change,
  create,
  describeMany,
  detach,
  free,
  made,
  pair,
  prefixes,
  type Row,
  remove,
  running,
  tiny,
  vSwitch,
} from "./row";

const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => alibabaId(prefix, "many", index));
const manyGroups = ids("sg", 17);

/** What a request says wrongly, or of what does not exist. */
export const requests: readonly Row[] = [
  // Parameters
  ["MissingParameter", 400, attach, { InstanceId: running }],
  ["MissingParameter", 400, create, { VSwitchId: vSwitch }],
  ["InvalidParameter", 400, attach, { ...pair, NetworkCardIndex: "first" }],
  ["InvalidParameter", 400, attach, { ...pair, NetworkCardIndex: 7 }],
  ["InvalidParameter", 400, create, { ...made, NetworkInterfaceName: "x" }],
  ["InvalidParameter", 400, create, { ...made, SecondaryPrivateIpAddressCount: 0 }],
  ["InvalidParameter", 400, create, { ...made, ClientToken: "x".repeat(65) }],
  ["InvalidInstanceID.Malformed", 400, attach, { ...pair, InstanceId: "ins-1" }],
  ["InvalidParams.EniId", 400, detach, { ...pair, NetworkInterfaceId: "nic-1" }],
  ["InvalidOperation.InvalidRegion", 400, detach, { ...pair, RegionId: "mars" }],
  ["InvalidRegionId.MalFormed", 400, describeMany, { RegionId: "mars" }],
  ["InvalidOperation.InvalidEniPageNumber", 403, describeMany, { PageNumber: 0 }],
  ["InvalidParameter", 400, "DescribeInstances", { PageNumber: 0 }],
  ["InvalidParameter", 400, create, { ...made, Ipv4PrefixCount: 11 }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: prefixes(11) }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: ["172.16.1.16/27"] }],
  ["InvalidParameter", 400, create, { ...made, Ipv4Prefix: ["172.16.1.17/28"] }],
  ["InvalidParameter", 400, create, { ...made, Ipv6Prefix: ["fd00::/64"] }],
  ["InvalidParameter.Conflict", 400, create, { ...made, Ipv4Prefix: prefixes(1), Ipv4PrefixCount: 1 }],
  ["InvalidParameter.Conflict", 400, create, { ...made, Ipv6Prefix: ["fd00::/80"], Ipv6PrefixCount: 1 }],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, Ipv4Prefix: ["172.16.0.0/28"] }],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, Ipv4Prefix: ["10.0.0.16/28"] }],
  ["InvalidVSwitchId.IpNotEnough", 403, create, { ...made, VSwitchId: tiny, Ipv4PrefixCount: 1 }],
  ["InvalidIp.IpRepeated", 403, create, { ...made, Ipv4Prefix: [...prefixes(1), ...prefixes(1)] }],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv4Prefix: ["172.16.7.16/28"] },
    change({ ipv4Prefixes: ["172.16.7.16/28"] }),
  ],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv6Prefix: ["fd00:0:0:7::/80"] },
    change({ ipv6Prefixes: ["fd00:0:0:7::/80"] }),
  ],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv4Prefix: prefixes(1), PrimaryIpAddress: "172.16.9.20" },
  ],
  ["InvalidParameter", 400, create, { VSwitchId: vSwitch, SecurityGroupIds: manyGroups }],
  // Describes of what a new interface needs
  ["InvalidRegionId.MalFormed", 400, "DescribeSecurityGroups", { RegionId: "mars" }],
  ["InvalidParameter", 400, "DescribeSecurityGroups", { SecurityGroupIds: JSON.stringify(ids("sg", 101)) }],
  ["InvalidParameter", 400, "DescribeSecurityGroups", { SecurityGroupIds: "sg-bp1main" }],
  ["InvalidParameter", 400, "DescribeSecurityGroups", { PageSize: 51 }],
  ["InvalidParameter", 400, "DescribeAccountAttributes", { AttributeName: ["max-dreams"] }],
  // Existence
  ["InvalidEcsId.NotFound", 404, attach, { ...pair, InstanceId: "i-bp1nobody" }],
  ["InvalidInstanceId.NotFound", 403, detach, { ...pair, RegionId: "cn-shanghai" }],
  ["InvalidEniId.NotFound", 404, attach, { ...pair, NetworkInterfaceId: "eni-bp1nobody" }],
  ["InvalidEniId.NotFound", 404, remove, { NetworkInterfaceId: free, RegionId: "cn-shanghai" }],
  ["InvalidEniId.NotFound", 404, "DescribeNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-x" }],
  ["InvalidVSwitchId.NotFound", 404, create, { ...made, VSwitchId: "vsw-bp1nobody" }],
  ["InvalidSecurityGroupId.NotFound", 404, create, { ...made, SecurityGroupId: "sg-bp1nobody" }],
  ["InvalidResourceGroup.NotFound", 404, create, { ...made, ResourceGroupId: "rg-bp1nobody" }],
];
