import fc from "fast-check";
import type { FaultKind } from "../../emulator";
import type { History } from "./history";
import {
  attachmentNames,
  instanceSlots,
  interfaceNames,
  interfaceSlots,
  type ResourceName,
  type StackName,
} from "./scene";
import { type Deed, type StoryStep, tell } from "./story";

/** A step of a story as a command of fast-check. */
export class Command implements fc.AsyncCommand<History, History> {
  constructor(readonly step: StoryStep) {}

  check(history: Readonly<History>): boolean {
    return canMatter(history, this.step);
  }

  run(_model: History, history: History): Promise<void> {
    history.steps.push(this.step);
    return history.play(this.step);
  }

  toString(): string {
    return `\n  ${tell(this.step)}`;
  }
}

/** Whether a step can do anything now. Others are left out of a history, so that it stays short. */
export function canMatter(history: Readonly<History>, step: StoryStep): boolean {
  switch (step.do) {
    case "remove from the program":
    case "regroup":
    case "rename": {
      const { attachments, interfaces } = history.stacks[step.stack];
      const names: readonly ResourceName[] = [...attachments.keys(), ...interfaces.keys()];
      return names.includes(step.name) && !("to" in step && names.includes(step.to));
    }
    case "taint":
    case "state rename":
    case "state delete": {
      const stack = history.stacks[step.stack];
      return stack.state.find(stack.urn(step.name)) !== undefined;
    }
    case "destroy":
    case "refresh":
      return history.stacks[step.stack].state.resources.length > 0;
    default:
      return true;
  }
}

const stack: fc.Arbitrary<StackName> = fc.oneof(
  { arbitrary: fc.constant("dev" as const), weight: 4 },
  { arbitrary: fc.constant("prod" as const), weight: 1 },
);
const attachmentName = fc.constantFrom(...attachmentNames);
const interfaceName = fc.constantFrom(...interfaceNames);
const anyName: fc.Arbitrary<ResourceName> = fc.constantFrom(...attachmentNames, ...interfaceNames);
const someNames = fc.uniqueArray(anyName, { minLength: 1, maxLength: 2 });
const target = fc.oneof(
  { arbitrary: fc.constantFrom(...interfaceSlots), weight: 3 },
  { arbitrary: interfaceName, weight: 1 },
);
const instance = fc.oneof(
  { arbitrary: fc.constantFrom("running" as const, "busy" as const), weight: 8 },
  { arbitrary: fc.constant("stopped" as const), weight: 1 },
);
const instances = fc.uniqueArray(fc.constantFrom(...instanceSlots), { minLength: 1, maxLength: 2 });

/** Leaves a property out as often as `freq` says to one. */
function rarely<T>(arbitrary: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: freq }, { arbitrary, weight: 1 });
}

/** A record without the properties that are undefined. */
function record<T extends object>(
  fields: {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  },
): fc.Arbitrary<WithoutUndefined<T>> {
  return fc
    .record<T>(fields)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)))
    .map((value) => value as WithoutUndefined<T>);
}

/** A property that may be undefined is one that may be missing. */
type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

const options = record({
  protect: rarely(fc.constant(true as const), 12),
  retainOnDelete: rarely(fc.constant(true as const), 16),
  ignoreChanges: rarely(
    fc.constantFrom(["instanceId"], ["moveFrom", "regionId"], ["networkInterfaceId"]),
    12,
  ),
  replaceOnChanges: rarely(fc.constant(["timeouts"]), 20),
  deletedWith: rarely(interfaceName, 16),
  transformed: rarely(
    fc.oneof(
      fc.constant({ deleteBeforeReplace: false as const }),
      fc.constant({ ignoreChanges: ["instanceId"] }),
    ),
    16,
  ),
});

const attachment = record({
  do: fc.constant("declare attachment" as const),
  stack,
  name: attachmentName,
  as: record({
    of: target,
    to: instance,
    moveFrom: rarely(instances, 3),
    mayMoveTo: rarely(instances, 6),
    ifAlreadyAttached: rarely(fc.constant("fail" as const), 8),
    timeouts: rarely(
      fc.constantFrom({ create: "3s" }, { create: "20s" }, { delete: "3s" }, { delete: "20s" }),
      5,
    ),
    preflight: rarely(fc.constantFrom("off" as const, "strict" as const), 4),
    inOtherRegion: rarely(fc.constant(true as const), 20),
    get: rarely(fc.constant(true as const), 20),
  }),
  options,
});

const ownInterface = record({
  do: fc.constant("declare interface" as const),
  stack,
  name: interfaceName,
  as: record({
    variant: fc.constantFrom("first" as const, "changed" as const, "replaced" as const),
    detachOnDelete: rarely(fc.constant(true as const), 2),
  }),
  options,
});

const someone: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant("someone attaches" as const), interface: target, to: instance }),
  fc.record({
    do: fc.constantFrom(
      "someone detaches" as const,
      "someone deletes" as const,
      "someone detaches" as const,
      "someone assigns an address" as const,
      "someone renames" as const,
    ),
    interface: target,
  }),
  fc.record({
    do: fc.constantFrom(
      "someone starts" as const,
      "someone stops" as const,
      "someone starts" as const,
      "someone stops" as const,
      "someone releases" as const,
    ),
    instance: fc.constantFrom(...instanceSlots),
  }),
);

