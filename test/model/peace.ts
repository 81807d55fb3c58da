import type { Properties } from "../../provider/contract/properties";
import type { History } from "./history";
import { pairText } from "./ledger";
import { type AttachmentName, type InstanceSlot, instanceSlots, type StackName, stackNames } from "./scene";
import type { StackModel } from "./stack-model";
import { Violation } from "./violation";

/**
 * The end of every history. The faults end, people put right what they changed, and the ordinary commands must converge:
 * a refresh and an `up` reach the program, a second `up` has nothing to do, and a destroy leaves nothing behind.
 */
export async function endInPeace(history: History): Promise<void> {
  await calmDown(history);
  for (const name of [...stackNames].reverse()) await converge(history, name);
  for (const name of stackNames) await takeDown(history, name);
}

async function calmDown(history: History): Promise<void> {
  const { world } = history;
  world.emulator.faults.clear();
  await world.pass(120_000);
  for (const slot of instanceSlots) {
    if (history.hasInstance(slot)) {
      history.act({ act: "start", cloud: world.cloud, instanceId: history.scene.instanceId(slot) });
    }
  }
  for (const { state } of Object.values(history.stacks)) {
    for (const { id, outputs } of state.resources) endStuck(history, id, outputs);
  }
  await history.settle();
}

/**
 * The support of the cloud ends a detach that hangs, where the state has a time-out that is too short to send it again,
 * and where another stack waits for it, which may not send it again.
 */
function endStuck({ world, stacks }: History, id: string, { timeouts }: Properties): void {
  const [interfaceId = ""] = id.split(":");
  const isShort = (timeouts as { readonly delete?: string } | undefined)?.delete !== undefined;
  const wanting = Object.values(stacks).filter((stack) =>
    stack.program().some(({ inputs }) => inputs.networkInterfaceId === interfaceId),
  );
  if (isShort || wanting.length > 1) world.emulator.transitions.resend(world.cloud, interfaceId);
}

async function converge(history: History, name: StackName): Promise<void> {
  const stack = history.stacks[name];
  makeSane(history, stack);
  await mustSucceed(history, { do: "refresh", stack: name });
  await freeWhatOthersHold(history, stack);
  await mustSucceed(history, { do: "up", stack: name });
  const { writes } = history.world;
  const before = writes.length;
  await mustSucceed(history, { do: "up", stack: name });
  if (writes.length > before)
    throw new Violation("C", `a second up of ${name} wrote again: ${JSON.stringify(writes.slice(before))}`);
  judgeProgram(history, stack);
  judgeUnfinished(history, stack);
}

async function takeDown(history: History, name: StackName): Promise<void> {
  const stack = history.stacks[name];
  unprotect(stack);
  freeCreated(history, stack);
  await history.settle();
  await mustSucceed(history, { do: "destroy", stack: name });
  if (stack.state.resources.length > 0) throw new Violation("C", `a destroy left ${stack.state.text()}`);
}

type Command = Extract<Parameters<History["play"]>[0], { do: "up" | "refresh" | "destroy" }>;

async function mustSucceed(history: History, command: Command): Promise<void> {
  await history.play(command);
  // What a killed create left behind is reported once, and then it is gone.
  if (history.last?.errors.some((error) => error.endsWith("It was deleted again.")))
    await history.play(command);
  const errors = history.last?.errors ?? [];
  if (errors.length > 0)
    throw new Violation("C", `in peace, the ${command.do} of ${command.stack} fails: ${errors.join(" | ")}`);
}

/** The program keeps what can exist: one attachment for each interface, to an instance that takes it. */
function makeSane(history: History, stack: StackModel): void {
  const { scene } = history;
  const taken = new Set<string | number>();
  unprotect(stack);
  for (const [name, entry] of stack.interfaces) stack.interfaces.set(name, { ...entry, options: {} });
  for (const [name, entry] of stack.attachments) {
    const { as } = entry;
    const { of, to, moveFrom, mayMoveTo } = as;
    const exists =
      typeof of === "number" ? history.held().has(scene.interfaceId(of)) : stack.interfaces.has(of);
    const isSane = !as.get && exists && history.hasInstance(to) && !taken.has(of) && isInZone(stack, of);
    taken.add(of);
    if (!isSane) {
      stack.attachments.delete(name);
      continue;
    }
    const kept = { of, to, ...(moveFrom ? { moveFrom } : {}), ...(mayMoveTo ? { mayMoveTo } : {}) };
    // The engine refuses an alias that is the name of another resource.
    const free = entry.aliases.filter((alias) => !stack.attachments.has(alias.name as AttachmentName));
    stack.attachments.set(name, { ...entry, as: kept, options: {}, aliases: free });
  }
}

