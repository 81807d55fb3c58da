import { percentEncode } from "./percent-encode";

const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/**
 * The parameters as both signatures have them: sorted by name, then encoded, with an equals sign after a name whose
 * value is empty. The names alone are sorted: as `name=value`, `List.10` would come before `List.1`.
 */
export function canonicalQuery(params: ReadonlyMap<string, string>): string {
  return [...params.keys()]
    .sort(byBytes)
    .map((name) => `${percentEncode(name)}=${percentEncode(params.get(name) ?? "")}`)
    .join("&");
}
