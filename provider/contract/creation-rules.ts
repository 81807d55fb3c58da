import { BlockList } from "node:net";
import { nameOf, type SubnetView } from "./observation";
import { type DeclaredInterface, differ, interfaceName, type Rule, type Situation } from "./rules";

/** What a cloud's table adds to a common rule: the cloud's codes, and the documentation. */
type Told = Pick<Rule, "codes" | "source">;

/**
 * The common rules about creating an interface and changing its security groups. `word` is the cloud's name for a
 * subnet, such as "vSwitch". Each cloud adds those that it documents to its table.
 */
export function creationRules(word: string) {
  const nameOfSubnet = ({ declaredInterface: declared }: Situation) =>
    `The ${word} ${declared?.subnet ? nameOf(declared.subnet) : declared?.subnetId}`;
  return {
    unknownSubnet: (told: Told): Rule => ({
      name: "unknown-subnet",
      operations: ["create"],
      argument: "subnetId",
      states: `The ${word} must exist in the region, in the account of the credentials.`,
      applies: ({ unknown = [] }) => unknown.includes("subnet"),
      lasting: "until changed",
      reason: (situation) =>
        `${nameOfSubnet(situation)} is not in region ${situation.regionId} for these credentials.`,
      remedy: "Check `subnetId`, `regionId` and the account.",
      ...told,
    }),
    subnetFull: (told: Told): Rule => ({
      name: "subnet-full",
      operations: ["create", "assign"],
      argument: "subnetId",
      states: `The ${word} must have a free address for each new private IPv4 address of the interface.`,
      applies: ({ declaredInterface: declared }) =>
        declared?.subnet?.freeAddresses !== undefined &&
        declared.addressCount > 0 &&
        needed(declared) > declared.subnet.freeAddresses,
      lasting: "until changed",
      reason: (situation) => {
        const {
          subnet,
          addressCount = 0,
          addressTotal = 0,
          othersAddressCount = 0,
        } = situation.declaredInterface ?? {};
        const more = addressTotal > addressCount ? " more" : "";
        const others =
          othersAddressCount > 0
            ? `, and other new interfaces of this program need ${othersAddressCount}`
            : "";
        return `${nameOfSubnet(situation)} has ${subnet?.freeAddresses} free IPv4 addresses. This interface needs ${addressCount}${more}${others}.`;
      },
      remedy: `Use another ${word}, ask for fewer addresses, or delete interfaces that nothing uses.`,
      ...told,
    }),
    quotaOfInterfaces: (told: Told & Pick<Rule, "argument">): Rule => ({
      name: "quota-of-interfaces",
      operations: ["create"],
      states: `The account must have room for the new interfaces of the program in this ${placeWord(told)}. What counts is an inference, so this is only a warning.`,
      applies: ({ declaredInterface }) => lacksRoom(declaredInterface?.room),
      lasting: "until changed",
      softer: "inferred",
      reason: ({ declaredInterface, regionId }) => {
        const { room, vpcId } = declaredInterface ?? {};
        const place = told.argument === "vpcId" ? `VPC ${vpcId}` : `Region ${regionId}`;
        const others = room?.others ? `, and this program creates ${room.others} others` : "";
        return `${place} takes ${room?.quota} interfaces of this account besides primary ones. It has ${room?.held}${others}.`;
      },
      remedy: "Delete interfaces that nothing uses, or ask the cloud for a larger quota.",
      ...told,
    }),
    addressesWhenFree: (told: Told): Rule => ({
      name: "addresses-when-free",
      operations: ["create", "assign"],
      argument: "vpcId",
      states:
        "An interface that no instance holds can have as many private IPv4 addresses as the account's quota allows.",
      applies: ({ networkInterface, declaredInterface: declared }) =>
        networkInterface.holder === undefined &&
        declared?.room?.addressesWhenFree !== undefined &&
        declared.addressTotal > declared.room.addressesWhenFree,
      lasting: "until changed",
      reason: (situation) =>
        `${interfaceName(situation)} would have ${situation.declaredInterface?.addressTotal} private IPv4 addresses, and the account allows ${situation.declaredInterface?.room?.addressesWhenFree} while no instance holds it.`,
      remedy: "Ask for fewer addresses, or attach it first to an instance whose type allows more.",
      ...told,
    }),
    addressOutside: (told: Told): Rule => ({
      name: "address-outside-subnet",
      operations: ["create", "assign"],
      argument: "primaryIpAddress",
      states: `A declared private IPv4 address must be in the CIDR block of the ${word}.`,
      applies: ({ declaredInterface }) => outside(declaredInterface).length > 0,
      lasting: "never",
      reason: (situation) => {
        const { declaredInterface } = situation;
        return `${outside(declaredInterface).join(", ")} is not in ${declaredInterface?.subnet?.cidrBlock}, the CIDR block of ${declaredInterface?.subnetId}.`;
      },
      remedy: `Use an address of that block, or another ${word}.`,
      ...told,
    }),
    addressReserved: ({ reserved, ...told }: Told & { readonly reserved: Reserved }): Rule => ({
      name: "address-reserved",
      operations: ["create", "assign"],
      argument: "primaryIpAddress",
      states: `A declared private IPv4 address must not be one that the cloud reserves: the first ${reserved.first === 1 ? "one" : reserved.first} and the last ${reserved.last} of the ${word}.`,
      applies: ({ declaredInterface }) => reservedOf(declaredInterface, reserved).length > 0,
      lasting: "never",
      reason: (situation) => {
        const { declaredInterface } = situation;
        return `${nameOfSubnet(situation)} has ${reservedOf(declaredInterface, reserved).join(", ")} reserved for the cloud.`;
      },
      remedy: "Use another address of its block.",
      ...told,
    }),
    addressInUse: (told: Told): Rule => ({
      name: "address-in-use",
      operations: ["create", "assign"],
      argument: "primaryIpAddress",
      states: "A declared private IPv4 address must be free.",
      applies: ({ declaredInterface }) => (declaredInterface?.usedAddresses ?? []).length > 0,
      lasting: "until changed",
      softer: "handed over",
      reason: (situation) => {
        const used = (situation.declaredInterface?.usedAddresses ?? []).map(
          ({ address, usedBy }) => `${address}${usedBy === undefined ? "" : ` (by ${usedBy})`}`,
        );
        return `${nameOfSubnet(situation)} has addresses in use that this interface declares: ${used.join(", ")}.`;
      },
      remedy: "Use a free address, or delete what has it.",
      ...told,
    }),
    subnetOfOtherVpc: (told: Told): Rule => ({
      name: "subnet-of-other-vpc",
      operations: ["create"],
      argument: "vpcId",
      states: `The ${word} must be in the declared VPC.`,
      applies: ({ declaredInterface: declared }) => differ(declared?.vpcId, declared?.subnet?.vpcId),
      lasting: "never",
      reason: (situation) =>
        `${nameOfSubnet(situation)} is in VPC ${situation.declaredInterface?.subnet?.vpcId}, not in ${situation.declaredInterface?.vpcId}.`,
      remedy: "Correct `vpcId` or `subnetId`.",
      ...told,
    }),
    subnetOfOtherRegion: (told: Told): Rule => ({
      name: "subnet-of-other-region",
      operations: ["create"],
      argument: "regionId",
      states: `The ${word} must be in the declared region.`,
      applies: ({ declaredInterface, regionId }) => differ(regionId, declaredInterface?.subnet?.regionId),
      lasting: "never",
      reason: (situation) =>
        `${nameOfSubnet(situation)} is in region ${situation.declaredInterface?.subnet?.regionId}, not in ${situation.regionId}.`,
      remedy: "Correct `regionId` or `subnetId`.",
      ...told,
    }),
    unknownGroup: (told: Told): Rule => ({
      name: "unknown-security-group",
      operations: ["create", "change"],
      argument: "securityGroupIds",
      states: "Each security group must exist in the region, in the account of the credentials.",
      applies: ({ declaredInterface }) => (declaredInterface?.unknownGroupIds ?? []).length > 0,
      lasting: "until changed",
      reason: ({ declaredInterface, regionId }) =>
        `Region ${regionId} has no security group ${declaredInterface?.unknownGroupIds.join(", ")} for these credentials.`,
      remedy: "Check the ids, `regionId` and the account.",
      ...told,
    }),
    groupOfOtherVpc: (told: Told): Rule => ({
      name: "security-group-of-other-vpc",
      operations: ["create", "change"],
      argument: "securityGroupIds",
      states: `Each security group must be in the VPC of the ${word}.`,
      applies: ({ declaredInterface }) => strangers(declaredInterface).length > 0,
      lasting: "never",
      reason: ({ declaredInterface }) => {
        const groups = strangers(declaredInterface).map((group) => `${nameOf(group)} in VPC ${group.vpcId}`);
        return `The ${word} is in VPC ${declaredInterface?.subnet?.vpcId}, but security group ${groups.join(", ")}.`;
      },
      remedy: `Use security groups of the ${word}'s VPC.`,
      ...told,
    }),
  };
}

