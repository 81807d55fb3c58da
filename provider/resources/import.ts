import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import type { Failure } from "./arguments";

/** What an import names: the id of the resource, and its place as arguments. */
export interface ImportTarget {
  readonly id: string;
  readonly place: Properties;
}

/** The state of an imported resource names this instead of a run that created it. */
export const importedByRun = "import";

const form =
  "<regionId>/<id>, and after a question mark what else the place needs, such as cn-hangzhou/eni-1:i-1?profile=prod";

/**
 * Reads the id of an import, such as "ap-guangzhou/eni-1:ins-1?api=v2&vpcId=vpc-1". An import knows nothing but this
 * text, so it contains the place.
 *
 * @param configuredRegion the region when the text has none
 * @throws UserError for a text of another form
 */
export function parseImportId(text: string, configuredRegion: string | undefined): ImportTarget {
  const [path = "", query = "", ...others] = text.split("?");
  const parts = path.split("/");
  const id = parts.at(-1) ?? "";
  if (id === "" || parts.length > 2 || parts[0] === "" || others.length > 0) {
    throw new UserError(`"${text}" is no id to import. Write ${form}.`);
  }
  const regionId = parts.length === 2 ? parts[0] : configuredRegion;
  if (regionId === undefined) {
    throw new UserError(`"${text}" does not name the region. Write ${form}.`);
  }
  return { id, place: { regionId, ...Object.fromEntries(new URLSearchParams(query)) } };
}

/** Refuses an import whose place is wrong, before anything is looked up. */
export function requireImportable(id: string, failures: readonly Failure[]): void {
  const [failure] = failures;
  if (failure) throw new UserError(`${id} cannot be imported: ${failure.reason}.`);
}

/** A primary interface belongs to its instance, so no resource can own it. */
export function requireNotPrimary({ id, kind, holder }: InterfaceView): void {
  if (kind !== "primary") return;
  throw new UserError(
    `${id} cannot be imported: it is the primary interface of ${holder ?? "its instance"}, which creates, keeps and deletes it. Import a secondary interface.`,
  );
}
