import type { Rule } from "./rules";

/** Whether preview applies the rule. It makes no calls before a deletion, so there only `up` and `destroy` do. */
export function isInPreview({ operations }: Rule): boolean {
  return operations.some((operation) => operation !== "delete");
}

/** What preview, `up` or `destroy` does where the rule applies. */
export function describeEffect(rule: Rule): string {
  if (!isInPreview(rule))
    return rule.lasting === "passing" ? "`up` and `destroy` wait." : "`up` and `destroy` refuse.";
  return `Preview: ${previewSays(rule)}`;
}

function previewSays({ lasting, softer, errorUnderStrict, argument }: Rule): string {
  switch (lasting) {
    case "never":
      return `error on \`${argument}\`.`;
    case "until changed":
      return softer === undefined ? "warning." : `warning, also before a replacement (${softerWhy[softer]}).`;
    case "passing":
      return "silent; `up` waits.";
    case "note":
      return errorUnderStrict
        ? 'note, as a warning; with `preflight: "strict"` an error.'
        : "note, as a warning.";
    default:
      return lasting satisfies never;
  }
}

const softerWhy: Record<NonNullable<Rule["softer"]>, string> = {
  adoption: "a forced replacement looks the same, and detaches the interface first",
  "late describe": "the cloud may not show yet what was created seconds ago",
  "handed over": "another resource of the program may give it up first",
  inferred: "the documentation does not say what counts",
};
