import type { Scenario } from "../../emulator";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { type Choice, choicesOf, type Dimension, type Impossible, nameOfChoice } from "./dimensions";
import type { RawCalls } from "./wire";
import type { StepName, WireStep } from "./wire-step";

export const operations = [
  "attach",
  "move",
  "replace-instance",
  "replace-interface",
  "detach",
  "delete",
  "delete-with-detach",
  "create",
  "replace",
  "change",
  "create-and-attach",
] as const;
export type OperationName = (typeof operations)[number];
/** Those on interfaces that exist before. */
export type PairOperation = Exclude<OperationName, InterfaceOperation | "create-and-attach">;
/** Those that make or change the interface itself. */
export type InterfaceOperation = "create" | "replace" | "change";

export function isOnInterface(operation: OperationName): operation is InterfaceOperation {
  return operation === "create" || operation === "replace" || operation === "change";
}

/** "reader": the program's key may describe and not write. "blind": it may write and not describe. */
export type LimitedKey = "reader" | "blind";

/** An obstacle of a step that no describe shows, so that preview may not report it. */
export interface HiddenObstacle {
  readonly step: StepName;
  /** Why no describe shows it. */
  readonly why: string;
  readonly codes: readonly string[];
  /** It ends by itself. */
  readonly passes: boolean;
  /** How `up` says it when its own look shows it before the call. */
  readonly words?: string | undefined;
}

export interface Pair {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
}

/** What the program or the engine asks of the provider. */
export type Order =
  | { readonly do: "attach"; readonly inputs: Inputs }
  | { readonly do: "replace"; readonly before: Inputs; readonly inputs: Inputs }
  | { readonly do: "detach"; readonly inputs: Inputs }
  | { readonly do: "delete"; readonly inputs: Readonly<Record<string, unknown>>; readonly id: string }
  | { readonly do: "create"; readonly inputs: InterfaceInputs }
  | {
      readonly do: "change" | "recreate";
      readonly inputs: InterfaceInputs;
      readonly before: InterfaceInputs;
      readonly id: string;
    }
  | { readonly do: "create and attach"; readonly inputs: InterfaceInputs; readonly attachment: Inputs };

export type InterfaceInputs = Readonly<Record<string, unknown>> & { readonly regionId: string };

export type Inputs = Readonly<Record<string, unknown>> & Pair & { readonly regionId: string };

/** A combination as it is put into the store and asked of the provider. */
export interface Scene {
  readonly scenario: Scenario;
  readonly order: Order;
  /** The calls that remain, in order; none: the goal is reached, or will be by itself. */
  readonly steps: readonly WireStep[];
  /** Interfaces that are being detached already, for which the operation waits before its first step. */
  readonly ending: readonly string[];
  readonly hiddenObstacles: readonly HiddenObstacle[];
  /** Rules that apply now and may not apply when `up` comes to its step. No look can show that before. */
  readonly relents: readonly string[];
  /** No look shows the interface. */
  readonly isUnknown: boolean;
  /** The interface that the first step creates, as the steps behind it find it. */
  readonly made?: NonNullable<Scenario["interfaces"]>[number] | undefined;
  /** The quotas of the account, where they are not the usual ones. */
  readonly quotas?: Readonly<Record<string, number>> | undefined;
  /** What the program's key may not do; undefined: it may do everything. */
  readonly key?: LimitedKey | undefined;
}

/** One API of one cloud: what can differ, what cannot be, and how a choice looks in the store and on the wire. */
export interface AgreementCloud {
  /** As in identifiers: "tencent-v2". */
  readonly api: string;
  readonly cloudCase: CloudCase;
  readonly wire: RawCalls;
  /** The codes of a call for which the key has no permission. */
  readonly deniedCodes: readonly string[];
  /** What differs in an operation, and how many of these at once. */
  readonly spaces: Readonly<Record<OperationName, Space>>;
  readonly impossible: readonly Impossible[];
  readonly sceneOf: (operation: OperationName, choice: Choice) => Scene;
}

export interface Space {
  readonly dimensions: readonly Dimension[];
  readonly depth: number;
}

export interface Combination {
  /** `alibaba/attach/kind=trunk+room=full`. */
  readonly id: string;
  readonly operation: OperationName;
  readonly choice: Choice;
}

export interface Enumeration {
  readonly combinations: readonly Combination[];
  /** How many were left out, by the reason. */
  readonly impossible: ReadonlyMap<Impossible, number>;
}

/** All combinations of one operation on one API that can exist. */
export function enumerate(cloud: AgreementCloud, operation: OperationName): Enumeration {
  const { dimensions, depth } = cloud.spaces[operation];
  const combinations: Combination[] = [];
  const impossible = new Map<Impossible, number>();
  for (const choice of choicesOf(dimensions, depth)) {
    const row = cloud.impossible.find(({ when }) => when({ ...choice, operation }));
    if (row) impossible.set(row, (impossible.get(row) ?? 0) + 1);
    else {
      const id = `${cloud.api}/${operation}/${nameOfChoice(dimensions, choice)}`;
      combinations.push({ id, operation, choice });
    }
  }
  return { combinations, impossible };
}

export function caseOf(title: string): CloudCase {
  const found = cloudCases.find((cloudCase) => cloudCase.title === title);
  if (found === undefined) throw new Error(`there is no case of ${title}`);
  return found;
}