function needed({ addressCount, othersAddressCount }: DeclaredInterface): number {
  return addressCount + othersAddressCount;
}

function placeWord({ argument }: Pick<Rule, "argument">): string {
  return argument === "vpcId" ? "VPC" : "region";
}

function lacksRoom(room: DeclaredInterface["room"]): boolean {
  return room !== undefined && room.held + room.others >= room.quota;
}

/** The declared addresses that are not in the subnet's CIDR block. */
function outside(declared: DeclaredInterface | undefined): readonly string[] {
  return (declared?.addresses ?? []).filter((address) => isOutside(declared?.subnet, address));
}

/** Whether an IPv4 address is not in the CIDR block of a subnet, as far as that is known. */
export function isOutside(subnet: SubnetView | undefined, address: string): boolean {
  const [network, bits] = subnet?.cidrBlock?.split("/") ?? [];
  if (network === undefined || bits === undefined) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), "ipv4");
  return !block.check(address, "ipv4");
}

/** How many addresses the cloud reserves at the beginning and at the end of each block. */
interface Reserved {
  readonly first: number;
  readonly last: number;
}

function reservedOf(declared: DeclaredInterface | undefined, { first, last }: Reserved): readonly string[] {
  const [network, bits] = declared?.subnet?.cidrBlock?.split("/") ?? [];
  if (network === undefined || bits === undefined) return [];
  const size = 2 ** (32 - Number(bits));
  const isReserved = (address: string) => {
    const place = numberOf(address) - Math.floor(numberOf(network) / size) * size;
    return (place >= 0 && place < first) || (place >= size - last && place < size);
  };
  return (declared?.addresses ?? []).filter(isReserved);
}

function numberOf(ipv4: string): number {
  return ipv4.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The declared security groups of another VPC than the subnet's. */
function strangers(declared: DeclaredInterface | undefined) {
  return (declared?.groups ?? []).filter(({ vpcId }) => differ(vpcId, declared?.subnet?.vpcId));
}
