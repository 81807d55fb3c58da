import type { StoredInterface } from "../../emulator";
import { type CloudCase, cloudCases } from "./cloud-cases";

/** What a suite about the interface itself needs to know about a cloud, beside what all suites do. */
export interface InterfaceCase {
  readonly title: string;
  readonly cloudCase: CloudCase;
  readonly kind: string;
  /** Arguments of an interface in the subnet of `running`. */
  readonly declared: Readonly<Record<string, unknown>>;
  /** Arguments that are changed in place, and what the store shows then. */
  readonly changed: Readonly<Record<string, unknown>>;
  readonly shows: Readonly<Partial<StoredInterface>>;
  /** Changes by someone else, the argument in which each is drift, and what the store shows when it is put right. */
  readonly foreign: readonly {
    readonly set: Readonly<Partial<StoredInterface>>;
    readonly argument: string;
    readonly healed: Readonly<Partial<StoredInterface>>;
  }[];
  /** A change by someone else of an argument that may be left out. */
  readonly undeclared: { readonly set: Readonly<Partial<StoredInterface>>; readonly argument: string };
  /** Arguments in whose place an interface is made anew. */
  readonly replaced: Readonly<Record<string, unknown>>;
  readonly replacementShows: Readonly<Partial<StoredInterface>>;
  /** Arguments that others change in place and this API does not, and how someone changes them by another way. */
  readonly fixed?: {
    readonly args: Readonly<Record<string, unknown>>;
    readonly set: Partial<StoredInterface>;
  };
  /** Other arguments in whose place an interface is made anew, in the zone where it was. */
  readonly anew: Readonly<Record<string, unknown>>;
  /** Fixed addresses of every kind, where the cloud takes some. */
  readonly fixedAddresses: Readonly<Record<string, unknown>> | undefined;
  /** Arguments that exclude each other or are wrong, with the property that is told. */
  readonly wrong: readonly { readonly args: Readonly<Record<string, unknown>>; readonly property: string }[];
  /** Arguments that name what is not there, with the argument that the refusal names. */
  readonly absent: readonly { readonly args: Readonly<Record<string, unknown>>; readonly argument: string }[];
  /** The same for a change of what is there. */
  readonly absentInChange?: Readonly<Record<string, unknown>>;
  /** Whether the create takes its time. */
  readonly createsInTime: boolean;
  /** The code by which a delete is refused for an attached interface. */
  readonly attachedCode: string;
  /** Arguments that the cloud only keeps and shows, as made and as changed in place, with what the store shows. */
  readonly settings?: Readonly<
    Record<
      "made" | "changed",
      { readonly args: Readonly<Record<string, unknown>>; readonly shows: Readonly<Partial<StoredInterface>> }
    >
  >;
  /** How tags are changed in place; undefined: other tags are another interface's, or there are none. */
  readonly tagging?: TaggingCase;
  /** The action that changes an interface; default: ModifyNetworkInterfaceAttribute. */
  readonly modifyAction?: string;
}

export interface TaggingCase {
  /** The actions that set tags and remove them; they may be one. */
  readonly setAction: string;
  readonly removeAction: string;
  /** How many tags a program may declare, and how many one call sets. */
  readonly most: number;
  readonly mostPerCall: number;
  /** Tags with every character that the documentation clearly allows. */
  readonly unusual: Readonly<Record<string, string>>;
  /** What the cloud puts on by itself. */
  readonly cloudTags: Readonly<Record<string, string>>;
  /** The code of a refusal for want of a permission. */
  readonly deniedCode: string;
}

function caseOf(title: string): CloudCase {
  const found = cloudCases.find((cloudCase) => cloudCase.title === title);
  if (!found) throw new Error(`there is no case of ${title}`);
  return found;
}

export const interfaceCases: readonly InterfaceCase[] = [
  {
    title: "alibaba",
    cloudCase: caseOf("alibaba"),
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
    fixedAddresses: {
      primaryIpAddress: "172.16.3.3",
      secondaryIpAddresses: ["172.16.3.4", "172.16.3.5"],
      assignedIpv6Addresses: ["fd00::a1", "fd00::a2"],
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
    absent: [
      { args: { subnetId: "vsw-bp1nosuch" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-bp1nosuch"] }, argument: "securityGroupIds" },
    ],
    absentInChange: { securityGroupIds: ["sg-bp1nosuch"] },
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
  {
    title: "zenlayer",
    cloudCase: caseOf("zenlayer"),
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
  {
    title: "tencent",
    cloudCase: caseOf("tencent"),
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
    absent: [
      { args: { vpcId: "vpc-nosuch1" }, argument: "vpcId" },
      { args: { subnetId: "subnet-nosuch1" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-nosuch01"] }, argument: "securityGroupIds" },
      { args: { primaryIpAddress: "10.99.99.99" }, argument: "primaryIpAddress" },
    ],
    absentInChange: { securityGroupIds: ["sg-nosuch01"] },
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
    cloudCase: caseOf("tencent v2"),
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
    fixedAddresses: {
      primaryIpAddress: "172.16.3.3",
      secondaryIpAddresses: ["172.16.3.4", "172.16.3.5"],
    },
    wrong: [
      { args: { tags: { role: "data" } }, property: "tags" },
      { args: { description: "x".repeat(38) }, property: "description" },
      { args: { description: "" }, property: "description" },
    ],
    absent: [
      { args: { vpcId: "vpc-nosuch1" }, argument: "vpcId" },
      { args: { subnetId: "subnet-nosuch1" }, argument: "subnetId" },
      { args: { securityGroupIds: ["sg-nosuch01"] }, argument: "securityGroupIds" },
    ],
    createsInTime: true,
    attachedCode: "InvalidNetworkInterface.CanNotDelete",
    modifyAction: "ModifyNetworkInterface",
  },
];