function isInZone(stack: StackModel, of: unknown): boolean {
  return typeof of === "number" || stack.interfaces.size > 0;
}

/**
 * No resource of the state is protected or kept by its deletion, and no time-out is too short for a confirmation: an
 * `up` of the old program with other options does that.
 */
function unprotect(stack: StackModel): void {
  for (const resource of stack.state.resources) {
    const { deletedWith: _, ...others } = resource;
    const { timeouts: _short, ...outputs } = resource.outputs;
    stack.state.put(resource, { ...others, outputs, isProtected: false, isRetained: false });
  }
}

/**
 * People give back the interfaces that the program wants and that they or another stack have elsewhere. What another
 * resource of the stack has elsewhere, the program takes with `moveFrom`: it is refused without it.
 */
async function freeWhatOthersHold(history: History, stack: StackModel): Promise<void> {
  const { scene, world } = history;
  for (const [name, entry] of stack.attachments) {
    const { as } = entry;
    const interfaceId =
      typeof as.of === "number" ? scene.interfaceId(as.of) : stack.state.find(stack.urn(as.of))?.id;
    const holder = interfaceId === undefined ? undefined : history.held().get(interfaceId)?.instanceId;
    if (interfaceId === undefined || holder === undefined || holder === null) continue;
    const slots: readonly InstanceSlot[] = [as.to, ...(as.moveFrom ?? []), ...(as.mayMoveTo ?? [])];
    if (slots.some((slot) => scene.instanceId(slot) === holder)) continue;
    const owners = stack.state.resources.filter(
      ({ id, isPendingReplacement }) => id === pairText(interfaceId, holder) && !isPendingReplacement,
    );
    const names = [stack.urn(name), ...stack.aliasUrns(entry)];
    if (owners.some(({ urn }) => names.includes(urn))) continue;
    if (owners.length > 0) stack.attachments.set(name, { ...entry, as: { ...as, moveFrom: instanceSlots } });
    else history.act({ act: "detach", cloud: world.cloud, interfaceId });
  }
  freeCreated(history, stack);
  await history.settle();
}

/** People detach the stack's own interfaces from where no attachment of the stack has them. */
function freeCreated(history: History, stack: StackModel): void {
  for (const { id, kind } of stack.state.resources) {
    if (kind !== "interface") continue;
    const holder = history.held().get(id)?.instanceId;
    if (holder === undefined || holder === null) continue;
    const isOwn = stack.state.resources.some((other) => other.id === pairText(id, holder));
    if (!isOwn) history.act({ act: "detach", cloud: history.world.cloud, interfaceId: id });
  }
}

/** What a run has created without knowing its id, a later `up` of the same program must have found. */
function judgeUnfinished(history: History, stack: StackModel): void {
  for (const [id, urn] of history.ledger.unfinished) {
    const isDeclared = stack.program().some((resource) => resource.urn === urn);
    const isFound = stack.state.resources.some((resource) => resource.id === id);
    if (isDeclared && !isFound && history.held().has(id))
      throw new Violation("D", `the provider created ${id} for ${urn}, and the next up has not found it`);
  }
}

function judgeProgram(history: History, stack: StackModel): void {
  for (const { urn, kind, inputs } of stack.program()) {
    const recorded = stack.state.find(urn);
    const [interfaceId = ""] = recorded?.id.split(":") ?? [];
    const now = history.held().get(interfaceId);
    const wanted = [inputs.instanceId, inputs.mayMoveTo ?? []].flat();
    const isReached = kind === "interface" ? now !== undefined : wanted.includes(now?.instanceId);
    if (!isReached) throw new Violation("C", `in peace, ${urn} is ${JSON.stringify(now)}`);
  }
}
