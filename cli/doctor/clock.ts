import { type Attempt, isAnswered, madeOf } from "./attempt";
import { type Check, failed, notChecked, ok, warning } from "./check";

const warnSkewMs = 60_000;

/** This machine's clock against the Date of an answer. The cloud refuses every call when they are too far apart. */
export function concludeClock(attempts: readonly Attempt[], maxSkewMs: number): Check {
  const heads = madeOf(attempts)
    .filter(isAnswered)
    .flatMap(({ answer }) => answer.head ?? []);
  const dated = heads.find(({ serverTimeMs }) => serverTimeMs !== undefined);
  if (dated?.serverTimeMs === undefined) return notChecked("clock", "No answer of the cloud had a date.");
  const aheadMs = dated.receivedAtMs - dated.serverTimeMs;
  const offMs = Math.abs(aheadMs);
  if (offMs < warnSkewMs) return ok("clock", "It is less than a minute off.");
  const told = `This machine's clock is ${inMinutes(offMs)} ${aheadMs > 0 ? "ahead" : "behind"}.`;
  const limit = `more than ${inMinutes(maxSkewMs)}`;
  const remedy = "Set it, for example with NTP.";
  return offMs > maxSkewMs
    ? failed("clock", `${told} The cloud refuses every call when it is ${limit} off. ${remedy}`)
    : warning("clock", `${told} The cloud would refuse every call if it were ${limit} off. ${remedy}`);
}

function inMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
