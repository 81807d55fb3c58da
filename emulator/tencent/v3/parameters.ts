import { isUtf8 } from "node:buffer";
import type { StoredInstance, StoredInterface } from "../../model";
import { isDenied } from "../../permission";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { isFlat } from "./request";

/** Regions that exist even when the scenario has nothing in them. */
const REGIONS = new Set([
  "ap-guangzhou",
  "ap-shanghai",
  "ap-nanjing",
  "ap-beijing",
  "ap-chengdu",
  "ap-chongqing",
  "ap-hongkong",
  "ap-singapore",
  "ap-jakarta",
  "ap-seoul",
  "ap-tokyo",
  "ap-bangkok",
  "eu-frankfurt",
  "na-siliconvalley",
  "na-ashburn",
  "sa-saopaulo",
]);

const TOKEN_LENGTH = 64;

type Bag = Readonly<Record<string, unknown>>;

/**
 * The parameters of one call. Its methods check them and throw the cloud's errors. In JSON types count; in a flat
 * request every value is text.
 */
export class Parameters {
  readonly #values: Bag;
  readonly #flat: boolean;
  readonly #path: string;

  private constructor(values: Bag, flat: boolean, known: readonly string[], path = "") {
    this.#values = values;
    this.#flat = flat;
    this.#path = path;
    const unknown = Object.keys(values).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw refuse("UnknownParameter", `The parameter \`${path}${unknown}\` is not recognized.`);
    }
  }

  /** The parameters of an action; unknown ones are refused. */
  static of({ call }: ActionContext, known: readonly string[]): Parameters {
    const { request } = call;
    if (!isUtf8(request.body)) throw refuse("InvalidParameterValue.NotUtf8EncodingError");
    return new Parameters(call.params, isFlat(request), known);
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  raw(name: string): unknown {
    return this.#value(name);
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "string") return value;
    throw this.wrongType(name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw refuse("MissingParameter", `The request is missing a required parameter \`${this.#path}${name}\`.`);
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const number = this.#flat && typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isInteger(number)) throw this.wrongType(name);
    if (number < min || number > max) throw this.outOfRange(name, `${min} to ${max}`);
    return number;
  }

  /** A number that the page has as text. */
  integerText(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw this.wrongType(name);
    if (Number(text) < min || Number(text) > max) throw this.outOfRange(name, `${min} to ${max}`);
    return Number(text);
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "boolean") return value;
    if (this.#flat && /^(true|false)$/i.test(String(value))) return String(value).toLowerCase() === "true";
    throw this.wrongType(name);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) {
      throw refuse("InvalidParameterValue", `\`${this.#path}${name}\` takes ${values.join(", ")}.`);
    }
    return found;
  }

  texts(name: string, max: number): string[] {
    const value = this.#value(name) ?? [];
    if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) throw this.wrongType(name);
    if (value.length > max) throw this.tooMany(name, max);
    return value as string[];
  }

  objects(name: string, max: number, known: readonly string[]): Parameters[] {
    const value = this.#value(name) ?? [];
    if (!Array.isArray(value)) throw this.wrongType(name);
    if (value.length > max) throw this.tooMany(name, max);
    return value.map((item: unknown, index) => {
      if (typeof item !== "object" || item === null || Array.isArray(item)) throw this.wrongType(name);
      return new Parameters(item as Bag, this.#flat, known, `${this.#path}${name}.${index}.`);
    });
  }

  wrongType(name: string): Error {
    return refuse("InvalidParameter", `The value type of parameter \`${this.#path}${name}\` is not valid.`);
  }

  outOfRange(name: string, range: string): Error {
    return refuse("InvalidParameterValue.Range", `\`${this.#path}${name}\` takes ${range}.`);
  }

  tooMany(name: string, max: number): Error {
    return refuse(
      "InvalidParameterValue.LimitExceeded",
      `\`${this.#path}${name}\` takes at most ${max} values.`,
    );
  }

  /** Clients send null for parameters that they do not set. */
  #value(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? undefined) : undefined;
  }
}

/** The region in the header. Every action needs it, except GetCallerIdentity and those of the tag service. */
export function regionOf(context: ActionContext): string {
  const { regionId } = context.call;
  if (regionId === null)
    throw refuse("MissingParameter", "The request is missing a required parameter `Region`.");
  if (!isRegion(context, regionId)) throw refuse("UnsupportedRegion");
  return regionId;
}

export function isRegion(context: ActionContext, regionId: string): boolean {
  return REGIONS.has(regionId) || context.store.vpcs("tencent").some((vpc) => vpc.regionId === regionId);
}

const ID_FORMS = {
  eni: /^eni-[0-9a-z]{1,20}$/,
  ins: /^ins-[0-9a-z]{1,20}$/,
  vpc: /^vpc-[0-9a-z]{1,20}$/,
  subnet: /^subnet-[0-9a-z]{1,20}$/,
  havip: /^havip-[0-9a-z]{1,20}$/,
  sg: /^sg-[0-9a-z]{1,20}$/,
} as const;

export function checkId(kind: keyof typeof ID_FORMS, name: string, id: string): string {
  if (ID_FORMS[kind].test(id)) return id;
  throw refuse("InvalidParameterValue.Malformed", `The value \`${id}\` of \`${name}\` is malformed.`);
}

export function interfaceId(parameters: Parameters): string {
  return checkId("eni", "NetworkInterfaceId", parameters.required("NetworkInterfaceId"));
}

export function instanceId(parameters: Parameters): string {
  return checkId("ins", "InstanceId", parameters.required("InstanceId"));
}

export function clientToken(parameters: Parameters): string | undefined {
  const token = parameters.text("ClientToken");
  if (token === undefined) return undefined;
  if (token === "" || token.length > TOKEN_LENGTH) throw refuse("InvalidParameterValue.TooLong");
  if (!/^[\x20-\x7e]+$/.test(token)) throw refuse("InvalidParameterValue.Malformed");
  return token;
}

/** An interface of another region or account, or one whose create failed, is treated as unknown. */
export function findInterface(context: ActionContext, regionId: string, id: string): StoredInterface {
  const found = context.fresh.interface(id);
  if (found === undefined || found.regionId !== regionId || found.status === "failed") throw unknownId(id);
  return found;
}

export function findInstance(context: ActionContext, regionId: string, id: string): StoredInstance {
  const found = context.fresh.instance(id);
  if (found === undefined || found.regionId !== regionId || found.status === "released") throw unknownId(id);
  return found;
}

export function unknownId(id: string): Error {
  return refuse("ResourceNotFound", `The resource \`${id}\` does not exist.`);
}

/** Checks the permission: after existence, before state. */
export function authorize(context: ActionContext): void {
  if (isDenied(context.caller, context.call.action)) throw refuse("UnauthorizedOperation");
}