const kill = record({
  at: fc.constantFrom("write" as const, "write" as const, "look" as const),
  number: fc.integer({ min: 1, max: 4 }),
  when: fc.constantFrom("before it is sent" as const, "before its answer" as const),
});
const runOptions = {
  kill: rarely(kill, 7),
  interruptAtWrite: rarely(fc.integer({ min: 1, max: 3 }), 14),
  account: rarely(fc.constant("other" as const), 14),
  isElsewhere: rarely(fc.constant(true as const), 14),
  meanwhile: rarely(fc.record({ afterMs: fc.integer({ min: 1, max: 9_000 }), deed: someone }), 8),
};

const up = record({
  do: fc.constant("up" as const),
  stack,
  isSerial: rarely(fc.constant(true as const), 1),
  refresh: rarely(fc.constant(true as const), 4),
  driftCheck: rarely(fc.constant(true as const), 5),
  limit: rarely(
    fc.oneof(
      someNames.map((names) => ({ target: names })),
      someNames.map((names) => ({ target: names, dependents: true as const })),
      someNames.map((names) => ({ targetReplace: names })),
      someNames.map((names) => ({ exclude: names })),
      someNames.map((names) => ({ replace: names })),
    ),
    3,
  ),
  ...runOptions,
});

const destroy = record({
  do: fc.constant("destroy" as const),
  stack,
  refresh: rarely(fc.constant(true as const), 3),
  target: rarely(someNames, 3),
  ...runOptions,
});

const writeActions = [
  "AttachNetworkInterface",
  "DetachNetworkInterface",
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
];
const lookActions = ["DescribeNetworkInterfaces", "DescribeInstances"];
const everyAction = fc.constantFrom(undefined, ...writeActions, ...lookActions);

/** A single failure, or an outage. */
const times = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 6 }), weight: 4 },
  { arbitrary: fc.constant(60), weight: 1 },
);
const faultOfCall: fc.Arbitrary<FaultKind> = fc.constantFrom<FaultKind>(
  { kind: "throttle" },
  { kind: "http", status: 500 },
  { kind: "http", status: 503 },
  { kind: "http", status: 429 },
  { kind: "lost-reply" },
  { kind: "reset-after" },
  { kind: "reset-before" },
  { kind: "truncated" },
);
const faultOfTime: fc.Arbitrary<FaultKind> = fc.oneof(
  fc.integer({ min: 500, max: 5_000 }).map((ms) => ({ kind: "stale-describe" as const, ms })),
  fc.integer({ min: 500, max: 8_000 }).map((ms) => ({ kind: "late-start" as const, ms })),
  fc
    .constantFrom("attach" as const, "detach" as const, "create" as const, "delete" as const)
    .map((transition) => ({ kind: "fail" as const, transition })),
  fc
    .constantFrom("detach" as const, "delete" as const)
    .map((transition) => ({ kind: "stuck" as const, transition, resends: 1 })),
);
function faults(codes: readonly string[]): fc.Arbitrary<StoryStep> {
  const anyCode = fc.constantFrom(...codes).map((code): FaultKind => ({ kind: "error", code }));
  return fc.oneof(
    fc.record({
      do: fc.constant("fault" as const),
      action: fc.constantFrom(...writeActions, ...lookActions),
      fault: anyCode,
      times,
    }),
    record({ do: fc.constant("fault" as const), action: everyAction, fault: faultOfCall, times }),
    fc.record({ do: fc.constant("fault" as const), fault: faultOfTime, times }),
  );
}

export const steps: (codes: readonly string[]) => fc.Arbitrary<StoryStep> = (codes) =>
  fc.oneof(
    { arbitrary: attachment, weight: 10 },
    { arbitrary: ownInterface, weight: 3 },
    { arbitrary: up, weight: 14 },
    { arbitrary: destroy, weight: 3 },
    { arbitrary: record({ do: fc.constant("refresh" as const), stack, ...runOptions }), weight: 3 },
    { arbitrary: fc.record({ do: fc.constant("preview" as const), stack }), weight: 1 },
    {
      arbitrary: fc.record({ do: fc.constant("remove from the program" as const), stack, name: anyName }),
      weight: 3,
    },
    {
      arbitrary: fc.record({
        do: fc.constant("rename" as const),
        stack,
        name: attachmentName,
        to: attachmentName,
        withAlias: fc.boolean(),
      }),
      weight: 3,
    },
    {
      arbitrary: fc.record({
        do: fc.constant("regroup" as const),
        stack,
        name: attachmentName,
        withAlias: fc.boolean(),
      }),
      weight: 1,
    },
    { arbitrary: fc.record({ do: fc.constant("stack rename" as const), stack }), weight: 1 },
    { arbitrary: fc.constant({ do: "up of both stacks at once" as const }), weight: 1 },
    {
      arbitrary: fc.record({
        do: fc.constantFrom("taint" as const, "state delete" as const),
        stack,
        name: anyName,
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        do: fc.constant("state rename" as const),
        stack,
        name: attachmentName,
        to: attachmentName,
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ from: stack, name: attachmentName }).map(({ from, name }) => ({
        do: "state move" as const,
        from,
        to: from === "dev" ? ("prod" as const) : ("dev" as const),
        name,
      })),
      weight: 1,
    },
    { arbitrary: someone, weight: 5 },
    { arbitrary: faults(codes), weight: 6 },
    {
      arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 100, max: 60_000 }) }),
      weight: 1,
    },
  );

export type Commands = Iterable<fc.AsyncCommand<History, History>>;

/**
 * Histories of so many steps at most.
 *
 * @param codes the codes that the API may answer with
 */
export function stories(maxSteps: number, codes: readonly string[]): fc.Arbitrary<Commands> {
  return fc.commands([steps(codes).map((each) => new Command(each))], { maxCommands: maxSteps, size: "max" });
}
