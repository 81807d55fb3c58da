import type { Limits } from "../../provider/contract/cloud";
import { type Ledger, pairText } from "./ledger";
import type { Holding, PlayedRun } from "./played-run";
import type { StateResource } from "./state";
import { type Invariant, Violation } from "./violation";

/** What the cloud and all stacks have after a run. */
export interface Aftermath {
  readonly held: ReadonlyMap<string, Holding>;
  readonly states: readonly StateResource[];
  readonly ledger: Ledger;
  readonly secrets: readonly string[];
  readonly limits: Limits;
  /** Whether the describe shows transitions. */
  readonly showsTransitions: boolean;
  /** No scripted fault is left, so that a look shows the truth. */
  readonly isCalm: boolean;
}

/** Throws when a run has broken an invariant. */
export function judgeRun(run: PlayedRun, after: Aftermath): void {
  judgeBugs(run);
  judgeVanished(run, after);
  judgeDetaches(run, after);
  judgeKept(run);
  judgeOwners(run, after);
  judgeRefresh(run, after);
  judgeGoals(run, after);
  judgeDeletions(run, after);
  judgeIntents(run, after);
  judgeTimes(run, after);
  judgeSecrets(run, after);
  judgeRequests(run);
}

function must(holds: boolean, invariant: Invariant, detail: string): void {
  if (!holds) throw new Violation(invariant, detail);
}

function judgeBugs({ errors, command, writes }: PlayedRun): void {
  for (const error of errors) must(!/has a bug|TypeError|RangeError/.test(error), "X", error);
  must(
    command === "up" || command === "destroy" || writes.length === 0,
    "A",
    `${command} wrote to the cloud`,
  );
}

// A

function judgeDetaches({ writes, before, program, isShared }: PlayedRun, { states }: Aftermath): void {
  if (isShared) return;
  const detached = writes.filter(({ kind }) => kind === "detach");
  for (const { interfaceId, instanceId = "" } of detached) {
    const isNamed = [...before, ...states].some((resource) => names(resource, interfaceId, instanceId));
    const isMoved = program.some(
      ({ inputs, interfaceUrn }) =>
        (inputs.networkInterfaceId === interfaceId || interfaceUrn !== undefined) &&
        [inputs.moveFrom, inputs.mayMoveTo].flat().includes(instanceId),
    );
    must(isNamed || isMoved, "A", `${interfaceId} was detached from ${instanceId}, which nothing names`);
  }
}

/** Whether a resource of a state may lead to this detach. */
function names(
  { id, kind, outputs, inputs }: StateResource,
  interfaceId: string,
  instanceId: string,
): boolean {
  if (kind === "interface") return id === interfaceId && outputs.detachOnDelete === true;
  const [recorded, instance] = id.split(":");
  const more = [outputs.mayMoveTo, inputs.mayMoveTo].flat();
  return recorded === interfaceId && [instance, ...more].includes(instanceId);
}

/** A pair that the program and the state have, and that nothing replaces, is never detached, not even for a moment. */
function judgeKept(run: PlayedRun): void {
  const { command, writes, before, program, heldBefore, isShared, touched } = run;
  if (command !== "up" || isShared) return;
  for (const { interfaceId, instanceId } of writes.filter(({ kind }) => kind === "detach")) {
    const recorded = before.find(({ id }) => id === pairText(interfaceId, instanceId ?? ""));
    const now = touched.has(interfaceId) ? undefined : heldBefore.get(interfaceId);
    if (!recorded || now?.status !== "attached" || now.instanceId !== instanceId) continue;
    if (recorded.isTainted || recorded.isPendingDelete || run.replaced.includes(recorded.urn)) continue;
    const declared = program.filter(({ inputs }) => inputs.networkInterfaceId === interfaceId);
    const [only] = declared;
    if (declared.length !== 1 || !only || only.inputs.instanceId !== instanceId) continue;
    if (only.inputs.regionId !== recorded.outputs.regionId || run.replaced.includes(only.urn)) continue;
    if (!run.isRightAccount || !isSameResource(run, recorded, only.urn, only.options.aliases)) continue;
    must(false, "A", `${recorded.id} was detached, although ${only.urn} keeps it`);
  }
}

/** The resource that keeps the pair is the recorded one, or a new one that takes over what the program removed. */
function isSameResource(
  { program, before }: PlayedRun,
  recorded: StateResource,
  urn: string,
  aliases: readonly string[] = [],
): boolean {
  if ([urn, ...aliases].includes(recorded.urn)) return true;
  const isNew = !before.some((other) => [urn, ...aliases].includes(other.urn));
  return (
    isNew && !program.some((other) => [other.urn, ...(other.options.aliases ?? [])].includes(recorded.urn))
  );
}

