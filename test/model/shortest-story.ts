import type { StoryStep } from "./story";

/**
 * The shortest story that still fails: no step and no property can be left out. fast-check shrinks the list of commands
 * first, but keeps some that the failure does not need.
 */
export async function shortestStory(
  steps: readonly StoryStep[],
  fails: (steps: readonly StoryStep[]) => Promise<boolean>,
): Promise<readonly StoryStep[]> {
  let shortest = steps;
  for (let isShorter = true; isShorter; ) {
    isShorter = false;
    for (const shorter of simplerStories(shortest)) {
      if (!(await fails(shorter))) continue;
      shortest = shorter;
      isShorter = true;
      break;
    }
  }
  return shortest;
}

function* simplerStories(steps: readonly StoryStep[]): Generator<readonly StoryStep[]> {
  for (const [index, step] of [...steps.entries()].reverse()) {
    yield steps.filter((_, other) => other !== index);
    for (const simpler of simplerValues(step)) yield steps.map((other) => (other === step ? simpler : other));
  }
}

/** What a step of each kind needs. Everything else may be left out. */
const required = new Set([
  "do",
  "stack",
  "name",
  "as",
  "of",
  "to",
  "variant",
  "withAlias",
  "from",
  "interface",
]);
const alsoRequired = new Set([
  "instance",
  "action",
  "fault",
  "times",
  "ms",
  "at",
  "number",
  "when",
  "kind",
  "afterMs",
  "deed",
]);

/** The same object without one of its optional properties, at any depth. */
function* simplerValues<T extends object>(value: T): Generator<T> {
  for (const [name, part] of Object.entries(value)) {
    if (!required.has(name) && !alsoRequired.has(name)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)) as T;
    }
    if (typeof part !== "object" || part === null || Array.isArray(part) || name === "fault") continue;
    for (const simpler of simplerValues(part)) yield { ...value, [name]: simpler };
  }
}
