import type { InterfaceArgument, InterfaceArguments } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import { flag, ipv4, listOf, matching, must, oneOfWords, textOf, wholeNumber } from "../../contract/schemas";
import { ofLength, type TextRule, tagsOf } from "../../contract/tag-schema";
import type { WireNames } from "../../contract/wire-names";
import { isReservedKey } from "./reserved-keys";

const vpc = matching(/^vpc-\S+$/, 'must be the id of a VPC, such as "vpc-7t9nf3pu"');
const subnet = matching(/^subnet-\S+$/, 'must be the id of a subnet, such as "subnet-2qhl25io"');
const group = matching(/^sg-\S+$/, 'must be the id of a security group, such as "sg-ohuuioma"');
const mostNameBytes = 60;
const mostTags = 50;
/** Characters that the page on limits lists; beyond ASCII it is not clear, so the cloud has the word there. */
const mayStand: TextRule = {
  words: "of letters, digits, + - = . _ : / @ ( ) [ ] , ; > <, and spaces inside",
  holds: (text) => /^[A-Za-z0-9 +\-=._:/@()[\],;><\u0080-\uffff]*$/.test(text) && !/^ | $/.test(text),
};
const unreserved: TextRule = {
  words: "without qcloud, tencent, project, 项目 or qcs: at the start",
  holds: (key) => !isReservedKey(key),
};

const replace = { change: "replace" } as const;
const inPlace = { change: "in place" } as const;

const secondaryAddresses = (view: InterfaceView) =>
  view.addresses.filter(({ primary }) => !primary).map(({ address }) => address);

/** What the API v2 has of it has names of its own. */
interface TencentArgument extends InterfaceArgument {
  readonly wireV2?: WireNames;
}

/**
 * CreateNetworkInterface and ModifyNetworkInterfaceAttribute of VPC 2017-03-12, and what the API v2 has of them.
 * Addresses that others add are no drift.
 */
export const interfaceArguments: InterfaceArguments & {
  readonly arguments: Readonly<Record<string, TencentArgument>>;
} = {
  placeArguments: { api: oneOfWords(["v3", "v2"]).optional() },
  arguments: {
    vpcId: { ...replace, wire: { create: "VpcId" }, schema: vpc, live: (view) => view.vpcId, reported: true },
    subnetId: {
      ...replace,
      wire: { create: "SubnetId" },
      wireV2: { create: "subnetId" },
      schema: subnet,
      live: (view) => view.subnetId,
      reported: true,
    },
    name: {
      ...inPlace,
      wire: { create: "NetworkInterfaceName", modify: "NetworkInterfaceName" },
      wireV2: { create: "eniName", modify: "eniName" },
      schema: must(
        (value) => typeof value === "string" && value.length > 0 && Buffer.byteLength(value) <= mostNameBytes,
        `must be a text of 1 to ${mostNameBytes} bytes`,
      ),
      live: (view) => view.name ?? "",
      reported: true,
    },
    description: {
      ...inPlace,
      wire: { create: "NetworkInterfaceDescription", modify: "NetworkInterfaceDescription" },
      wireV2: { modify: "eniDescription" },
      schema: textOf(0, 60).optional(),
      live: (view) => view.description ?? "",
      reported: true,
    },
    securityGroupIds: {
      ...inPlace,
      wire: { create: "SecurityGroupIds", modify: "SecurityGroupIds" },
      wireV2: { create: "sgIds" },
      fixedIn: "v2",
      schema: listOf(group, 0, 100, "ids of security groups").optional(),
      live: (view) => view.securityGroupIds,
      reported: true,
    },
    primaryIpAddress: {
      ...replace,
      schema: ipv4.optional(),
      live: (view) => view.addresses.find(({ primary }) => primary)?.address,
    },
    secondaryIpAddresses: {
      ...replace,
      schema: listOf(ipv4, 1, 10, "IPv4 addresses").optional(),
      live: secondaryAddresses,
      satisfies: (live, declared) =>
        (declared as readonly string[]).every((address) => (live as readonly string[]).includes(address)),
    },
    secondaryIpAddressCount: {
      ...replace,
      wire: { create: "SecondaryPrivateIpAddressCount" },
      wireV2: { create: "secondaryPrivateIpAddressCount" },
      schema: wholeNumber(1, 1_000).optional(),
      live: (view) => secondaryAddresses(view).length,
      satisfies: (live, declared) => Number(live) >= Number(declared),
    },
    qosLevel: {
      ...replace,
      wire: { create: "QosLevel" },
      schema: oneOfWords(["PT", "AU", "AG", "DEFAULT"]).optional(),
      live: (view) => view.settings?.qosLevel,
    },
    trunkingFlag: {
      ...inPlace,
      wire: { create: "TrunkingFlag", modify: "TrunkingFlag" },
      schema: oneOfWords(["Enable", "Disable"]).optional(),
      live: ({ kind }) => (kind === "trunk" ? "Enable" : "Disable"),
    },
    isRdma: { ...replace, wire: { create: "IsRdma" }, schema: flag.optional() },
    // Changed by the tag service.
    tags: {
      ...inPlace,
      schema: tagsOf(
        mostTags - 1,
        [ofLength(1, 127), mayStand, unreserved],
        [ofLength(1, 255), mayStand],
      ).optional(),
      live: (view) => view.tags,
      reported: true,
    },
  },
  conflicts: findConflicts,
};

/** Arguments that only the API v3 takes. */
const onlyInV3 = ["qosLevel", "trunkingFlag", "isRdma", "tags"] as const;

/** The API v2 keeps the marker in the description. */
export const longestDescriptionV2 = 37;

function findConflicts(inputs: Readonly<Record<string, unknown>>) {
  const isGiven = (name: string) => inputs[name] !== undefined && inputs[name] !== null;
  const found: { property: string; reason: string }[] = [];
  if (isGiven("secondaryIpAddresses") && isGiven("secondaryIpAddressCount")) {
    found.push({
      property: "secondaryIpAddressCount",
      reason: "secondaryIpAddresses and secondaryIpAddressCount exclude each other: give one",
    });
  }
  if (inputs.api !== "v2") return found;
  for (const property of onlyInV3.filter(isGiven)) {
    found.push({ property, reason: `${property} is an argument of \`api: "v3"\` only` });
  }
  if (inputs.description === "") {
    found.push({
      property: "description",
      reason:
        'description must not be empty with `api: "v2"`: that it empties a description is not documented; leave it out to make an interface without one',
    });
  }
  if (typeof inputs.description === "string" && [...inputs.description].length > longestDescriptionV2) {
    found.push({
      property: "description",
      reason: `description must not be longer than ${longestDescriptionV2} characters with \`api: "v2"\`: the rest of the cloud's 60 hold the mark by which pulumi-eni finds the interface again`,
    });
  }
  return found;
}