// B

function judgeOwners({ isKilled, errors }: PlayedRun, { held, states, ledger }: Aftermath): void {
  for (const [interfaceId, instanceId] of ledger.attachedByProvider) {
    const pair = pairText(interfaceId, instanceId);
    if (isKilled && !isOwned(states, interfaceId, instanceId)) ledger.released.add(pair);
    if (held.get(interfaceId)?.instanceId !== instanceId) continue;
    const isKnown = ledger.released.has(pair) || isOwned(states, interfaceId, instanceId);
    must(isKnown, "B", `the provider attached ${pair}, and no state has it. ${errors.join(" | ")}`);
  }
}

function isOwned(states: readonly StateResource[], interfaceId: string, instanceId: string): boolean {
  return states.some(
    (resource) =>
      resource.kind === "attachment" && !resource.isExternal && names(resource, interfaceId, instanceId),
  );
}

function judgeRefresh(run: PlayedRun, { held, isCalm }: Aftermath): void {
  const { command, errors, stack, isKilled, touched } = run;
  if (command !== "refresh" || errors.length > 0 || isKilled || !isCalm || run.mayShowOldData) return;
  for (const { id, kind, outputs, isPendingReplacement } of stack.state.resources) {
    const [interfaceId = ""] = id.split(":");
    if (isPendingReplacement || touched.has(interfaceId)) continue;
    const now = held.get(interfaceId);
    const shown = kind === "attachment" || outputs.attachedTo !== undefined ? outputs.attachedTo : "";
    must(now !== undefined, "B", `a refresh keeps ${id}, which no longer exists`);
    must(
      shown === (now?.instanceId ?? ""),
      "B",
      `a refresh records that ${id} is on "${shown}", but it is on "${now?.instanceId ?? ""}"`,
    );
  }
}

// C

function judgeGoals(run: PlayedRun, after: Aftermath): void {
  const { command, errors, isKilled, isShared, program, stack, calls, touched } = run;
  if (command !== "up" || errors.length > 0 || isKilled || isShared) return;
  const managed = program.filter(({ lookUp }) => lookUp === undefined);
  for (const { urn, kind } of managed.filter((declared) => run.isIncluded(declared.urn))) {
    const recorded = stack.state.find(urn);
    if (!recorded) throw new Violation("C", `a successful up has not recorded ${urn}`);
    const wasChanged = calls.some(
      (call) => call.urn === urn && (call.name === "create" || call.name === "update"),
    );
    // With a check for drift, an up corrects what others have changed too.
    const isJudged =
      wasChanged || (run.isDriftChecked && after.isCalm && !run.mayShowOldData && run.isRightAccount);
    const [interfaceId = ""] = recorded.id.split(":");
    if (!isJudged || touched.has(interfaceId)) continue;
    const now = after.held.get(interfaceId);
    if (kind === "interface") judgeInterface(recorded, now);
    else if (!isHiddenDetach(run, after, interfaceId)) judgeAttachment(recorded, now);
  }
}

/**
 * A known limit (docs/limits.md): where the describe shows no transitions, nothing tells an `up` that a detach of an
 * earlier run is still in progress.
 */
function isHiddenDetach({ heldBefore }: PlayedRun, after: Aftermath, interfaceId: string): boolean {
  return !after.showsTransitions && heldBefore.get(interfaceId)?.status === "detaching";
}

/** The inputs in the state are the program's, except for what it ignores. */
function judgeInterface({ urn, id, inputs }: StateResource, now: Holding | undefined): void {
  if (!now) throw new Violation("C", `a successful up has recorded ${urn} as ${id}, which does not exist`);
  const groups = [inputs.securityGroupIds ?? inputs.securityGroupId ?? now.securityGroupIds].flat().sort();
  // Where a cloud has no tags, the marker is at the end of the description.
  const description = now.description.replace(/ ?\[eni:[0-9a-f]+\]$/, "");
  const wanted = [inputs.name ?? now.name, inputs.description ?? description, groups];
  const shown = [now.name, description, [...now.securityGroupIds].sort()];
  must(
    JSON.stringify(wanted) === JSON.stringify(shown),
    "C",
    `a successful up left ${id} as ${JSON.stringify(shown)}, not as ${JSON.stringify(wanted)}`,
  );
}

function judgeAttachment({ urn, id, inputs }: StateResource, now: Holding | undefined): void {
  const wanted = [inputs.instanceId, inputs.mayMoveTo ?? []].flat();
  const isThere = now?.status === "attached" && wanted.includes(now.instanceId);
  must(isThere, "C", `a successful up left ${id} ${now?.status} at ${now?.instanceId}, for ${urn}`);
}

