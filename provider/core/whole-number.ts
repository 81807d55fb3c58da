import { z } from "zod/v3";

/**
 * A whole number, as a number or as digits, because editions of one documentation differ. A coercion would accept null,
 * false, an empty text and an empty list as 0, which can mean success in an answer.
 */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
