import type { StoredInstance, StoredInterface } from "../../model";
import { isDenied } from "../../permission";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";

/** The API's first names of regions. The later names are accepted too. */
const REGIONS: Readonly<Record<string, string>> = {
  gz: "ap-guangzhou",
  sh: "ap-shanghai",
  bj: "ap-beijing",
  hk: "ap-hongkong",
  ca: "na-toronto",
  sg: "ap-singapore",
  cd: "ap-chengdu",
  usw: "na-siliconvalley",
  de: "eu-frankfurt",
  kr: "ap-seoul",
};

export function readRegion(text: string): string | null {
  return (Object.hasOwn(REGIONS, text) ? REGIONS[text] : text) || null;
}

/** The flat parameters of one call; unknown names are ignored, except where `only` refuses them. */
export class Parameters {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(context: ActionContext) {
    this.#values = context.call.params;
  }

  optional(name: string): string | undefined {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw refuse("4000", `${name} is missing`);
    return value;
  }

  /**
   * Refuses every parameter that is not named here. A describe that ignored one would give a client what it did not ask
   * for.
   */
  only(known: readonly string[]): void {
    const unknown = Object.keys(this.#values).find((name) => !known.includes(name.split(".")[0] ?? ""));
    if (unknown !== undefined) throw refuse("4000", `the emulator does not know the parameter ${unknown}`);
  }

  integer(name: string, min: number, max: number): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw refuse("4000", `${name} takes ${min} to ${max}`);
    }
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.optional(name);
    const found = values.find((value) => value === text);
    if (text !== undefined && found === undefined) throw refuse("4000", `${name} takes ${values.join(", ")}`);
    return found;
  }

  /** `name.0`, `name.1`, …, or with the name of a field: `name.0.primary`. */
  list(name: string, field = ""): { index: number; value: string }[] {
    const suffix = field === "" ? "" : `.${field}`;
    return Object.entries(this.#values)
      .flatMap(([key, value]) => {
        if (!key.startsWith(`${name}.`) || !key.endsWith(suffix) || typeof value !== "string") return [];
        const index = key.slice(name.length + 1, key.length - suffix.length);
        return /^\d+$/.test(index) ? [{ index: Number(index), value }] : [];
      })
      .sort((left, right) => left.index - right.index);
  }
}

export function regionOf(context: ActionContext): string {
  if (context.call.regionId === null) throw refuse("4000", "Region is missing");
  return context.call.regionId;
}

/** Every call must name the VPC, which must belong to the caller. */
export function readVpc(context: ActionContext, parameters: Parameters): string {
  const id = parameters.required("vpcId");
  checkVpc(context, id);
  return id;
}

export function checkVpc(context: ActionContext, id: string): void {
  const vpc = context.store.vpc("tencent", id);
  const mine = vpc?.accountId === context.caller.account.id && vpc.regionId === context.call.regionId;
  if (!mine) throw refuse("InvalidVpc.NotFound");
}

/** An interface in another VPC is treated as unknown. */
export function findInterface(context: ActionContext, vpcId: string, id: string): StoredInterface {
  const found = context.fresh.interface(id);
  if (found === undefined || found.vpcId !== vpcId || found.status === "failed") {
    throw refuse("InvalidNetworkInterface.NotFound");
  }
  return found;
}

export function findInstance(context: ActionContext, vpcId: string, id: string): StoredInstance {
  const found = context.fresh.instance(id);
  if (found === undefined || found.vpcId !== vpcId || found.status === "released") {
    throw refuse("InvalidInstance.NotFound");
  }
  return found;
}

/** Checks the permission: after existence, before state. */
export function authorize(context: ActionContext): void {
  if (isDenied(context.caller, context.call.action)) throw refuse("4101");
}