function judgeDeletions(run: PlayedRun, { held, states, ledger }: Aftermath): void {
  const { calls, before, isShared, isKilled, stack, touched } = run;
  if (isShared || isKilled) return;
  const done = calls.filter(({ name, error }) => name === "delete" && error === undefined);
  for (const { id = "", urn } of done) {
    const [interfaceId = "", instanceId] = id.split(":");
    const now = held.get(interfaceId);
    if (touched.has(interfaceId) || stack.state.resources.some((other) => other.id === id)) continue;
    if (instanceId === undefined) {
      must(now === undefined, "C", `the deletion of ${urn} succeeded, and ${id} still exists`);
      continue;
    }
    const isLeft = now?.instanceId === instanceId && !isOwned(states, interfaceId, instanceId);
    const wasThere = before.some((other) => other.id === id);
    must(
      !isLeft || !wasThere || ledger.released.has(id),
      "C",
      `the deletion of ${id} succeeded, and it is still attached`,
    );
  }
}

// D

function judgeIntents(run: PlayedRun, after: Aftermath): void {
  const { isKilled, errors, messages } = run;
  const { states, ledger } = after;
  for (const id of ledger.created) {
    if (!isShown(after, id) || states.some((resource) => resource.id === id)) continue;
    if (ledger.released.has(id) || ledger.unfinished.has(id)) continue;
    const urn = unfinishedCreation(run);
    if (urn !== undefined) {
      ledger.unfinished.set(id, urn);
      continue;
    }
    const isTold = isKilled || [...errors, ...messages].some((text) => text.includes(id));
    if (isTold) ledger.released.add(id);
    must(isTold, "D", `the provider created ${id}, no state has it, and no message names it`);
  }
}

/**
 * The resource whose creation this run has begun, and whose id it does not know: not every create answers with one, and
 * the look may be late. The error says how to go on, and the next `up` must find what was created.
 */
function unfinishedCreation({ calls }: PlayedRun): string | undefined {
  const begun = calls.find(
    ({ name, error }) => name === "create" && error?.startsWith("the new interface: "),
  );
  return begun?.error?.includes("Run again to go on.") ? begun.urn : undefined;
}

/** The describe of one API does not show what could not be created. */
function isShown({ held, showsTransitions }: Aftermath, id: string): boolean {
  const now = held.get(id);
  return now !== undefined && (showsTransitions || now.status !== "failed");
}

// E, F, G, H

/** What an operation may take beyond its own time-out: its last look, and the question for the account. */
const graceMs = 75_000;
/** A read or a check has no time-out of its own: each of its looks has one. */
const longestLooksMs = 250_000;

function judgeTimes({ calls }: PlayedRun, { limits }: Aftermath): void {
  for (const { name, urn, tookMs } of calls) {
    const limitMs =
      name === "delete"
        ? limits.deleteTimeoutMs + graceMs
        : name === "create" || name === "update"
          ? limits.createTimeoutMs + graceMs
          : longestLooksMs;
    must(tookMs <= limitMs, "E", `${name} of ${urn} took ${tookMs / 1000} s`);
  }
}

function judgeSecrets({ errors, messages, stack }: PlayedRun, { secrets }: Aftermath): void {
  const everything = [...errors, ...messages, stack.state.text()].join("\n");
  for (const secret of secrets) must(!everything.includes(secret), "F", `it contains the secret ${secret}`);
}

/** Two looks a second for each operation, and what each asks before and after it waits. */
function judgeRequests({ requests, calls, tookMs, isShared }: PlayedRun): void {
  if (isShared) return;
  const limit = 40 + 20 * calls.length + (calls.length * 3 * tookMs) / 1000;
  must(requests <= limit, "G", `${requests} requests in ${tookMs / 1000} s for ${calls.length} calls`);
}

function judgeVanished({ before, stack, calls, isShared }: PlayedRun, after: Aftermath): void {
  if (isShared) return;
  for (const { id, urn, isRetained, isPendingReplacement, isExternal, deletedWith } of before) {
    if (isRetained || isExternal || deletedWith !== undefined) continue;
    if (isPendingReplacement || stack.state.resources.some((now) => now.id === id)) continue;
    const isDeleted = calls.some(
      (call) => call.name === "delete" && call.id === id && call.error === undefined,
    );
    const [interfaceId = ""] = id.split(":");
    must(
      isDeleted || !isShown(after, interfaceId),
      "H",
      `${urn} (${id}) left the state, and ${interfaceId} still exists`,
    );
  }
}
