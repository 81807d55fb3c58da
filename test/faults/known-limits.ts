import { interfaceCases } from "../support/interface-cases";
import type { Cell } from "./cell";
import { caseOfApi } from "./cells";

interface KnownLimit {
  readonly holds: (cell: Cell) => boolean;
  readonly why: string;
}

/** Where a fault cannot be told from the truth, or not be survived, and why. */
const knownLimits: readonly KnownLimit[] = [
  {
    holds: ({ api, name, trouble }) =>
      name.startsWith("delivered twice") &&
      trouble.of === "wire" &&
      trouble.action === "CreateNetworkInterface" &&
      interfaceCases.some(({ title, createRepeats }) => title === api && createRepeats === undefined),
    why: "this API has no idempotency token for a create, so a request that is delivered twice makes two interfaces",
  },
  {
    holds: ({ api, name, trouble, strike }) =>
      strike === "always" &&
      trouble.of === "code" &&
      trouble.action === "DescribeNetworkInterfaces" &&
      (caseOfApi(api).unknownIdCodes ?? []).includes(name),
    why: "the cloud says at every look that there is no such interface, and is believed",
  },
];

/** What such a limit can cause: the cloud has more or less than the operation knows. Everything else is a violation. */
const effect = /^(it ended well, but|after the next run|after the destroy) /;

/** Why the violations of a cell are none of the provider's; undefined: they are. */
export function knownLimitOf(cell: Cell, violations: readonly string[]): string | undefined {
  if (!violations.every((violation) => effect.test(violation))) return undefined;
  return knownLimits.find(({ holds }) => holds(cell))?.why;
}
