import { z } from "zod/v3";

/**
 * A whole number, as a number or as its digits: editions of one documentation differ in that. A coercion would take
 * null, false, an empty text and an empty list for 0, which in an answer may stand for success.
 */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
