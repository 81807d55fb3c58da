import { boolean, integer, list, oneOf, text, textByKey } from "../../contract/argument-forms";
import type { InterfaceArgument, InterfaceArguments } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import { ipv4, matching, must, textOf } from "../../contract/schemas";
import { ofLength, type TextRule, tagsOf } from "../../contract/tag-schema";
import type { WireNames } from "../../contract/wire-names";
import { isReservedKey } from "./reserved-keys";

const vpc = text(matching(/^vpc-\S+$/, 'must be the id of a VPC, such as "vpc-7t9nf3pu"'));
const subnet = text(matching(/^subnet-\S+$/, 'must be the id of a subnet, such as "subnet-2qhl25io"'));
const group = text(matching(/^sg-\S+$/, 'must be the id of a security group, such as "sg-ohuuioma"'));
const maxNameBytes = 60;
const maxTags = 50;
/**
 * Characters that the page on limits lists. It is unclear about others than ASCII, so the cloud decides about those.
 */
const mayStand: TextRule = {
  words: "of letters, digits, + - = . _ : / @ ( ) [ ] , ; > <, and spaces inside",
  holds: (text) => /^[A-Za-z0-9 +\-=._:/@()[\],;><\u0080-\uffff]*$/.test(text) && !/^ | $/.test(text),
};
const unreserved: TextRule = {
  words: "without qcloud, tencent, project, 项目 or qcs: at the start",
  holds: (key) => !isReservedKey(key),
};

const secondaryAddresses = (view: InterfaceView) =>
  view.addresses.filter(({ primary }) => !primary).map(({ address }) => address);

/** The argument's names in the API v2. */
interface TencentArgument extends InterfaceArgument {
  readonly wireV2?: WireNames;
}

/**
 * CreateNetworkInterface and ModifyNetworkInterfaceAttribute of VPC 2017-03-12, and the same in the API v2. Addresses
 * that others add are not drift.
 */
