import type { EmulatorClock } from "./clock";
import { CloudError } from "./cloud-error";
import type { FaultOf, Faults, FaultTarget } from "./faults";
import type { Journal } from "./journal";
import type { CloudName } from "./model";
import type { Store } from "./store";
import type { Throttles } from "./throttle";
import type { Transitions } from "./transitions";
import type { AccountView, Call, Caller, HttpReply, HttpRequest, Wire } from "./wire";
import { withWrongTypes } from "./wrong-types";

/** The parts of an emulator that are needed to answer a request. */
export interface Parts {
  readonly store: Store;
  readonly transitions: Transitions;
  readonly faults: Faults;
  readonly throttles: Throttles;
  readonly journal: Journal;
  readonly clock: EmulatorClock;
  /** How old the state is that every describe shows; 0 unless set. */
  readonly describeLagMs: number;
}

/** What happens on the socket. */
export type Ending =
  | { readonly end: "reply"; readonly reply: HttpReply }
  | { readonly end: "truncated"; readonly reply: HttpReply }
  /** Followed by spaces up to this length. */
  | { readonly end: "padded"; readonly reply: HttpReply; readonly bytes: number }
  | { readonly end: "drip"; readonly reply: HttpReply; readonly msPerByte: number }
  | { readonly end: "hang" | "reset" | "close" };

export type Outcome = Ending & { readonly delayMs: number };

interface Answered {
  readonly reply: HttpReply;
  readonly code: string | null;
  readonly accountId: string | null;
  readonly fault: string | undefined;
}

/** Answers one request in its protocol, applies the faults that match, and records it in the journal. */
export function answer(wire: Wire, request: HttpRequest, parts: Parts): Outcome {
  const startedAt = performance.now();
  let call: Call | undefined;
  let target: FaultTarget;
  try {
    call = wire.parse(request);
    target = targetOf(wire.cloud, call);
  } catch (error) {
    const refusal = asCloudError(error, wire);
    const reply = wire.failure(call, refusal, request, parts.store);
    const answered = { reply, code: refusal.code, accountId: null, fault: undefined };
    write(wire, request, call, parts, answered, startedAt);
    return { end: "reply", reply, delayMs: 0 };
  }
  const delayMs = parts.faults.take(["delay"], target)?.ms ?? 0;
  const before = parts.faults.take(["hang", "reset-before", "http"], target);
  if (before !== undefined) {
    const reply = before.kind === "http" ? proxyReply(before) : { status: 0, headers: {}, body: "" };
    const answered = { reply, code: null, accountId: null, fault: before.kind };
    write(wire, request, call, parts, answered, startedAt);
    if (before.kind === "http") return { end: "reply", reply, delayMs };
    return { end: before.kind === "hang" ? "hang" : "reset", delayMs };
  }
  const answered = deliver(wire, call, parts, target, startedAt);
  const after = answered.code === null ? parts.faults.take(afterwards, target) : undefined;
  const delay = delayMs > 0 ? "delay" : undefined;
  const fault = after?.kind ?? answered.fault ?? delay;
  write(wire, request, call, parts, { ...answered, fault }, startedAt);
  return { ...spoil(answered.reply, after), delayMs };
}

/** What can happen to the answer after the cloud has acted. */
const afterwards = [
  "reset-after",
  "lost-reply",
  "truncated",
  "garbage",
  "wrong-types",
  "huge",
  "drip",
] as const;

type Afterwards = FaultOf<(typeof afterwards)[number]>;

const DEFAULT_HUGE_BYTES = 50 * 1024 * 1024;
const DEFAULT_MS_PER_BYTE = 500;

function spoil(reply: HttpReply, fault: Afterwards | undefined): Ending {
  if (fault === undefined) return { end: "reply", reply };
  switch (fault.kind) {
    case "truncated":
      return { end: "truncated", reply };
    case "garbage":
      return { end: "reply", reply: { ...reply, body: fault.body ?? "{}" } };
    case "wrong-types":
      return { end: "reply", reply: { ...reply, body: withWrongTypes(reply.body) } };
    case "huge":
      return { end: "padded", reply, bytes: fault.bytes ?? DEFAULT_HUGE_BYTES };
    case "drip":
      return { end: "drip", reply, msPerByte: fault.msPerByte ?? DEFAULT_MS_PER_BYTE };
    case "reset-after":
      return { end: "reset" };
    case "lost-reply":
      return { end: "close" };
    default:
      return fault satisfies never;
  }
}

