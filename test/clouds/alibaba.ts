import { alibaba } from "../../provider/clouds/alibaba/cloud";
import type { CloudCase } from "../support/cloud-cases";
import type { OwnInterfaceCase } from "../support/interface-cases";

export const cases: readonly CloudCase[] = [
  {
    title: "alibaba",
    cloud: alibaba,
    kind: "alibaba:NetworkInterfaceAttachment",
    storeName: "alibaba",
    place: { regionId: "cn-hangzhou" },
    running: "i-bp1running0000000001",
    busy: "i-bp1busy0000000000001",
    stopped: "i-bp1stopped0000000001",
    starting: "i-bp1starting000000001",
    otherZoneInstance: "i-bp1otherzone00000001",
    free: (number) => `eni-bp1free${String(number).padStart(13, "0")}`,
    room: 7,
    quotaCode: "EniPerInstanceLimitExceeded",
    attached: "eni-bp1attached000000001",
    primary: "eni-bp1primary0000000001",
    keys: (pair) => ({ alibabaAccessKeyId: pair.accessKeyId, alibabaAccessKeySecret: pair.accessKeySecret }),
    attachesToStopped: true,
    hasCallerIdentity: true,
    showsTransitions: true,
    showsHoldings: true,
    showsReleases: false,
    sdk: "@alicloud",
    stateCode: "InvalidOperation.InvalidEniState",
    primaryCode: "InvalidOperation.DetachPrimaryEniNotAllowed",
    throttleCode: "Throttling.User",
    malformedCode: "InvalidParams.EniId",
    deniedCode: "Forbidden.RAM",
    empty: {
      interfaces: {
        RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",
        TotalCount: 0,
        PageNumber: 1,
        PageSize: 10,
        NetworkInterfaceSets: { NetworkInterfaceSet: [] },
      },
      instances: {
        RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",
        TotalCount: 0,
        PageNumber: 1,
        PageSize: 10,
        Instances: { Instance: [] },
      },
    },
    inventedCode: "InvalidOperation.NeverHeardOf",
    unknownIdCodes: ["InvalidEniId.NotFound"],
    trunks: {
      instance: "i-bp1large000000000001",
      type: { cloud: "alibaba", id: "ecs.g7.16xlarge", trunkSupported: true },
      elsewhere: "i-bp1running0000000001",
      trunk: "eni-bp1trunk000000000001",
      otherTrunk: "eni-bp1fast0000000000001",
    },
  },
];

export const interfaceCases: readonly OwnInterfaceCase[] = [
  {
    title: "alibaba",
    kind: "alibaba:NetworkInterface",
    declared: {
      subnetId: "vsw-bp1main0000000000001",
      securityGroupIds: ["sg-bp1main0000000000001"],
      name: "data",
      description: "made by a test",
      tags: { role: "data" },
    },
    changed: { description: "changed in place", securityGroupIds: ["sg-bp1second00000000001"] },
    shows: { description: "changed in place", securityGroupIds: ["sg-bp1second00000000001"] },
    foreign: [
      {
        set: { description: "by hand" },
        argument: "description",
        healed: { description: "made by a test" },
      },
    ],
    undeclared: { set: { description: "by hand" }, argument: "description" },
    replaced: { subnetId: "vsw-bp1tiny0000000000001" },
    replacementShows: { subnetId: "vsw-bp1tiny0000000000001" },
    anew: { primaryIpAddress: "172.16.5.5" },
    pinned: {
      args: { primaryIpAddress: "172.16.6.6" },
      change: { resourceGroupId: "rg-bp1main0000000000001" },
    },
    fixedAddresses: {
      primaryIpAddress: "172.16.3.3",
      secondaryIpAddresses: ["172.16.3.4", "172.16.3.5"],
      assignedIpv6Addresses: ["fd00::a1", "fd00::a2"],
      ipv4Prefixes: ["172.16.3.16/28"],
    },
    wrong: [
      { args: { securityGroupId: "sg-bp1main0000000000001" }, property: "securityGroupIds" },
      { args: { securityGroupIds: undefined }, property: "securityGroupIds" },
      {
        args: { secondaryIpAddresses: ["172.16.4.4"], secondaryIpAddressCount: 1 },
        property: "secondaryIpAddressCount",
      },
      { args: { description: "http://x" }, property: "description" },
      { args: { tags: { "acs:x": "y" } }, property: "tags" },
      { args: { tags: { x: "http://y" } }, property: "tags" },
    ],
    unfitSubnet: { args: { subnetId: "vsw-bp1otherzone00000001" }, word: "zone" },
    impossible: [
      {
        args: { securityGroupIds: ["sg-bp1othervpc000000001"] },
        property: "securityGroupIds",
        text: "sg-bp1othervpc000000001",
      },
      {
        args: { securityGroupIds: undefined, securityGroupId: "sg-bp1othervpc000000001" },
        property: "securityGroupId",
        text: "sg-bp1othervpc000000001",
      },
      { args: { primaryIpAddress: "10.99.99.99" }, property: "primaryIpAddress", text: "10.99.99.99" },
      ...["172.16.0.0", "172.16.15.253", "172.16.15.255"].map((address) => ({
        args: { primaryIpAddress: address },
        property: "primaryIpAddress",
        text: `${address} reserved`,
      })),
    ],
    showsFreeAddresses: true,
    accountQuota: {
      name: "interfaces",
      within: "regionId",
      code: "MaxEniCountExceeded",
      quotaAction: "DescribeAccountAttributes",
    },
    absent: [
      { args: { subnetId: "vsw-bp1nosuch" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-bp1nosuch"] }, argument: "securityGroupIds" },
    ],
    absentInChange: { securityGroupIds: ["sg-bp1nosuch"] },
    createRepeats: { refusedCode: "MaxEniCountExceeded" },
    createsInTime: false,
    attachedCode: "InvalidOperation.InvalidEniState",
    settings: {
      made: {
        args: { sourceDestCheck: true, queueNumber: 4, deleteOnRelease: false },
        shows: { extra: { sourceDestCheck: true, queueNumber: 4 }, deleteOnRelease: false },
      },
      changed: {
        args: { sourceDestCheck: false, queueNumber: 8, deleteOnRelease: true },
        shows: { extra: { sourceDestCheck: false, queueNumber: 8 }, deleteOnRelease: true },
      },
    },
    tagging: {
      setAction: "TagResources",
      removeAction: "UntagResources",
      most: 19,
      mostPerCall: 20,
      unusual: { "a b%数据": "", UPPER: ' y"&' },
      cloudTags: { "acs:rm:rgId": "1" },
      deniedCode: "Forbidden.RAM",
    },
  },
];
