import type { z } from "zod/v3";
import { markerKey } from "./marker";
import { must } from "./schemas";

/** A rule for the keys or the values of tags. `words` follows "must have keys" or "must be a text". */
export interface TextRule {
  readonly words: string;
  readonly holds: (text: string) => boolean;
}

export function ofLength(min: number, max: number): TextRule {
  return {
    words: `of ${min} to ${max} characters`,
    holds: (text) => text.length >= min && text.length <= max,
  };
}

const foreignKey: TextRule = {
  words: "other than the key of pulumi-eni's own tag",
  holds: (key) => key !== markerKey,
};

/** Tags as an object of texts. The message names the first rule that a key or a value breaks. */
export function tagsOf(max: number, keys: readonly TextRule[], values: readonly TextRule[]): z.ZodType {
  return must(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    'must be an object of texts, such as { role: "data" }',
  ).superRefine((tags: object, context) => {
    const addIssue = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const entries: [string, unknown][] = Object.entries(tags);
    if (entries.length > max) addIssue([], `must be an object of at most ${max} texts`);
    for (const [key, value] of entries) {
      const brokenByKey = [foreignKey, ...keys].find((rule) => !rule.holds(key));
      if (brokenByKey) {
        const message = `must have keys ${brokenByKey.words}`;
        context.addIssue({ code: "unrecognized_keys", keys: [key], message });
      } else if (typeof value !== "string") {
        addIssue([key], "must be a text");
      } else {
        const broken = values.find((rule) => !rule.holds(value));
        if (broken) addIssue([key], `must be a text ${broken.words}`);
      }
    }
  });
}
