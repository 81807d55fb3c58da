import type { StoredInstance, StoredInterface } from "../model";
import { isDenied } from "../permission";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";

/** Regions that exist even when the scenario has nothing in them. */
const REGIONS = new Set([
  "cn-hangzhou",
  "cn-shanghai",
  "cn-beijing",
  "cn-shenzhen",
  "cn-qingdao",
  "cn-zhangjiakou",
  "cn-hongkong",
  "ap-southeast-1",
  "us-west-1",
  "eu-central-1",
]);

const LIST_LIMIT = 100;

/** Parameters that every page has; the owner is always the caller. */
const OF_EVERY_ACTION = new Set([
  "RegionId",
  "OwnerId",
  "OwnerAccount",
  "ResourceOwnerId",
  "ResourceOwnerAccount",
]);

interface Pair {
  /** The N of `Name.N.Key`. */
  readonly number: number;
  readonly key: string;
  readonly value: string | undefined;
}

/** The flat parameters of one call. Its methods check them and throw the cloud's errors. */
export class Parameters {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(context: ActionContext) {
    this.#values = context.call.params;
  }

  has(name: string): boolean {
    return this.optional(name) !== undefined;
  }

  optional(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value !== undefined) return value;
    throw refuse(
      "MissingParameter",
      `The input parameter "${name}" that is mandatory for processing this request is not supplied.`,
    );
  }

  integer(name: string, min: number, max: number): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    throw invalid(name);
  }

  boolean(name: string): boolean | undefined {
    const text = this.optional(name)?.toLowerCase();
    if (text === undefined) return undefined;
    if (text === "true" || text === "false") return text === "true";
    throw invalid(name);
  }

  /** `Name.1`, `Name.2`, …, in the order of the numbers; gaps are allowed. */
  list(name: string, max: number = LIST_LIMIT): string[] {
    const found = this.#numbered(name, "").map(([, value]) => value);
    if (found.length === 0 && this.has(name)) {
      throw refuse(
        "InvalidParameter",
        `The parameter ${name} is a list: its entries are ${name}.1, ${name}.2, …`,
      );
    }
    if (found.length > max)
      throw refuse("InvalidParameter", `The parameter ${name} takes at most ${max} values.`);
    return found;
  }

  /** `Tag.1.Key` with `Tag.1.Value`. */
  tags(): Pair[] {
    return this.pairs("Tag");
  }

  pairs(name: string): Pair[] {
    return this.#numbered(name, ".Key").map(([number, key]) => ({
      number,
      key,
      value: this.#text(`${name}.${number}.Value`),
    }));
  }

  /**
   * Refuses every parameter that is not named here. The cloud filters by it or ignores it; a describe that did neither
   * would give a client what it did not ask for.
   */
  only(known: readonly string[]): void {
    for (const name of Object.keys(this.#values)) {
      const [first = ""] = name.split(".");
      if (known.includes(first) || OF_EVERY_ACTION.has(first)) continue;
      throw refuse("InvalidParameter", `The emulator does not know the parameter "${first}" of this action.`);
    }
  }

  /** A JSON array in a string, such as the ids of DescribeInstances. */
  jsonList(name: string, max: number = LIST_LIMIT): string[] | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw invalid(name);
    }
    if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === "string")) throw invalid(name);
    if (parsed.length > max) throw invalid(name);
    return parsed as string[];
  }

  #text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  #numbered(name: string, suffix: string): [number, string][] {
    const found: [number, string][] = [];
    for (const [key, value] of Object.entries(this.#values)) {
      if (!key.startsWith(`${name}.`) || !key.endsWith(suffix) || typeof value !== "string") continue;
      const index = key.slice(name.length + 1, key.length - suffix.length);
      if (/^[1-9]\d*$/.test(index)) found.push([Number(index), value]);
    }
    return found.sort(([left], [right]) => left - right);
  }
}

export function invalid(name: string): Error {
  return refuse("InvalidParameter", `The specified parameter "${name}" is not valid.`);
}

/** The region of an attach, detach, create or delete. */
export function operationRegion(context: ActionContext, parameters: Parameters): string {
  const regionId = parameters.required("RegionId");
  if (!isRegion(context, regionId)) throw refuse("InvalidOperation.InvalidRegion");
  return regionId;
}

/** The region of a describe. */
export function describeRegion(context: ActionContext, parameters: Parameters): string {
  const regionId = parameters.required("RegionId");
  if (!isRegion(context, regionId)) throw refuse("InvalidRegionId.MalFormed");
  return regionId;
}

/** The region of a describe of the product Vpc, where it is not always required. */
export function regionOfVpc(context: ActionContext, parameters: Parameters): string | undefined {
  const regionId = parameters.optional("RegionId");
  if (regionId !== undefined && !isRegion(context, regionId)) throw refuse("InvalidRegionId.NotFound");
  return regionId;
}

export function isRegion(context: ActionContext, regionId: string): boolean {
  return REGIONS.has(regionId) || context.store.vpcs("alibaba").some((vpc) => vpc.regionId === regionId);
}

export function interfaceId(parameters: Parameters, name = "NetworkInterfaceId"): string {
  const id = parameters.required(name);
  if (!/^eni-[0-9a-z]+$/.test(id)) throw refuse("InvalidParams.EniId");
  return id;
}

export function instanceId(parameters: Parameters): string {
  const id = parameters.required("InstanceId");
  if (!/^i-[0-9a-z]+$/.test(id)) throw refuse("InvalidInstanceID.Malformed");
  return id;
}

/** An interface of another region or account is treated as unknown. */
export function findInterface(context: ActionContext, regionId: string, id: string): StoredInterface {
  const found = context.fresh.interface(id);
  if (found === undefined || found.regionId !== regionId) throw refuse("InvalidEniId.NotFound");
  return found;
}

/** Two codes are documented. We use one for an unknown id, and the other for an instance of another region. */
export function findInstance(context: ActionContext, regionId: string, id: string): StoredInstance {
  const found = context.fresh.instance(id);
  if (found === undefined || found.status === "released") throw refuse("InvalidEcsId.NotFound");
  if (found.regionId !== regionId) throw refuse("InvalidInstanceId.NotFound");
  return found;
}

/** Checks the permission: after existence, before state. */
export function authorize(context: ActionContext): void {
  if (isDenied(context.caller, context.call.action)) throw refuse("Forbidden.RAM");
}
