/** How long to wait for a cloud, from its documentation, in milliseconds. */
export interface Timing {
  /** How long an interface that was created a moment ago may not be visible yet. */
  readonly notFoundMs: number;
  /**
   * How long the interface of an accepted create may not be visible. After this time, the answer was probably the
   * repetition of an older one.
   */
  readonly createdInvisibleMs: number;
  /** From an accepted write until its transition is visible. */
  readonly startMs: number;
  /** From a write without an answer until it counts as not carried out. */
  readonly unansweredMs: number;
  /** From a detach without progress until it is sent again. */
  readonly stuckDetachMs: number;
  /** From the first refusal that no rule explains until the call is sent again. Each further refusal doubles it. */
  readonly refusedMs: number;
  /** From the first of several such refusals until the refusal counts as final. */
  readonly refusedForMs: number;
  /** How often one operation sends the same kind of write at the most, not counting refused ones. */
  readonly maxSends: number;
}
