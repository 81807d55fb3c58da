import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";
import { cloudNames } from "./clouds";
import type { Fault } from "./faults";
import { check, InvalidInput } from "./invalid-input";
import { seedForms } from "./seeds";
import type { Throttle } from "./throttle";
import { MAX_TIMER_MS } from "./timer";
import type { TransitionMs } from "./transitions";

export const cloudName = z.enum(cloudNames);
const id = z.string().min(1);
const text = z.string();
const count = z.number().int().min(0);
const ms = z.number().min(0);

const scope = {
  cloud: cloudName.optional(),
  action: id.optional(),
  match: z.strictObject({ interfaceId: id.optional(), instanceId: id.optional() }).optional(),
  /** JSON has no Infinity: "forever" stands for it. */
  times: z
    .custom<number | "forever">(
      (times) => times === "forever" || (Number.isInteger(times) && (times as number) >= 1),
      'must be a whole number from 1, or "forever"',
    )
    .optional(),
  skip: count.optional(),
};
const transition = z.enum(["attach", "detach", "create", "delete"]);
const httpStatus = z.number().int().min(200).max(599);

const passes = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};
const headerValue = text.refine(
  (value) => passes(() => validateHeaderValue("value", value)),
  "has a character that is not allowed in a header",
);
/** The emulator itself writes the headers that say how long the body is. */
const headerName = text.refine(
  (name) =>
    passes(() => validateHeaderName(name)) && !/^(content-length|transfer-encoding|trailer)$/i.test(name),
  "is not a header that a fault can set",
);

export const faultSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      ...scope,
      kind: z.literal("error"),
      code: id,
      httpStatus: httpStatus.optional(),
      message: text.optional(),
    }),
    z.strictObject({
      ...scope,
      kind: z.literal("throttle"),
      code: id.optional(),
      retryAfterMs: ms.optional(),
    }),
    z.strictObject({
      ...scope,
      kind: z.literal("http"),
      status: httpStatus,
      body: text.optional(),
      contentType: headerValue.optional(),
      headers: z.record(headerName, headerValue).optional(),
    }),
    z.strictObject({ ...scope, kind: z.literal("hang") }),
    z.strictObject({ ...scope, kind: z.literal("delay"), ms: ms.max(MAX_TIMER_MS) }),
    z.strictObject({ ...scope, kind: z.literal("reset-before") }),
    z.strictObject({ ...scope, kind: z.literal("reset-after") }),
    z.strictObject({ ...scope, kind: z.literal("lost-reply") }),
    z.strictObject({ ...scope, kind: z.literal("truncated") }),
    z.strictObject({ ...scope, kind: z.literal("garbage"), body: text.optional() }),
    z.strictObject({ ...scope, kind: z.literal("wrong-types") }),
    z.strictObject({ ...scope, kind: z.literal("huge"), bytes: count.optional() }),
    z.strictObject({ ...scope, kind: z.literal("drip"), msPerByte: ms.max(MAX_TIMER_MS).optional() }),
    z.strictObject({
      ...scope,
      kind: z.literal("duplicate"),
      answers: z.enum(["first", "second"]).optional(),
    }),
    z.strictObject({ ...scope, kind: z.literal("stuck"), transition, resends: count.optional() }),
    z.strictObject({ ...scope, kind: z.literal("fail"), transition, output: text.optional() }),
    z.strictObject({ ...scope, kind: z.literal("late-start"), transition: transition.optional(), ms }),
    z.strictObject({ ...scope, kind: z.literal("stale-describe"), ms }),
  ])
  .transform(
    ({ times, ...fault }): Fault =>
      ({
        ...fault,
        ...(times === undefined ? {} : { times: times === "forever" ? Number.POSITIVE_INFINITY : times }),
      }) as Fault,
  );

const throttleScope = {
  cloud: cloudName,
  action: id.optional(),
  code: id.optional(),
  retryAfterMs: ms.optional(),
};

export const throttleSchema: z.ZodType<Throttle> = z.union([
  z.strictObject({ ...throttleScope, ratePerSecond: z.number().positive(), burst: z.number().min(1) }),
  z.strictObject({ ...throttleScope, limit: count, windowMs: z.number().positive() }),
]);

const range = z
  .strictObject({ min: ms, max: ms, seed: z.number().optional() })
  .refine(({ min, max }) => min <= max, { path: ["max"], message: "must not be less than min" });
const duration = z.union([ms, range]);
const durations = z.strictObject({
  attach: duration.optional(),
  detach: duration.optional(),
  create: duration.optional(),
  delete: duration.optional(),
});

/** A number, a range or a table. The form is decided first, so that the error is about the intended form. */
export const transitionMsSchema = z.unknown().transform((input, context): unknown => {
  const isObject = typeof input === "object" && input !== null;
  const form = isObject ? ("min" in input || "max" in input ? range : durations) : ms;
  const { data, error } = form.safeParse(input);
  for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input } as z.core.$ZodRawIssue);
  return data;
}) as unknown as z.ZodType<TransitionMs>;

/** A list of seeds of one kind, each with the name of its cloud. */
const onClouds = <Shape extends z.ZodRawShape>(seed: z.ZodObject<Shape, z.core.$strict>) =>
  z.array(seed.extend({ cloud: cloudName })).optional();

export const scenarioSchema = z.strictObject({
  accounts: onClouds(seedForms.accounts),
  instanceTypes: onClouds(seedForms.instanceTypes),
  vpcs: onClouds(seedForms.vpcs),
  subnets: onClouds(seedForms.subnets),
  securityGroups: onClouds(seedForms.securityGroups),
  instances: onClouds(seedForms.instances),
  interfaces: onClouds(seedForms.interfaces),
  faults: z.array(faultSchema).optional(),
  throttles: z.array(throttleSchema).optional(),
  transitionMs: transitionMsSchema.optional(),
  /** How the clouds behave where their documentation leaves it open. */
  settings: z.record(z.string(), z.string()).optional(),
});

/** What exists at the start, what goes wrong, and how long transitions take. Everything is optional. */
export type Scenario = z.infer<typeof scenarioSchema>;

/** Reads a scenario file and checks its form. */
export function loadScenario(path: string): Scenario {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new InvalidInput(`the scenario ${path} cannot be read: ${(error as Error).message}`);
  }
  return check(scenarioSchema, content, `the scenario ${path}`);
}