export const interfaceArguments: InterfaceArguments & {
  readonly arguments: Readonly<Record<string, TencentArgument>>;
} = {
  placeArguments: {
    api: {
      form: oneOf("v3", "v2"),
      text: 'The generation of the API: "v3", or "v2" for the legacy one, which has no tags and cannot change security groups. Default: "v3".',
    },
  },
  arguments: {
    vpcId: {
      form: vpc,
      required: true,
      text: 'The VPC of the subnet, such as "vpc-7t9nf3pu".',
      change: "replace",
      wire: { create: "VpcId" },
      live: (view) => view.vpcId,
      reported: true,
    },
    subnetId: {
      form: subnet,
      required: true,
      change: "replace",
      wire: { create: "SubnetId" },
      wireV2: { create: "subnetId" },
      live: (view) => view.subnetId,
      reported: true,
    },
    name: {
      form: text(
        must(
          (value) =>
            typeof value === "string" && value.length > 0 && Buffer.byteLength(value) <= maxNameBytes,
          `must be a text of 1 to ${maxNameBytes} bytes`,
        ),
      ),
      required: true,
      text: "The name, at most 60 bytes.",
      change: "in place",
      wire: { create: "NetworkInterfaceName", modify: "NetworkInterfaceName" },
      wireV2: { create: "eniName", modify: "eniName" },
      live: (view) => view.name ?? "",
      reported: true,
    },
    description: {
      form: text(textOf(0, 60)),
      text: 'The description, at most 60 characters, 1 to 37 with `api: "v2"`. Default: none.',
      change: "in place",
      wire: { create: "NetworkInterfaceDescription", modify: "NetworkInterfaceDescription" },
      wireV2: { modify: "eniDescription" },
      live: (view) => view.description ?? "",
      reported: true,
    },
    securityGroupIds: {
      form: list(group, 0, 100, "ids of security groups"),
      text: "The security groups. Default: none.",
      change: "in place",
      namesGroups: true,
      fixedIn: "v2",
      wire: { create: "SecurityGroupIds", modify: "SecurityGroupIds" },
      wireV2: { create: "sgIds" },
      live: (view) => view.securityGroupIds,
      reported: true,
    },
    primaryIpAddress: {
      form: text(ipv4),
      text: "The primary private address, free and in the subnet. Default: the cloud's choice.",
      change: "replace",
      exclusiveIn: "subnet",
      live: (view) => view.addresses.find(({ primary }) => primary)?.address,
    },
    secondaryIpAddresses: {
      form: list(text(ipv4), 1, 10, "IPv4 addresses"),
      text: "Secondary private addresses, at most 10 with the primary one; or give `secondaryIpAddressCount`. Addresses that others add later are not drift, and stay.",
      change: "in place",
      adds: "IPv4",
      exclusiveIn: "subnet",
      live: secondaryAddresses,
      addresses: secondaryAddresses,
      satisfies: (live, declared) =>
        (declared as readonly string[]).every((address) => (live as readonly string[]).includes(address)),
    },
    secondaryIpAddressCount: {
      form: integer(1, 1_000),
      text: "How many secondary private addresses the cloud chooses. Addresses that others add later are not drift. A smaller number takes none away, because any of them may be in use.",
      change: "in place",
      adds: "IPv4",
      addresses: secondaryAddresses,
      wire: { create: "SecondaryPrivateIpAddressCount" },
      wireV2: { create: "secondaryPrivateIpAddressCount" },
      live: (view) => secondaryAddresses(view).length,
      satisfies: (live, declared) => Number(live) >= Number(declared),
    },
    qosLevel: {
      form: oneOf("PT", "AU", "AG", "DEFAULT"),
      text: 'The quality of service: "PT", "AU", "AG" or "DEFAULT". Only with API v3. Default: the cloud\'s.',
      change: "replace",
      wire: { create: "QosLevel" },
      live: (view) => view.settings?.qosLevel,
    },
    trunkingFlag: {
      form: oneOf("Enable", "Disable"),
      text: '"Enable" makes it a trunk interface. Only with API v3. Default: "Disable".',
      change: "in place",
      wire: { create: "TrunkingFlag", modify: "TrunkingFlag" },
      live: ({ kind }) => (kind === "trunk" ? "Enable" : "Disable"),
    },
    isRdma: {
      form: boolean,
      text: "Whether it is an RDMA interface. Only with API v3. Default: false.",
      change: "replace",
      wire: { create: "IsRdma" },
    },
    // Changed by the tag service.
    tags: {
      form: textByKey(
        tagsOf(maxTags - 1, [ofLength(1, 127), mayStand, unreserved], [ofLength(1, 255), mayStand]),
      ),
      text: "All tags of the interface except the cloud's own, at most 49, because pulumi-eni adds one. `{}` removes all. Default: none; existing tags stay.",
      change: "in place",
      live: (view) => view.tags,
      reported: true,
    },
  },
  planned: ({ trunkingFlag }) => ({ kind: trunkingFlag === "Enable" ? "trunk" : "secondary" }),
  countedWithin: "vpcId",
  conflicts: findConflicts,
};

/** Arguments that only the API v3 has. */
const onlyInV3 = ["qosLevel", "trunkingFlag", "isRdma", "tags"] as const;

/** The API v2 keeps the marker in the description. */
export const maxDescriptionLengthV2 = 37;

function findConflicts(inputs: Readonly<Record<string, unknown>>) {
  const isGiven = (name: string) => inputs[name] !== undefined && inputs[name] !== null;
  const found: { property: string; reason: string }[] = [];
  if (isGiven("secondaryIpAddresses") && isGiven("secondaryIpAddressCount")) {
    found.push({
      property: "secondaryIpAddressCount",
      reason: "secondaryIpAddresses and secondaryIpAddressCount exclude each other: give only one",
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
        'description must not be empty with `api: "v2"`: no page says that an empty text removes a description. Leave it out to create an interface without one',
    });
  }
  if (typeof inputs.description === "string" && [...inputs.description].length > maxDescriptionLengthV2) {
    found.push({
      property: "description",
      reason: `description must not be longer than ${maxDescriptionLengthV2} characters with \`api: "v2"\`: pulumi-eni needs the rest of the cloud's 60 for a mark that identifies the interface`,
    });
  }
  return found;
}
