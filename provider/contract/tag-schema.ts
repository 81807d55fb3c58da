import type { z } from "zod/v3";
import { markerKey } from "./marker";
import { must } from "./schemas";

/** What the keys or the values of tags are, in words that follow "keys" and "a text". */
export interface TextRule {
  readonly words: string;
  readonly holds: (text: string) => boolean;
}

export function ofLength(least: number, most: number): TextRule {
  return {
    words: `of ${least} to ${most} characters`,
    holds: (text) => text.length >= least && text.length <= most,
  };
}

const foreignKey: TextRule = {
  words: "other than the one by which pulumi-eni finds an interface again",
  holds: (key) => key !== markerKey,
};

/** Tags as an object of texts: the first key or value that breaks a rule is told with that rule. */
export function tagsOf(most: number, keys: readonly TextRule[], values: readonly TextRule[]): z.ZodType {
  return must(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    'must be an object of texts by key, such as { role: "data" }',
  ).superRefine((tags: object, context) => {
    const tell = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const entries: [string, unknown][] = Object.entries(tags);
    if (entries.length > most) tell([], `must be an object of at most ${most} texts by key`);
    for (const [key, value] of entries) {
      const brokenByKey = [foreignKey, ...keys].find((rule) => !rule.holds(key));
      if (brokenByKey) {
        const message = `must have keys ${brokenByKey.words}`;
        context.addIssue({ code: "unrecognized_keys", keys: [key], message });
      } else if (typeof value !== "string") {
        tell([key], "must be a text");
      } else {
        const broken = values.find((rule) => !rule.holds(value));
        if (broken) tell([key], `must be a text ${broken.words}`);
      }
    }
  });
}
