/** The value of every dimension of a world. */
export type Choice = Readonly<Record<string, string>>;

/** One thing that can differ between two worlds. The first value is the usual one. */
export interface Dimension {
  readonly name: string;
  readonly values: readonly [string, ...string[]];
  /**
   * The most dimensions that are unusual at once in a combination with this one; without it the operation's own figure.
   * A small figure is for what stands in nobody's way and has no rule beside it.
   */
  readonly reach?: number;
}

/** Values that cannot exist together, and why. */
export interface Impossible {
  readonly why: string;
  readonly when: (choice: Choice) => boolean;
}

export function usualChoice(dimensions: readonly Dimension[]): Choice {
  return Object.fromEntries(dimensions.map(({ name, values }) => [name, values[0]]));
}

/**
 * Every choice in which at most `depth` dimensions have another value than the usual one. So each pair and, with a depth
 * of three, each triple of unusual values meets in a world in which all else is as usual.
 */
export function* choicesOf(dimensions: readonly Dimension[], depth: number): Generator<Choice> {
  yield* vary(usualChoice(dimensions), dimensions, depth);
}

function* vary(choice: Choice, dimensions: readonly Dimension[], left: number, taken = 0): Generator<Choice> {
  yield choice;
  if (left === 0) return;
  for (const [index, { name, values, reach = Number.POSITIVE_INFINITY }] of dimensions.entries()) {
    if (reach < taken + 1) continue;
    for (const value of values.slice(1)) {
      const room = Math.min(left, reach - taken);
      yield* vary({ ...choice, [name]: value }, dimensions.slice(index + 1), room - 1, taken + 1);
    }
  }
}

/** `kind=trunk+room=full`: what is unusual about a choice; "usual" when nothing is. */
export function nameOfChoice(dimensions: readonly Dimension[], choice: Choice): string {
  const unusual = dimensions.flatMap(({ name, values }) =>
    choice[name] === values[0] ? [] : [`${name}=${choice[name]}`],
  );
  return unusual.join("+") || "usual";
}
