import { tencent } from "../../provider/clouds/tencent/cloud";
import { codesOfV2, codesOfV3 } from "../../provider/clouds/tencent/codes";
import { rulesOfV2, rulesOfV3 } from "../../provider/clouds/tencent/rules";
import type { CloudCase } from "../support/cloud-cases";
import type { OwnInterfaceCase } from "../support/interface-cases";

export const cases: readonly CloudCase[] = [
  tencentCase({ title: "tencent", codes: codesOfV3, rules: rulesOfV3 }),
  tencentCase({
    title: "tencent v2",
    codes: codesOfV2,
    rules: rulesOfV2,
    place: { regionId: "ap-guangzhou", api: "v2", vpcId: "vpc-main0001" },
    showsTransitions: false,
    quotaCode: "5100",
    stateCode: "ActionLocked",
    primaryCode: "5100",
    throttleCode: "4400",
    malformedCode: "4000",
    namesRequests: false,
  }),
];

export const interfaceCases: readonly OwnInterfaceCase[] = [
  {
    title: "tencent",
    kind: "tencent:NetworkInterface",
    declared: {
      vpcId: "vpc-main0001",
      subnetId: "subnet-main0001",
      securityGroupIds: ["sg-main0001"],
      name: "data",
      description: "made by a test",
      tags: { role: "data" },
    },
    changed: { description: "changed in place", securityGroupIds: ["sg-second01"] },
    shows: { description: "changed in place", securityGroupIds: ["sg-second01"] },
    foreign: [
      {
        set: { description: "by hand" },
        argument: "description",
        healed: { description: "made by a test" },
      },
    ],
    undeclared: { set: { description: "by hand" }, argument: "description" },
    replaced: { subnetId: "subnet-tiny0001" },
    replacementShows: { subnetId: "subnet-tiny0001" },
    anew: { primaryIpAddress: "172.16.5.5" },
    pinned: { args: { primaryIpAddress: "172.16.6.6" }, change: { qosLevel: "AU" } },
    fixedAddresses: {
      primaryIpAddress: "172.16.3.3",
      secondaryIpAddresses: ["172.16.3.4", "172.16.3.5"],
    },
    wrong: [
      { args: { vpcId: undefined }, property: "vpcId" },
      {
        args: { secondaryIpAddresses: ["172.16.4.4"], secondaryIpAddressCount: 1 },
        property: "secondaryIpAddressCount",
      },
      { args: { description: "x".repeat(61) }, property: "description" },
      { args: { tags: { "qcloud:x": "y" } }, property: "tags" },
      { args: { tags: { "qcs:x": "y" } }, property: "tags" },
      { args: { tags: { x: "" } }, property: "tags" },
      { args: { tags: { "a%b": "x" } }, property: "tags" },
      { args: { tags: { x: "a\tb" } }, property: "tags" },
      { args: { tags: { x: " y" } }, property: "tags" },
      { args: { tags: { "x ": "y" } }, property: "tags" },
    ],
    unfitSubnet: { args: { subnetId: "subnet-zone0001" }, word: "zone" },
    impossible: [
      { args: { vpcId: "vpc-other001" }, property: "vpcId", text: "vpc-other001" },
      { args: { primaryIpAddress: "10.99.99.99" }, property: "primaryIpAddress", text: "10.99.99.99" },
    ],
    showsFreeAddresses: true,
    accountQuota: {
      name: "interfacesPerVpc",
      within: "vpcId",
      code: "LimitExceeded.NetworkInterfaceLimitExceeded",
      quotaAction: "DescribeVpcLimits",
    },
    absent: [
      { args: { vpcId: "vpc-nosuch1" }, argument: "vpcId" },
      { args: { subnetId: "subnet-nosuch1" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-nosuch01"] }, argument: "securityGroupIds" },
      { args: { primaryIpAddress: "10.99.99.99" }, argument: "primaryIpAddress" },
    ],
    absentInChange: { securityGroupIds: ["sg-nosuch01"] },
    createRepeats: { refusedCode: "LimitExceeded.NetworkInterfaceLimitExceeded" },
    createsInTime: true,
    attachedCode: "ResourceInUse",
    tagging: {
      setAction: "ModifyResourceTags",
      removeAction: "ModifyResourceTags",
      most: 49,
      mostPerCall: 10,
      unusual: { "a b+-=._:/@()[],;><数据": "+-=._:/@()[],;>< 9é（）【】：", UPPER: "-" },
      cloudTags: { "qcloud:owner": "1" },
      deniedCode: "UnauthorizedOperation",
    },
  },
  {
    title: "tencent v2",
    kind: "tencent:NetworkInterface",
    declared: {
      subnetId: "subnet-main0001",
      securityGroupIds: ["sg-main0001"],
      name: "data",
      description: "made by a test",
    },
    changed: { description: "changed in place", name: "renamed" },
    shows: { description: "changed in place", name: "renamed" },
    fixed: { args: { securityGroupIds: ["sg-second01"] }, set: { securityGroupIds: ["sg-second01"] } },
    foreign: [
      {
        set: { description: "by hand" },
        argument: "description",
        healed: { description: "made by a test" },
      },
    ],
    undeclared: { set: { description: "by hand" }, argument: "description" },
    replaced: { subnetId: "subnet-tiny0001" },
    replacementShows: { subnetId: "subnet-tiny0001" },
    anew: { primaryIpAddress: "172.16.5.5" },
    pinned: {
      args: { primaryIpAddress: "172.16.6.6" },
      change: { securityGroupIds: ["sg-second01"] },
    },
    fixedAddresses: {
      primaryIpAddress: "172.16.3.3",
      secondaryIpAddresses: ["172.16.3.4", "172.16.3.5"],
    },
    wrong: [
      { args: { tags: { role: "data" } }, property: "tags" },
      { args: { description: "x".repeat(38) }, property: "description" },
      { args: { description: "" }, property: "description" },
    ],
    unfitSubnet: { args: { subnetId: "subnet-zone0001" }, word: "zone" },
    impossible: [
      { args: { vpcId: "vpc-other001" }, property: "vpcId", text: "vpc-other001" },
      { args: { primaryIpAddress: "10.99.99.99" }, property: "primaryIpAddress", text: "10.99.99.99" },
    ],
    showsFreeAddresses: true,
    accountQuota: {
      name: "interfacesPerVpc",
      within: "vpcId",
      code: "NetworkInterfaceLimitExceeded",
      quotaAction: "DescribeVpcLimits",
    },
    absent: [
      { args: { vpcId: "vpc-nosuch1" }, argument: "vpcId" },
      { args: { subnetId: "subnet-nosuch1" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-nosuch01"] }, argument: "securityGroupIds" },
    ],
    createNamesNothing: true,
    createsInTime: true,
    attachedCode: "InvalidNetworkInterface.CanNotDelete",
    modifyAction: "ModifyNetworkInterface",
  },
];

/** One cloud with two generations of its API. */
function tencentCase(own: Partial<CloudCase> & Pick<CloudCase, "title">): CloudCase {
  return {
    cloud: tencent,
    kind: "tencent:NetworkInterfaceAttachment",
    storeName: "tencent",
    place: { regionId: "ap-guangzhou" },
    running: "ins-running1",
    busy: "ins-busy0001",
    stopped: "ins-stopped1",
    starting: "ins-start001",
    otherZoneInstance: "ins-zone0001",
    free: (number) => `eni-free${String(number).padStart(4, "0")}`,
    room: 7,
    quotaCode: "LimitExceeded",
    attached: "eni-held0001",
    primary: "eni-prim0001",
    keys: (pair) => ({ tencentSecretId: pair.accessKeyId, tencentSecretKey: pair.accessKeySecret }),
    attachesToStopped: true,
    hasCallerIdentity: true,
    showsTransitions: true,
    showsHoldings: false,
    showsReleases: true,
    sdk: "tencentcloud-sdk-nodejs",
    stateCode: "UnsupportedOperation.InvalidState",
    primaryCode: "UnsupportedOperation",
    throttleCode: "RequestLimitExceeded",
    malformedCode: "InvalidParameterValue.Malformed",
    deniedCode: "UnauthorizedOperation",
    inventedCode: "NewFailure.NobodyKnows",
    unknownIdCodes: ["ResourceNotFound", "InvalidNetworkInterface.NotFound"],
    ...own,
  };
}
