import { matching } from "../../contract/schemas";

/**
 * The form of ids is not documented; those of examples are numbers of 19 digits. A program that writes one without
 * quotes, or a configuration that keeps it as a number, has rounded it: 1.61e+18 is what is left.
 */
export const id = matching(
  /^[\w-]{1,64}$/,
  "must be an id as the cloud shows it, in quotes, because a number of so many digits loses the last ones",
);
