/**
 * Asks once and shares the answer; a failed question is asked again by the next caller.
 *
 * @param keyOf what tells two questions apart; default: the first argument itself
 */
export function remember<Args extends readonly unknown[], Answer>(
  ask: (...args: Args) => Promise<Answer>,
  keyOf: (...args: Args) => unknown = (...args) => args[0],
): (...args: Args) => Promise<Answer> {
  const answers = new Map<unknown, Promise<Answer>>();
  return (...args) => {
    const key = keyOf(...args);
    const known = answers.get(key);
    if (known) return known;
    const asked = ask(...args);
    answers.set(key, asked);
    asked.catch(() => answers.delete(key));
    return asked;
  };
}
