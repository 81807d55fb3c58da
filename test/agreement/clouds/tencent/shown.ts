import { isOneOf } from "../../choices";
import type { Choice } from "../../dimensions";
import { readState } from "../../scene";

/** One whose creation failed is not shown; the API v2 shows those of the VPC that is named. */
export function looksUnknown(
  isV2: boolean,
  { where: found, state: seen, place: at, vpcId }: Choice,
): boolean {
  if (found !== "here" || seen === "failed") return true;
  if (!isV2) return false;
  return vpcId === "unknown" || (at === "vpc") !== (vpcId === "other");
}

/** The describe of the API v2 has no state: what is bound has an instance, until the detach has ended. */
export function shownState(isV2: boolean, seen = "available"): string {
  if (!isV2) return seen;
  const { status } = readState(seen);
  if (status === "detaching") return seen.replace("detaching", "attached");
  return isOneOf(status, "creating", "attaching", "deleting") ? "available" : seen;
}
