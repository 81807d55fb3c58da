import { matching } from "../../contract/schemas";

/**
 * The form of ids is not documented; the examples are numbers of 19 digits. A program that writes one without quotes
 * has rounded it, and so has a configuration that stores it as a number: the result is a text such as 1.61e+18.
 */
export const id = matching(
  /^[\w-]{1,64}$/,
  "must be an id as the cloud shows it, in quotes, because a number of so many digits loses the last ones",
);
