import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";

const services = join(packageRoot, "node_modules/tencentcloud-sdk-nodejs/tencentcloud/services");

export interface DeclaredField {
  readonly name: string;
  /** The vendor marks what may be null; a client may rely on everything else. */
  readonly nullable: boolean;
}

/** The fields of an interface in the vendor's declarations of a product, with what its comments say of null. */
export function declaredFields(product: "cvm" | "vpc", name: string): DeclaredField[] {
  const text = readFileSync(join(services, product, "v20170312", `${product}_models.d.ts`), "utf8");
  const [, body = ""] = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, "ms").exec(text) ?? [];
  const fields = [...body.matchAll(/\/\*\*(.*?)\*\/\s*(\w+)\??:/gs)].map(([, comment = "", field = ""]) => ({
    name: field,
    nullable: /返回\s*null/.test(comment),
  }));
  if (fields.length === 0) throw new Error(`the vendor declares no interface ${name} with fields`);
  return fields;
}

/** The filters that the vendor's comment on `Filters` lists for a request. */
export function declaredFilters(product: "cvm" | "vpc", name: string): string[] {
  const text = readFileSync(join(services, product, "v20170312", `${product}_models.d.ts`), "utf8");
  const [, body = ""] = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, "ms").exec(text) ?? [];
  const [, comment = ""] = /\/\*\*((?:(?!\*\/).)*)\*\/\s*Filters\?:/s.exec(body) ?? [];
  const names = [...comment.matchAll(/<li>\s*(?:<strong>)?([\w.:-]+)/g)].map(([, filter = ""]) => filter);
  if (names.length === 0) throw new Error(`the vendor lists no filters of ${name}`);
  return names.map((filter) => filter.replace(/：.*/, ""));
}

/** The declared fields that are missing from an item, or null although the vendor does not mark them so. */
export function undelivered(fields: readonly DeclaredField[], item: object | null | undefined): string[] {
  const given = (item ?? {}) as Record<string, unknown>;
  return fields
    .filter(({ name, nullable }) => given[name] === undefined || (given[name] === null && !nullable))
    .map(({ name }) => name);
}
