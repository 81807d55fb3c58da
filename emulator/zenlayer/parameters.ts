import type { CloudError } from "../cloud-error";
import type { StoredInstance, StoredInterface } from "../model";
import { isDenied } from "../permission";
import type { ActionContext, Call } from "../wire";
import { type Code, OLD_VERSION, refuse } from "./codes";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON parameters of one call. Its methods check them and throw the cloud's errors; null counts as not given. */
export class Parameters {
  readonly #call: Call;

  constructor({ call }: ActionContext) {
    this.#call = call;
  }

  /** A refusal that names the parameter. */
  refuse(code: Code, name: string): CloudError {
    return refuse(this.#call, code, `${refuse(this.#call, code).message} Parameter: ${name}.`);
  }

  optional(name: string): string | undefined {
    const value = this.#call.params[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value !== "string") throw this.refuse("INVALID_PARAMETER_TYPE", name);
    return value;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw this.refuse("MISSING_PARAMETER", name);
    return value;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const value = this.optional(name);
    const found = known.find((word) => word === value);
    if (value !== undefined && found === undefined) throw this.refuse("INVALID_PARAMETER_VALUE", name);
    return found;
  }

  number(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.#call.params[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "number") throw this.refuse("INVALID_PARAMETER_TYPE", name);
    if (value < min) throw this.refuse("INVALID_PARAMETER_LESS_MINIMUM", name);
    if (value > max) throw this.refuse("INVALID_PARAMETER_EXCEED_MAXIMUM", name);
    return value;
  }

  integer(name: string, min: number, max?: number): number | undefined {
    const value = this.number(name, min, max);
    if (value !== undefined && !Number.isInteger(value)) throw this.refuse("INVALID_PARAMETER_TYPE", name);
    return value;
  }

  /**
   * Refuses every parameter that is not named here. A describe that ignored one would give a client what it did not ask
   * for.
   */
  only(known: readonly string[]): void {
    const unknown = Object.keys(this.#call.params).find((name) => !known.includes(name));
    if (unknown === undefined) return;
    const text = `The emulator does not know the parameter ${unknown} of ${this.#call.action}.`;
    throw refuse(this.#call, "INVALID_PARAMETER_VALUE", text);
  }

  /** An empty list counts as not given. */
  list(name: string, max: number): string[] {
    const values = this.#array(name, this.#call.params[name], max);
    if (!values.every((value) => typeof value === "string")) {
      throw this.refuse("INVALID_PARAMETER_TYPE", name);
    }
    return values;
  }

  requiredList(name: string, max: number): string[] {
    const values = this.list(name, max);
    if (values.length === 0) throw this.refuse("MISSING_PARAMETER", name);
    return values;
  }

  /** A list of pairs, as in the filters of the describes. */
  tags(name: string, max: number): Tag[] {
    return this.#tags(name, this.#call.params[name], max);
  }

  /** A list of pairs inside an object, as in the creates. */
  nestedTags(name: string, max: number): Tag[] {
    const outer = this.#call.params[name];
    if (outer === undefined || outer === null) return [];
    if (!isObject(outer)) throw this.refuse("INVALID_PARAMETER_TYPE", name);
    return this.#tags(`${name}.tags`, outer.tags, max);
  }

  #tags(name: string, value: unknown, max: number): Tag[] {
    return this.#array(name, value, max).map((tag) => {
      if (!isObject(tag)) throw this.refuse("INVALID_PARAMETER_TYPE", name);
      const { key, value: content = "" } = tag;
      if (key === undefined) throw this.refuse("MISSING_PARAMETER", `${name}.key`);
      if (typeof key !== "string" || typeof content !== "string") {
        throw this.refuse("INVALID_PARAMETER_TYPE", name);
      }
      return { key, value: content };
    });
  }

  #array(name: string, value: unknown, max: number): unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.refuse("INVALID_PARAMETER_TYPE", name);
    if (value.length > max) throw this.refuse("INVALID_PARAMETER_EXCEED_LENGTH", name);
    return value;
  }
}

/** The new pages have a code for each kind of resource; the old ones have one code for all. */
export function notFound(context: ActionContext, code: Code): CloudError {
  const old = context.call.version === OLD_VERSION;
  return refuse(context.call, old ? "OPERATION_FAILED_RESOURCE_NOT_FOUND" : code);
}

/** An interface of another account is treated as unknown. */
export function findInterface(context: ActionContext, id: string): StoredInterface {
  const found = context.fresh.interface(id);
  if (found === undefined) throw notFound(context, "INVALID_NIC_NOT_FOUND");
  return found;
}

export function findInstance(context: ActionContext, id: string): StoredInstance {
  const found = context.fresh.instance(id);
  if (found === undefined || found.status === "released") {
    throw notFound(context, "INVALID_INSTANCE_NOT_FOUND");
  }
  return found;
}

/** Checks the permission: after existence, before state. */
export function authorize(context: ActionContext): void {
  if (isDenied(context.caller, context.call.action)) {
    throw refuse(context.call, "AUTHFAILURE_UNAUTHORIZED_OPERATION");
  }
}
