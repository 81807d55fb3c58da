import type { CloudName, TransitionKind } from "./model";

/** What goes wrong. Flat, so that it is the same in a scenario file, over the admin API and in a test. */
export type FaultKind =
  /** Any documented code; status and message come from the cloud's table when not given. */
  | { readonly kind: "error"; readonly code: string; readonly httpStatus?: number; readonly message?: string }
  | { readonly kind: "throttle"; readonly code?: string; readonly retryAfterMs?: number }
  /** Not the cloud but something in front of it answers: a 502, a 429, a page of HTML. */
  | {
      readonly kind: "http";
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "hang" }
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection is reset before anything happens. */
  | { readonly kind: "reset-before" }
  /** The connection is reset after the action was committed. */
  | { readonly kind: "reset-after" }
  /** Committed, then the connection ends without an answer. */
  | { readonly kind: "lost-reply" }
  /** Committed; the answer breaks off in the middle. */
  | { readonly kind: "truncated" }
  /** Committed; the answer has no sense: no fields, or fields of the wrong type. */
  | { readonly kind: "garbage"; readonly body?: string }
  /** The transition never ends, or ends after it was sent again so many times. */
  | { readonly kind: "stuck"; readonly transition: TransitionKind; readonly resends?: number }
  /** The transition ends where it began; a task says FAILED with this output. */
  | { readonly kind: "fail"; readonly transition: TransitionKind; readonly output?: string }
  /** Accepted, but nothing is to be seen of it for so long. */
  | { readonly kind: "late-start"; readonly transition?: TransitionKind; readonly ms: number }
  /** Describes answer with what was true so long ago. */
  | { readonly kind: "stale-describe"; readonly ms: number };

export interface FaultScope {
  readonly cloud?: CloudName | undefined;
  readonly action?: string | undefined;
  readonly match?: { readonly interfaceId?: string; readonly instanceId?: string } | undefined;
  /** How often it strikes; default 1, Infinity for ever. */
  readonly times?: number | undefined;
  /** How many matching requests pass before it strikes. */
  readonly skip?: number | undefined;
}

export type Fault = FaultScope & FaultKind;
export type FaultOf<K extends FaultKind["kind"]> = Extract<FaultKind, { readonly kind: K }> & FaultScope;

/** What a fault is held against. */
export interface FaultTarget {
  readonly cloud: CloudName;
  readonly action: string;
  /** All text of the request in which an id may be found. */
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

  /** Arms a fault and gives the number by which it can be taken away. */
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

  /** The first armed fault of these kinds that matches; it counts as struck. */
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
  return ids.every((id) => id === undefined || names(target.text, id));
}

const ID_CHARACTER = /[\w-]/;

/** Whether the text holds the id as a whole, not as a part of another one. */
function names(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + id.length)];
    if (!around.some((character) => ID_CHARACTER.test(character))) return true;
  }
  return false;
}
