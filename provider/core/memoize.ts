/**
 * Asks once and shares the answer. After a failure, the next caller asks again.
 *
 * @param keyOf the key of a question; default: its first argument
 */
export function memoize<Args extends readonly unknown[], Answer>(
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
