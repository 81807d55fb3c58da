/** The invariants of the project, by their letters. */
export const invariants = {
  A: "only what the resource's id or its moveFrom names is detached, and nothing that the program keeps",
  B: "what the provider attached is in a state, and what a refresh records is what the cloud has",
  C: "a run that reports success has reached its goal, and a failed one converges when it is run again",
  D: "one intent creates one interface",
  E: "every operation ends by its deadline",
  F: "no secret is in a state or a message",
  G: "the number of calls is bounded",
  H: "no state is emptied while the cloud still has what it records",
  X: "the provider has no bug of its own: no unexpected error",
} as const;

export type Invariant = keyof typeof invariants;

/** A history after which an invariant does not hold. */
export class Violation extends Error {
  constructor(
    readonly invariant: Invariant,
    readonly detail: string,
  ) {
    super(`${invariant} (${invariants[invariant]}): ${detail}`);
  }
}
