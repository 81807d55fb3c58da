import type { DeclaredClaim } from "../../provider/resources/claims";
import { EngineRun } from "./engine";
import type { PlayedRun } from "./played-run";
import type { RunCommand, Sabotage } from "./provider-of-run";
import { letSomeoneAct } from "./someone";
import type { StackModel } from "./stack-model";
import type { Stage } from "./stage";
import type { RunOptions } from "./story";

/** A run to play: its command, and how the engine carries it out. */
export interface Order extends RunOptions {
  readonly command: RunCommand;
  readonly stack: StackModel;
  readonly carryOut: (engine: EngineRun) => Promise<void>;
  readonly isIncluded?: (urn: string) => boolean;
  readonly replaced?: readonly string[];
  readonly isShared?: boolean;
  readonly isDriftChecked?: boolean;
}

/** A run that has begun. `end` says what happened, when `done`. */
export interface BegunRun {
  readonly done: Promise<unknown>;
  readonly end: () => PlayedRun;
}

/** Begins a run: a new process of the provider, and an engine that calls it. */
export function beginRun(stage: Stage, order: Order, sabotage: Sabotage | undefined): BegunRun {
  const { stack, command } = order;
  const { clock, writes } = stage.world;
  const declared: DeclaredClaim[] = [];
  const provider = stage.world.startProvider(stage.scene, {
    ...{ command, config: keysOf(stage, order), declared: () => declared, sabotage },
    ...{ kill: order.kill, interruptAtWrite: order.interruptAtWrite, isDriftChecked: order.isDriftChecked },
    isElsewhere: order.isElsewhere,
  });
  const { host } = stage.scene;
  const engine = new EngineRun(stack.state, { provider, nowMs: () => clock.now(), declared, host });
  const before = { before: stack.state.resources, heldBefore: stage.held(), program: stack.program() };
  const start = { atMs: clock.now(), requests: stage.requests, writes: writes.length };
  const faults = stage.world.emulator.faults.list();
  const mayShowOldData = faults.some(({ fault, left }) => fault.kind === "stale-describe" && left > 0);
  const touched = new Set<string>();
  const over = new AbortController();
  const meanwhile = letSomeoneActLater(stage, order, touched, over.signal);
  const carriedOut = order.carryOut(engine).finally(() => over.abort(null));
  return {
    done: carriedOut.then(() => Promise.all([provider.settled(), meanwhile])),
    end: () => ({
      ...{ command, stack, ...before, touched, mayShowOldData },
      isIncluded: order.isIncluded ?? (() => true),
      replaced: order.replaced ?? [],
      calls: engine.calls,
      errors: engine.errors,
      messages: provider.messages,
      isKilled: provider.isKilled,
      isRightAccount: order.account !== "other" && !order.isElsewhere,
      isDriftChecked: order.isDriftChecked === true,
      isShared: order.isShared === true,
      writes: writes.slice(start.writes),
      requests: stage.requests - start.requests,
      tookMs: clock.now() - start.atMs,
    }),
  };
}

/** The configured key pair: of the account that has everything, or of the other one, which sees nothing of it. */
function keysOf({ world, scene: { api } }: Stage, { account }: Order): Readonly<Record<string, string>> {
  const [right, other] = world.emulator.store.accounts(api.storeName).map(({ keys: [key] }) => key);
  const key = account === "other" ? other : right;
  if (!key) throw new Error(`${api.title} has no such account`);
  return api.keys(key);
}

/** Someone else acts during the run, unless it ends before. Notes the interfaces that this may change. */
async function letSomeoneActLater(
  stage: Stage,
  { meanwhile }: Order,
  touched: Set<string>,
  over: AbortSignal,
): Promise<void> {
  if (!meanwhile) return;
  const { afterMs, deed } = meanwhile;
  await stage.world.clock.sleep(afterMs, over);
  if (over.aborted) return;
  const about = "interface" in deed ? [stage.idOf(deed.interface)] : [...stage.held().keys()];
  for (const id of about) if (id !== undefined) touched.add(id);
  letSomeoneAct(stage, deed);
}
