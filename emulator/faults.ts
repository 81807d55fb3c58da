import type { CloudName, TransitionKind } from "./model";

/**
 * What goes wrong. The fields are flat, so that a fault looks the same in a scenario file, in the admin API and in a
 * test.
 */
export type FaultKind =
  /** Any documented code; status and message come from the cloud's table when not given. */
  | { readonly kind: "error"; readonly code: string; readonly httpStatus?: number; readonly message?: string }
  | { readonly kind: "throttle"; readonly code?: string; readonly retryAfterMs?: number }
  /** A proxy in front of the cloud answers: a 502, a 429, a page of HTML. */
  | {
      readonly kind: "http";
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "hang" }
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection is reset and the cloud does nothing. */
  | { readonly kind: "reset-before" }
  /** The cloud acts, then the connection is reset. */
  | { readonly kind: "reset-after" }
  /** The cloud acts, then the connection ends without an answer. */
  | { readonly kind: "lost-reply" }
  /** The cloud acts; only half of the answer is sent. */
  | { readonly kind: "truncated" }
  /** The cloud acts; the answer makes no sense: no fields, or fields of the wrong type. */
  | { readonly kind: "garbage"; readonly body?: string }
  /** The cloud acts; the answer has all its fields, and no value has its documented type. */
  | { readonly kind: "wrong-types" }
  /** The cloud acts; the answer is followed by so many spaces that it has this length; default 50 MiB. */
  | { readonly kind: "huge"; readonly bytes?: number }
  /** The cloud acts; the answer comes one byte at a time, with this pause before each; default 500 ms. */
  | { readonly kind: "drip"; readonly msPerByte?: number }
  /** Something in between delivers the request twice. The client gets the answer to the first or to the second. */
  | { readonly kind: "duplicate"; readonly answers?: "first" | "second" }
  /** The transition never ends, or ends after the call was sent again `resends` times. */
  | { readonly kind: "stuck"; readonly transition: TransitionKind; readonly resends?: number }
  /** The transition goes back to the state before; its task says FAILED with this output. */
  | { readonly kind: "fail"; readonly transition: TransitionKind; readonly output?: string }
  /** The transition is accepted, but no describe shows it for `ms`. */
  | { readonly kind: "late-start"; readonly transition?: TransitionKind; readonly ms: number }
  /** A describe shows the state of `ms` ago. */
  | { readonly kind: "stale-describe"; readonly ms: number };

export interface FaultScope {
  readonly cloud?: CloudName | undefined;
  readonly action?: string | undefined;
  readonly match?: { readonly interfaceId?: string; readonly instanceId?: string } | undefined;
  /** How many requests it affects; default 1, Infinity for all. */
  readonly times?: number | undefined;
  /** How many matching requests it lets pass first. */
  readonly skip?: number | undefined;
}

export type Fault = FaultScope & FaultKind;
export type FaultOf<K extends FaultKind["kind"]> = Extract<FaultKind, { readonly kind: K }> & FaultScope;

/** The request that a fault may match. */
export interface FaultTarget {
  readonly cloud: CloudName;
  readonly action: string;
  /** The text of the request, to search for ids. */
  readonly text: string;
}

interface Armed {
  readonly id: number;
  readonly fault: Fault;
  skip: number;
  left: number;
  struck: number;
}

export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;

  /** Adds a fault and returns its number, for `remove`. */
  add(fault: Fault): number {
    this.#lastId += 1;
    this.#armed.push({
      id: this.#lastId,
      fault,
      skip: fault.skip ?? 0,
      left: fault.times ?? 1,
      struck: 0,
    });
    return this.#lastId;
  }

  remove(id: number): boolean {
    const before = this.#armed.length;
    this.#armed = this.#armed.filter((armed) => armed.id !== id);
    return this.#armed.length < before;
  }

  clear(): void {
    this.#armed = [];
  }

  list(): { id: number; fault: Fault; left: number; struck: number }[] {
    return this.#armed.map(({ id, fault, left, struck }) => ({ id, fault, left, struck }));
  }

  /** The first fault of these kinds that matches and has uses left; it uses one. */
  take<K extends FaultKind["kind"]>(
    kinds: readonly K[],
    target: FaultTarget,
    accepts: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    for (const armed of this.#armed) {
      if (armed.left <= 0 || !isOneOf(armed.fault, kinds)) continue;
      if (!matches(armed.fault, target) || !accepts(armed.fault)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      armed.struck += 1;
      return armed.fault;
    }
    return undefined;
  }
}

function isOneOf<K extends FaultKind["kind"]>(fault: Fault, kinds: readonly K[]): fault is FaultOf<K> {
  return (kinds as readonly string[]).includes(fault.kind);
}

function matches(fault: Fault, target: FaultTarget): boolean {
  if (fault.cloud !== undefined && fault.cloud !== target.cloud) return false;
  if (fault.action !== undefined && fault.action !== target.action) return false;
  const ids = [fault.match?.interfaceId, fault.match?.instanceId];
  return ids.every((id) => id === undefined || containsId(target.text, id));
}

const ID_CHARACTER = /[\w-]/;

/** Whether the text contains the id as a whole, not as a part of another id. */
function containsId(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + id.length)];
    if (!around.some((character) => ID_CHARACTER.test(character))) return true;
  }
  return false;
}
