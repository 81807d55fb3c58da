import { isIPv4, isIPv6 } from "node:net";
import { z } from "zod/v3";

/** Schemas of arguments, each with the message for a wrong value. */

export function must(check: (value: unknown) => boolean, message: string): z.ZodType {
  return z.custom(check, message);
}

export function textOf(min: number, max: number): z.ZodType {
  return must(
    (value) => typeof value === "string" && [...value].length >= min && [...value].length <= max,
    `must be a text of ${min} to ${max} characters`,
  );
}

export function matching(pattern: RegExp, message: string): z.ZodType {
  return must((value) => typeof value === "string" && pattern.test(value), message);
}

export function wholeNumber(min: number, max: number): z.ZodType {
  return must(
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    `must be a whole number from ${min} to ${max}`,
  );
}

export function oneOfWords(words: readonly string[]): z.ZodType {
  return must(
    (value) => typeof value === "string" && words.includes(value),
    `must be ${inOneSentence(words.map((word) => `"${word}"`))}`,
  );
}

function inOneSentence(choices: readonly string[]): string {
  return choices.join(", ").replace(/, ([^,]*)$/, " or $1");
}

export const flag = must((value) => typeof value === "boolean", "must be true or false");

export const ipv4 = must(
  (value) => typeof value === "string" && isIPv4(value),
  'must be an IPv4 address, such as "172.16.0.10"',
);

/** A list without repetitions whose items pass a check. */
export function listOf(item: z.ZodType, min: number, max: number, what: string): z.ZodType {
  return must(
    (value) =>
      Array.isArray(value) &&
      value.length >= min &&
      value.length <= max &&
      new Set(value).size === value.length,
    `must be a list of ${min} to ${max} ${what}, each once`,
  ).superRefine(eachOf(item));
}

/** Reports each wrong item of a list with its index. */
export function eachOf(item: z.ZodType): (list: readonly unknown[], context: z.RefinementCtx) => void {
  return (list, context) => {
    for (const [index, entry] of list.entries()) {
      const [issue] = item.safeParse(entry).error?.issues ?? [];
      if (issue) context.addIssue({ code: "custom", path: [index], message: issue.message });
    }
  };
}

export const ipv6 = must(
  (value) => typeof value === "string" && isIPv6(value),
  'must be an IPv6 address, such as "fd00::10"',
);
