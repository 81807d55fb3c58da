import type { FaultKind } from "../../emulator";
import type { CloudOfProgram, InterfaceProgram } from "../e2e/interface-program";

/** How a run is ended. */
export const kills = ["SIGKILL of the engine", "SIGKILL of the provider", "SIGINT of the engine"] as const;
export type Kill = (typeof kills)[number];

/** What the user does then. */
export const recoveries = ["up", "refresh", "destroy"] as const;
export type Recovery = (typeof recoveries)[number];

/** What the program declares, on each cloud. */
export type Plan = (on: CloudOfProgram) => ReturnType<CloudOfProgram["data"]>;

/** A boundary in the life of a resource at which a run is ended. */
export interface Point {
  readonly name: string;
  /** What the stack has before. */
  readonly before: Plan | undefined;
  /** What the program declares at the run that is ended. */
  readonly plan: Plan;
  readonly verb: "up" | "destroy";
  /** Keeps every cloud at the boundary for a while. */
  readonly hold: {
    readonly action: (on: CloudOfProgram) => string;
    readonly fault: FaultKind;
  };
  /** How long transitions take. */
  readonly transitionMs?: number;
  /** Waits for a look after the call too. */
  readonly untilLook?: boolean;
  /** The engine is stopped while the provider comes to its end, so that it has the reply and has written no state. */
  readonly freezes?: boolean;
  readonly recoveries: readonly Recovery[];
}

/** Longer than the clouds of one program are apart, also on a busy machine. */
const holdMs = 12_000;
const quickMs = 200;
const slowMs = 8_000;

/** The cloud acts, and its reply comes later. */
const replyLater = { kind: "delay", ms: holdMs } as const;
/** The reply comes soon; by then the engine is stopped. */
const replySoon = { kind: "delay", ms: 2_500 } as const;
/** The call is sent, and the cloud does not act. */
const neverActs = { kind: "hang" } as const;

const describe = () => "DescribeNetworkInterfaces";
const at = (action: string) => () => `${action}NetworkInterface`;

const alone: Plan = (on) => ({ data: { args: on.own.declared } });
const attached: Plan = (on) => on.data();
const onBusy: Plan = (on) => on.data({}, on.own.cloudCase.busy);
const replaced: Plan = (on) => on.data(on.own.replaced);

/** What was made and is in no state yet is kept by the next `up`; a `destroy` without it would not know it. */
const goOn: readonly Recovery[] = ["up", "refresh"];
const giveUp: readonly Recovery[] = ["destroy", "refresh"];

/** The boundaries of one write. */
function pointsOf(
  write: string,
  action: Point["hold"]["action"],
  common: Pick<Point, "before" | "plan" | "verb" | "recoveries">,
): readonly Point[] {
  return [
    { ...common, name: `before the ${write} is sent`, hold: { action: describe, fault: replyLater } },
    { ...common, name: `${write} committed, no reply yet`, hold: { action, fault: replyLater } },
    {
      ...{ ...common, name: `waiting for the ${write}`, transitionMs: slowMs, untilLook: true },
      hold: { action, fault: { kind: "delay", ms: 1 } },
    },
    {
      ...{ ...common, name: `${write} succeeded, no state yet`, freezes: true },
      hold: { action, fault: replySoon },
    },
  ];
}

export const points: readonly Point[] = [
  ...["create", "attach"].flatMap((write): readonly Point[] => {
    const isCreate = write === "create";
    const common = {
      before: isCreate ? undefined : alone,
      plan: isCreate ? alone : attached,
      verb: "up",
      recoveries: goOn,
    } as const;
    return pointsOf(write, at(isCreate ? "Create" : "Attach"), common);
  }),
  ...["detach", "delete"].flatMap((write): readonly Point[] => {
    const isDetach = write === "detach";
    const plan = isDetach ? attached : alone;
    const common = { before: plan, plan, verb: "destroy", recoveries: giveUp } as const;
    return pointsOf(write, at(isDetach ? "Detach" : "Delete"), common);
  }),
  {
    name: "between detach and attach of a replaced attachment",
    before: attached,
    plan: onBusy,
    verb: "up",
    hold: { action: at("Attach"), fault: neverActs },
    recoveries,
  },
  {
    name: "between delete and create of a replaced interface",
    before: attached,
    plan: replaced,
    verb: "up",
    hold: { action: at("Create"), fault: neverActs },
    recoveries,
  },
];

/** How long transitions take where the point does not say. */
export function transitionMsOf({ transitionMs = quickMs }: Point): number {
  return transitionMs;
}

/** Whether every cloud is at the boundary. */
export function isReached(point: Point, { clouds }: InterfaceProgram): boolean {
  return clouds.every((on) => {
    if (on.emulator.faults.list().some(({ struck }) => struck === 0)) return false;
    if (!point.untilLook) return true;
    const actions = on.emulator.journal.entries({ foreign: false }).map(({ action }) => action);
    const sentAt = actions.indexOf(point.hold.action(on));
    return actions.slice(sentAt + 1).some((action) => /^Describe/.test(action));
  });
}
