import type { StoredInterface } from "../../emulator";
import { cloudNames } from "../../provider/clouds";
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
  /** Arguments whose change replaces the interface. */
  readonly replaced: Readonly<Record<string, unknown>>;
  readonly replacementShows: Readonly<Partial<StoredInterface>>;
  /** Arguments that others change in place and this API does not, and how someone changes them by another way. */
  readonly fixed?: {
    readonly args: Readonly<Record<string, unknown>>;
    readonly set: Partial<StoredInterface>;
  };
  /** Other arguments whose change replaces the interface, in the same zone. */
  readonly anew: Readonly<Record<string, unknown>>;
  /** An address that only one interface can have, and arguments whose change replaces the interface in its subnet. */
  readonly pinned?: Readonly<Record<"args" | "change", Readonly<Record<string, unknown>>>>;
  /** A subnet in which no interface for `running` can be, and the word with which its attachment is refused. */
  readonly unfitSubnet: { readonly args: Readonly<Record<string, unknown>>; readonly word: string };
  /** Arguments that cannot go together with what the cloud has, with the argument and the rule of the refusal. */
  readonly impossible: readonly {
    readonly args: Readonly<Record<string, unknown>>;
    readonly property: string;
    readonly text: string;
  }[];
  /** Whether the describe of a subnet says how many addresses are free. */
  readonly showsFreeAddresses: boolean;
  /** The account's quota of interfaces, where a describe tells it. */
  readonly accountQuota?: {
    /** In the emulator. */
    readonly name: string;
    readonly within: "regionId" | "vpcId";
    readonly code: string;
    readonly quotaAction: string;
  };
  /** Fixed addresses of every kind, where the cloud takes some. */
  readonly fixedAddresses: Readonly<Record<string, unknown>> | undefined;
  /** Arguments that exclude each other or are wrong, with the reported property. */
  readonly wrong: readonly { readonly args: Readonly<Record<string, unknown>>; readonly property: string }[];
  /** Arguments that name what is not there, with the argument that the refusal names. */
  readonly absent: readonly { readonly args: Readonly<Record<string, unknown>>; readonly argument: string }[];
  /** The same for a change of what is there. */
  readonly absentInChange?: Readonly<Record<string, unknown>>;
  /** Whether the create answers without the id of what it made; default: no. */
  readonly createNamesNothing?: true;
  /** Where a create with an earlier token answers with what that one made: a code by which a new create is refused. */
  readonly createRepeats?: { readonly refusedCode: string };
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

/** An interface case as a cloud's own file has it: it belongs to the case of the same title. */
export type OwnInterfaceCase = Omit<InterfaceCase, "cloudCase">;

/** The cases of `test/clouds/<cloud>.ts` of each registered cloud whose interfaces can be made. */
export const interfaceCases: readonly InterfaceCase[] = cloudNames.flatMap((name) => {
  const { interfaceCases: own = [] }: CloudFile = require(`../clouds/${name}`);
  return own.map((each) => ({ ...each, cloudCase: caseOf(each.title) }));
});

interface CloudFile {
  readonly interfaceCases?: readonly OwnInterfaceCase[];
}
