import type { FaultKind } from "../../emulator";
import type { Kill } from "./provider-of-run";
import type {
  AttachmentName,
  InstanceSlot,
  InterfaceName,
  InterfaceSlot,
  ResourceName,
  StackName,
  Variant,
} from "./scene";

/** What the program of a stack declares under one name. */
export interface AttachmentDeclaration {
  /** A free interface of the scene, or one that the program creates. */
  readonly of: InterfaceSlot | InterfaceName;
  readonly to: InstanceSlot;
  readonly moveFrom?: readonly InstanceSlot[];
  readonly mayMoveTo?: readonly InstanceSlot[];
  readonly ifAlreadyAttached?: "fail";
  readonly timeouts?: { readonly create?: string; readonly delete?: string };
  readonly preflight?: "off" | "strict";
  readonly inOtherRegion?: true;
  /** It is only looked up, by the id of this pair: the static method `get`. */
  readonly get?: true;
}

export interface InterfaceDeclaration {
  readonly variant: Variant;
  readonly detachOnDelete?: true;
}

export interface OptionsDeclaration {
  readonly protect?: true;
  readonly retainOnDelete?: true;
  readonly ignoreChanges?: readonly string[];
  /** Only a transformation can set it: the classes refuse it. */
  readonly replaceOnChanges?: readonly string[];
  readonly deletedWith?: InterfaceName;
  /** Options that a transformation sets, after the class has seen the others. */
  readonly transformed?: {
    readonly ignoreChanges?: readonly string[];
    readonly deleteBeforeReplace?: false;
  };
}

export type Limit =
  | { readonly target: readonly ResourceName[]; readonly dependents?: true }
  | { readonly exclude: readonly ResourceName[] }
  | { readonly replace: readonly ResourceName[] }
  | { readonly targetReplace: readonly ResourceName[] };

/** How a run is started, for the commands that start one. */
export interface RunOptions {
  readonly kill?: Kill;
  /** Ctrl-C at the n-th write. */
  readonly interruptAtWrite?: number;
  readonly account?: "other";
  /** The endpoint of a cloud that has nothing of the stack, as when the variable of an emulator is forgotten. */
  readonly isElsewhere?: true;
  /** What someone else does during the run. */
  readonly meanwhile?: { readonly afterMs: number; readonly deed: Deed };
}

/** What someone else does in the cloud. */
export type Deed =
  | {
      readonly do: "someone attaches";
      readonly interface: InterfaceSlot | InterfaceName;
      readonly to: InstanceSlot;
    }
  | {
      readonly do: "someone detaches" | "someone deletes" | "someone assigns an address" | "someone renames";
      readonly interface: InterfaceSlot | InterfaceName;
    }
  | {
      readonly do: "someone starts" | "someone stops" | "someone releases";
      readonly instance: InstanceSlot;
    };

/** What one user, or someone else, does. Plain, so that a history can be printed, kept and played again. */
export type StoryStep =
  | {
      readonly do: "declare attachment";
      readonly stack: StackName;
      readonly name: AttachmentName;
      readonly as: AttachmentDeclaration;
      readonly options?: OptionsDeclaration;
    }
  | {
      readonly do: "declare interface";
      readonly stack: StackName;
      readonly name: InterfaceName;
      readonly as: InterfaceDeclaration;
      readonly options?: OptionsDeclaration;
    }
  | { readonly do: "remove from the program"; readonly stack: StackName; readonly name: ResourceName }
  | {
      readonly do: "rename";
      readonly stack: StackName;
      readonly name: AttachmentName;
      readonly to: AttachmentName;
      readonly withAlias: boolean;
    }
  | {
      /** Into a component, or out of it. */
      readonly do: "regroup";
      readonly stack: StackName;
      readonly name: AttachmentName;
      readonly withAlias: boolean;
    }
  | { readonly do: "stack rename"; readonly stack: StackName }
  | ({
      readonly do: "up";
      readonly stack: StackName;
      readonly isSerial?: true;
      readonly refresh?: true;
      /** Whether the stack has `eni:driftCheck`. */
      readonly driftCheck?: true;
    } & RunOptions & {
        readonly limit?: Limit;
      })
  | ({ readonly do: "destroy"; readonly stack: StackName; readonly refresh?: true } & RunOptions & {
        readonly target?: readonly ResourceName[];
      })
  | ({ readonly do: "refresh"; readonly stack: StackName } & RunOptions)
  | { readonly do: "preview"; readonly stack: StackName }
  | { readonly do: "up of both stacks at once" }
  | { readonly do: "taint"; readonly stack: StackName; readonly name: ResourceName }
  | { readonly do: "state delete"; readonly stack: StackName; readonly name: ResourceName }
  | {
      readonly do: "state rename";
      readonly stack: StackName;
      readonly name: AttachmentName;
      readonly to: AttachmentName;
    }
  | {
      readonly do: "state move";
      readonly from: StackName;
      readonly to: StackName;
      readonly name: AttachmentName;
    }
  | Deed
  | {
      readonly do: "fault";
      readonly action?: string;
      readonly fault: FaultKind;
      readonly times: number;
    }
  | { readonly do: "wait"; readonly ms: number };

/** A step in words, with all that is needed to repeat it. */
export function tell(step: StoryStep): string {
  const { do: what, ...rest } = step;
  const details = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return details.length > 0 ? `${what}: ${details.join(", ")}` : what;
}
