import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import type { CloudCase } from "../support/cloud-cases";
import type { OwnInterfaceCase } from "../support/interface-cases";

const empty = { requestId: "T1", response: { requestId: "T1", totalCount: 0, dataSet: [] } };

export const cases: readonly CloudCase[] = [
  {
    title: "zenlayer",
    cloud: zenlayer,
    kind: "zenlayer:NetworkInterfaceAttachment",
    storeName: "zenlayer",
    place: { regionId: "asia-east-1" },
    running: "1610000000000000001",
    busy: "1610000000000000004",
    stopped: "1610000000000000002",
    starting: "1610000000000000003",
    otherZoneInstance: "1610000000000000007",
    free: (number) => `162${String(number).padStart(16, "0")}`,
    room: 7,
    quotaCode: "INVALID_INSTANCE_NIC_LIMIT",
    attached: "1622000000000000001",
    primary: "1621000000000000001",
    keys: (pair) => ({
      zenlayerAccessKeyId: pair.accessKeyId,
      zenlayerAccessKeyPassword: pair.accessKeySecret,
    }),
    attachesToStopped: false,
    hasCallerIdentity: false,
    showsTransitions: true,
    showsHoldings: true,
    showsReleases: true,
    stateCode: "INVALID_NIC_STATUS",
    primaryCode: "INVALID_NIC_PRIMARY_CANT_DETACH",
    throttleCode: "REQUEST_LIMIT_EXCEEDED",
    unknownIdCodes: ["OPERATION_FAILED_RESOURCE_NOT_FOUND", "INVALID_NIC_NOT_FOUND"],
    malformedCode: "INVALID_PARAMETER_VALUE",
    deniedCode: "AUTHFAILURE_UNAUTHORIZED_OPERATION",
    empty: { interfaces: empty, instances: empty },
    inventedCode: "INVALID_NIC_NEVER_HEARD_OF",
  },
];

export const interfaceCases: readonly OwnInterfaceCase[] = [
  {
    title: "zenlayer",
    kind: "zenlayer:NetworkInterface",
    declared: {
      subnetId: "1520000000000000001",
      securityGroupId: "1530000000000000001",
      name: "data",
      tags: { role: "data" },
    },
    changed: { name: "changed-in-place", securityGroupId: "1530000000000000002" },
    shows: { name: "changed-in-place", securityGroupIds: ["1530000000000000002"] },
    foreign: [
      { set: { name: "by-hand" }, argument: "name", healed: { name: "data" } },
      {
        set: { securityGroupIds: [] },
        argument: "securityGroupId",
        healed: { securityGroupIds: ["1530000000000000001"] },
      },
    ],
    undeclared: { set: { securityGroupIds: ["1530000000000000002"] }, argument: "securityGroupId" },
    replaced: { subnetId: "1520000000000000003" },
    replacementShows: { subnetId: "1520000000000000003" },
    anew: { bandwidth: 10 },
    fixedAddresses: undefined,
    wrong: [
      { args: { name: "-" }, property: "name" },
      { args: { internetChargeType: "ByTrafficPackage" }, property: "packageSize" },
      { args: { bandwidth: "much" }, property: "bandwidth" },
      { args: { tags: { x: "y".repeat(65) } }, property: "tags" },
      { args: { tags: { x: "" } }, property: "tags" },
    ],
    unfitSubnet: { args: { subnetId: "1520000000000000004", regionId: "asia-southeast-1" }, word: "region" },
    impossible: [{ args: { regionId: "asia-southeast-1" }, property: "regionId", text: "asia-southeast-1" }],
    showsFreeAddresses: false,
    absent: [
      { args: { subnetId: "1520000000000000999" }, argument: "subnetId" },
      { args: { securityGroupId: "1530000000000000999" }, argument: "securityGroupId" },
      { args: { resourceGroupId: "1540000000000000999" }, argument: "resourceGroupId" },
    ],
    absentInChange: { securityGroupId: "1530000000000000999" },
    createsInTime: true,
    attachedCode: "INVALID_NIC_ATTACHED",
    tagging: {
      setAction: "ModifyResourceTags",
      removeAction: "ModifyResourceTags",
      most: 19,
      mostPerCall: 19,
      unusual: { "a b%数据": " ", UPPER: 'y"&' },
      cloudTags: {},
      deniedCode: "AUTHFAILURE_UNAUTHORIZED_OPERATION",
    },
  },
];
