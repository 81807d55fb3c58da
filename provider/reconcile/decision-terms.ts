import type { TaskOutcome } from "../contract/cloud";
import type { InstanceView, InterfaceView, Observation } from "../contract/observation";
import type { Patience } from "../contract/patience";
import type { DeclaredAttachment, Obstacle, Rule } from "../contract/rules";
import type { TagChange } from "../contract/tags";
import type { CloudError } from "../core/errors";

/** What an operation is to reach. */
export type Goal = AttachedGoal | DetachedGoal | DeletedGoal | MadeGoal;

export interface AttachedGoal extends DeclaredAttachment {
  readonly state: "attached";
  readonly instanceId: string;
  /** The only instances from which it may be taken. */
  readonly moveFrom: readonly string[];
  /** What to do when it is found attached as wanted though this operation sent nothing. */
  readonly ifAlreadyAttached: "adopt" | "fail";
  /** The attachment is recorded as ours: it may be taken off its own instance to put a declared argument right. */
  readonly ours: boolean;
}

export interface DetachedGoal {
  readonly state: "detached";
  readonly instanceId: string;
}

/** The interface itself is gone, its addresses and security groups free. */
export interface DeletedGoal {
  readonly state: "deleted";
  /** Take it off the instance that holds it, under the rules of a detach. */
  readonly detachFirst: boolean;
  /** Why it is not taken off, where that is not for want of the permission: another resource of the run claims it. */
  readonly claimedBy?: string | undefined;
}

/** The interface exists, can be used, and shows what is declared. */
export interface MadeGoal {
  readonly state: "made";
  /** There may be none yet: this operation is the one that makes it. */
  readonly mayCreate: boolean;
  /** A create with the token of an earlier one answers with what that one made, whatever became of it. */
  readonly createRepeats: boolean;
  /** What can be changed in place and is not as declared; undefined: nothing. Pure. */
  readonly differences: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
  /** What is to be changed though this look does not show it: sent once. Pure. */
  readonly unseen?: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
}

export type WriteName = "attach" | "detach" | "delete" | "create" | "modify" | "retag";

/** What became of the latest request of one kind. */
export interface WriteProgress {
  /** How often it was sent. */
  readonly times: number;
  /** How many of these the cloud did not refuse: what is repeated without an effect is bounded. */
  readonly tries: number;
  /** How often in a row it was refused, and since when. */
  readonly refusals: number;
  readonly refusedSinceMs?: number | undefined;
  /** One of its sends was accepted, or got no answer: it may have been done, whatever the latest reply says. */
  readonly mayBeDone: boolean;
  readonly sentAtMs: number;
  /** Of a detach: the instance that it takes the interface off. */
  readonly from?: string | undefined;
  readonly reply: "accepted" | "unanswered" | "refused";
  readonly requestId?: string | undefined;
  /** The error of a reply that was none, or a refusal. */
  readonly error?: CloudError | undefined;
  /** A look has shown the transition since. */
  readonly transitionSeen: boolean;
  /** What this create was answered with was deleted in this very run, or was seen before it and is of no use. */
  readonly vanished?: boolean | undefined;
  /** What the cloud's task of this request says, where it has tasks and was asked, and when it first said so. */
  readonly task?: (TaskOutcome & { readonly sinceMs: number }) | undefined;
}

/** What this operation has done and seen so far. */
export interface Progress {
  readonly startedAtMs: number;
  readonly attach?: WriteProgress;
  readonly detach?: WriteProgress;
  readonly delete?: WriteProgress;
  readonly create?: WriteProgress;
  readonly modify?: WriteProgress;
  readonly retag?: WriteProgress;
  /** How many creates were answered with an interface that did not show, and passed by. */
  readonly unseenCreates?: number;
  /** Since when looks have shown the interface in this status and with this holder. */
  readonly unchangedSinceMs: number;
}

export type Decision =
  | { readonly do: "done"; readonly how: "as it was" | "acted" | "gone" | "held by another" }
  | { readonly do: "attach" }
  | { readonly do: "detach"; readonly from: string }
  | { readonly do: "delete" }
  /** `anew`: as another request than the one before, which made nothing that this operation may use. */
  | { readonly do: "create"; readonly anew: boolean }
  | { readonly do: "modify"; readonly changes: Readonly<Record<string, unknown>> }
  | { readonly do: "retag"; readonly change: TagChange }
  | { readonly do: "wait"; readonly why: string }
  | { readonly do: "refuse"; readonly obstacle: Obstacle }
  /** `nothingMade`: what was seen proves that nothing came of what was sent. */
  | {
      readonly do: "fail";
      readonly why: string;
      readonly cause?: CloudError | undefined;
      readonly nothingMade?: boolean;
    };

export interface DecisionInput {
  readonly goal: Goal;
  /** The interface that is looked at; undefined: it is to be made. */
  readonly networkInterfaceId?: string | undefined;
  readonly observation: Observation;
  /** The instance that holds the interface when that is not the goal's: for what stands in the way there, and its name. */
  readonly holderInstance?: InstanceView | undefined;
  /** The declared trunk interface; undefined: not looked at. It is before something is taken off to be attached through it. */
  readonly trunk?: InterfaceView | "unknown" | undefined;
  readonly progress: Progress;
  readonly nowMs: number;
  readonly rules: readonly Rule[];
  readonly patience: Patience;
  readonly regionId: string;
  /** Where the cloud looks for interfaces inside a VPC. */
  readonly vpcId?: string | undefined;
}
