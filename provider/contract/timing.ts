/** How long a cloud is given, by its documentation, before a silence counts as an answer. Milliseconds. */
export interface Timing {
  /** An interface made a moment ago may not be seen yet. */
  readonly notFoundMs: number;
  /** From an accepted create until one whose interface does not show is taken to have repeated the answer of an older one. */
  readonly unseenMs: number;
  /** From an accepted write until its transition shows. */
  readonly startMs: number;
  /** From a write without an answer until it is believed not to have been done. */
  readonly unansweredMs: number;
  /** From a detach until one that makes no progress is sent again. */
  readonly stuckDetachMs: number;
  /** From the first refusal that no rule explains until the call is tried again; doubled with each further one. */
  readonly refusedMs: number;
  /** From the first of such refusals in a row until it is believed. */
  readonly refusedForMs: number;
  /** How often one kind of write that is not refused is sent in one operation, at the most. */
  readonly maxSends: number;
}
