import type { z } from "zod";

/** An input that cannot be used; the message names the field. */
export class InvalidInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidInput";
  }
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** How badly a branch fits: fewer problems are better, and with equal numbers a deeper one is better. */
function misfit(problems: readonly Problem[]): number {
  return problems.length - Math.max(...problems.map(({ path }) => path.length)) / 100;
}

/** The problems of a value; for a union, those of the branch that fits best. */
function problemsOf(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[] = []): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({ path, message }));
    if (issue.code !== "invalid_union" || issue.errors.length === 0)
      return [{ path, message: issue.message }];
    const branches = issue.errors.map((branch) => problemsOf(branch, path));
    return branches.reduce((best, branch) => (misfit(branch) < misfit(best) ? branch : best));
  });
}

/** Checks a value against a schema; the error names each wrong field by its path. */
export function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = problemsOf(result.error.issues)
    .slice(0, 5)
    .map(({ path, message }) => {
      const name = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
      return name === "" ? message : `${name.replace(/^\./, "")}: ${message}`;
    });
  throw new InvalidInput(`${what}: ${problems.join("; ")}`);
}
