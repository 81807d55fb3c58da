import { type Compared, compare, namedComparisons } from "./compare";
import { namedStories } from "./named-stories";
import { randomComparisons } from "./random-stories";

/** Compares the named stories, and random ones up to so many, several at a time. Reports each. */
export async function compareAll(
  { runs, seed }: { readonly runs: number; readonly seed: number },
  report: (compared: Compared) => void,
): Promise<readonly Compared[]> {
  const named = namedComparisons(namedStories).slice(0, runs);
  const waiting = [...named, ...randomComparisons(runs - named.length, seed)];
  const done: Compared[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const compared = await compare(next);
      done.push(compared);
      report(compared);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

/** A history of the real engine waits for processes half of its time. */
const atOnce = 3;
