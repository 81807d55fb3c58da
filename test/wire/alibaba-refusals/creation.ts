import { alibabaId } from "../../../emulator/alibaba/scenario";
import {
  change,
  cloud,
  create,
  free,
  group,
  made,
  modify,
  type Row,
  tag,
  tagged,
  tags,
  vSwitch,
} from "./row";

/** What a creation or a change asks for and does not get. */
export const creation: readonly Row[] = [
  [
    "InvalidVSwitchId.IpNotEnough",
    403,
    create,
    { ...made, VSwitchId: alibabaId("vsw", "tiny"), SecondaryPrivateIpAddressCount: 4 },
  ],
  ["InvalidVSwitchId.IpInvalid", 403, create, { ...made, PrimaryIpAddress: "10.9.9.9" }],
  ["InvalidIp.Address", 403, create, { ...made, PrimaryIpAddress: "somewhere" }],
  ["InvalidIp.IpAssigned", 403, create, { ...made, PrimaryIpAddress: "172.16.0.1" }],
  [
    "InvalidIp.IpAssigned",
    403,
    create,
    { ...made, Ipv6Address: ["fd00::a1"] },
    change({ ipv6: ["fd00::a1"] }),
  ],
  ["InvalidIp.IpRepeated", 403, create, { ...made, PrivateIpAddress: ["172.16.9.9", "172.16.9.9"] }],
  [
    "InvalidPrivateIpAddress.Duplicated",
    400,
    create,
    { ...made, PrimaryIpAddress: "172.16.9.9", PrivateIpAddress: ["172.16.9.9"] },
  ],
  ["InvalidParameter.Conflict", 400, create, { ...made, "SecurityGroupIds.1": group }],
  [
    "InvalidParameter.Conflict",
    400,
    create,
    { ...made, SecondaryPrivateIpAddressCount: 1, "PrivateIpAddress.1": "172.16.9.9" },
  ],
  [
    "IncorrectVSwitchStatus",
    400,
    create,
    made,
    {
      subnets: [
        {
          cloud,
          id: vSwitch,
          vpcId: alibabaId("vpc", "main"),
          zoneId: "cn-hangzhou-h",
          cidr: "172.16.0.0/20",
          status: "pending",
        },
      ],
    },
  ],
  ["Duplicate.TagKey", 400, create, { ...made, "Tag.1.Key": "a", "Tag.2.Key": "a" }],
  ["InvalidTagKey.Malformed", 400, create, { ...made, "Tag.1.Key": "Aliyun-a" }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "ACS:a" }],
  ["InvalidTagValue.Malformed", 400, create, { ...made, "Tag.1.Key": "a", "Tag.1.Value": "https://a" }],
  ["QuotaExceed.Tags", 403, create, { ...made, ...tags(21) }],
  [
    "InvalidSecurityGroupId.NotFound",
    404,
    modify,
    { NetworkInterfaceId: free, "SecurityGroupId.1": "sg-bp1nobody" },
  ],
];