/** Acts, and acts again when something in between delivers the request twice: the journal then has both. */
function deliver(wire: Wire, call: Call, parts: Parts, target: FaultTarget, startedAt: number): Answered {
  const duplicate = parts.faults.take(["duplicate"], target);
  const first = act(wire, call, parts, target);
  if (duplicate === undefined) return first;
  const second = act(wire, call, parts, target);
  const [unheard, heard] = duplicate.answers === "second" ? [first, second] : [second, first];
  write(wire, call.request, call, parts, { ...unheard, fault: "duplicate" }, startedAt);
  return { ...heard, fault: heard.fault ?? "duplicate" };
}

function act(wire: Wire, call: Call, parts: Parts, target: FaultTarget): Answered {
  const { store, transitions, clock } = parts;
  let accountId: string | null = null;
  let fault: string | undefined;
  try {
    const caller = wire.authenticate(call, store);
    accountId = caller.account.id;
    const action = wire.action(call);
    const throttle = parts.throttles.check(wire.cloud, call.action, accountId, call.regionId ?? "");
    if (throttle !== undefined) throw wire.throttled(throttle.code, throttle.retryAfterMs);
    const scripted = parts.faults.take(["error", "throttle"], target);
    if (scripted !== undefined) {
      fault = scripted.kind;
      throw scripted.kind === "throttle"
        ? wire.throttled(scripted.code, scripted.retryAfterMs)
        : scriptedError(wire, call, scripted);
    }
    const staleMs = /^(Describe|Get|List)/.test(call.action)
      ? (parts.faults.take(["stale-describe"], target)?.ms ?? parts.describeLagMs)
      : 0;
    if (staleMs > 0) fault = "stale-describe";
    const fresh = viewOf(store, wire.cloud, caller);
    const seen = staleMs > 0 ? viewOf(store, wire.cloud, caller, clock.now() - staleMs) : fresh;
    const fields = action({ cloud: wire.cloud, call, caller, store, transitions, clock, fresh, seen });
    return { reply: wire.success(call, fields, store), code: null, accountId, fault };
  } catch (error) {
    const refusal = asCloudError(error, wire);
    return { reply: wire.failure(call, refusal, call.request, store), code: refusal.code, accountId, fault };
  }
}

function scriptedError(
  wire: Wire,
  call: Call,
  fault: { code: string; httpStatus?: number; message?: string },
): CloudError {
  const known = wire.documented(fault.code, call);
  return new CloudError(fault.code, fault.httpStatus ?? known.httpStatus, fault.message ?? known.message);
}

function proxyReply(fault: {
  status: number;
  body?: string;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}): HttpReply {
  const body =
    fault.body ?? `<html><head><title>${fault.status}</title></head><body>${fault.status}</body></html>`;
  const contentType = fault.contentType ?? "text/html";
  return { status: fault.status, headers: { "content-type": contentType, ...fault.headers }, body };
}

function viewOf(store: Store, cloud: CloudName, caller: Caller, asOf?: number): AccountView {
  const mine = <T extends { accountId: string }>(record: T | undefined): T | undefined =>
    record?.accountId === caller.account.id ? record : undefined;
  return {
    interface: (id) => mine(store.interface(cloud, id, asOf)),
    interfaces: () => store.interfaces(cloud, asOf).filter((record) => mine(record) !== undefined),
    instance: (id) => mine(store.instance(cloud, id, asOf)),
    instances: () => store.instances(cloud, asOf).filter((record) => mine(record) !== undefined),
  };
}

function targetOf(cloud: CloudName, call: Call): FaultTarget {
  return { cloud, action: call.action, text: JSON.stringify(call.params) };
}

/** A defect of the emulator is answered as the cloud's internal error, so that no client waits in vain. */
function asCloudError(error: unknown, wire: Wire): CloudError {
  if (error instanceof CloudError) return error;
  console.error(`the emulator failed on ${wire.cloud}:`, error);
  return new CloudError("InternalError", 500, `the emulator failed: ${(error as Error).message}`);
}

function write(
  wire: Wire,
  request: HttpRequest,
  call: Call | undefined,
  parts: Parts,
  answered: Answered,
  startedAt: number,
): void {
  parts.journal.record({
    cloud: wire.cloud,
    api: wire.apiOf(request),
    action: call?.action ?? "",
    regionId: call?.regionId ?? null,
    accountId: answered.accountId,
    params: call?.params ?? {},
    httpStatus: answered.reply.status,
    code: answered.code,
    requestId: call?.requestId ?? "",
    tookMs: performance.now() - startedAt,
    ...(answered.fault === undefined ? {} : { fault: answered.fault }),
  });
}
