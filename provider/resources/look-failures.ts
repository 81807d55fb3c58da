import { byDeadline } from "../core/deadline";
import { formatDuration } from "../core/duration";
import { CloudError, concernsOneId, messageOf, UserError } from "../core/errors";
import type { Session } from "../session/session";

/** How long the looks of all previews of a run may take before they fail, together. */
const maxFailingMs = 5_000;

/**
 * The looks of preview that failed in one run. A look that has failed once would fail for the other resources of its
 * place too, so it is not repeated for each of a thousand resources.
 */
export class LookFailures {
  private readonly reasons = new Map<string, string>();
  /** How the cloud refused the latest look, by place. */
  private readonly refusals = new Map<
    string,
    { readonly code: string | undefined; readonly reason: string }
  >();
  private leftMs = maxFailingMs;

  /** Why nothing more is asked for a place. */
  of(place: string): string | undefined {
    return this.reasons.get(place);
  }

  /** Does the looks of one resource. Fails when the failing looks of the run have taken too long, this one included. */
  async within<T>(session: AskedSession, looks: () => Promise<T>): Promise<T> {
    const { clock } = session.mechanics;
    const beganAtMs = clock.now();
    const tooLate = () => new UserError(describeLateness(session, beganAtMs));
    try {
      return await byDeadline(clock, beganAtMs + this.leftMs, looks(), tooLate);
    } catch (error) {
      this.leftMs = Math.max(0, this.leftMs - (clock.now() - beganAtMs));
      throw error;
    }
  }

  /**
   * Notes a failed look and returns the reason to report. A refusal can be about one id. When a second id is refused in
   * the same way, the refusal is about the place, and every message is the first one.
   */
  note(place: string, error: unknown): string {
    const reason = messageOf(error);
    const code = error instanceof CloudError ? error.code : undefined;
    const before = this.refusals.get(place);
    if (concernsOneId(error) && before?.code !== code) {
      this.refusals.set(place, { code, reason });
      return reason;
    }
    this.reasons.set(place, before?.reason ?? reason);
    return before?.reason ?? reason;
  }
}

type AskedSession = Pick<Session, "mechanics" | "lookFailureSince">;

/** The answer after which the look was repeated says more than that the time is over. */
function describeLateness(session: AskedSession, beganAtMs: number): string {
  const failure = session.lookFailureSince(beganAtMs);
  const limit = `Looks of previews that fail end after ${formatDuration(maxFailingMs)} in all.`;
  if (failure) return `${failure.message} ${limit}`;
  return `the cloud did not answer in time. ${limit} Check the network and the endpoint with \`npx pulumi-eni doctor\`.`;
}
