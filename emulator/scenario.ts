import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";
import type { Fault } from "./faults";
import { isShallow } from "./shallow";
import type { Throttle } from "./throttle";
import { MAX_TIMER_MS } from "./timer";
import type { TransitionMs } from "./transitions";

const cloud = z.enum(["alibaba", "tencent", "zenlayer"]);
const id = z.string().min(1);
const text = z.string();
const tags = z.record(z.string(), z.string());
const count = z.number().int().min(0);
const ms = z.number().min(0);

const MAX_DEPTH = 16;
const extra = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value, MAX_DEPTH), `nests deeper than ${MAX_DEPTH} levels`);

const interfaceStatus = z.enum([
  "creating",
  "available",
  "attaching",
  "attached",
  "detaching",
  "deleting",
  "failed",
]);

const instanceStatus = z.enum([
  "pending",
  "starting",
  "running",
  "stopping",
  "stopped",
  "rebooting",
  "rebuilding",
  "resizing",
  "imaging",
  "failed",
  "recycled",
  "releasing",
  "released",
]);

const privateIp = z.strictObject({
  address: z.ipv4(),
  primary: z.boolean(),
  publicIp: z.strictObject({ address: z.ipv4(), allocationId: id }).optional(),
});

/** What a scenario says of an interface beyond its identity; all of it has a default. */
export const interfaceSeedFields = z.strictObject({
  accountId: id.optional(),
  name: text.optional(),
  description: text.optional(),
  regionId: id.optional(),
  zoneId: id.optional(),
  vpcId: id.optional(),
  subnetId: id.optional(),
  kind: z.enum(["primary", "secondary", "trunk", "member"]).optional(),
  status: interfaceStatus.optional(),
  instanceId: id.nullable().optional(),
  deviceIndex: count.nullable().optional(),
  networkCardIndex: count.nullable().optional(),
  trunkInterfaceId: id.optional(),
  trunkInstanceId: id.optional(),
  macAddress: text.optional(),
  privateIps: z.array(privateIp).optional(),
  ipv6: z.array(z.ipv6()).optional(),
  ipv4Prefixes: z.array(z.cidrv4().endsWith("/28")).optional(),
  ipv6Prefixes: z.array(z.cidrv6().endsWith("/80")).optional(),
  securityGroupIds: z.array(id).optional(),
  tags: tags.optional(),
  serviceManaged: z.boolean().optional(),
  linkedInterfaceId: id.optional(),
  highPerformance: z.boolean().optional(),
  havip: z.boolean().optional(),
  loadBalancerId: id.optional(),
  slaveBonded: z.boolean().optional(),
  extra: extra.optional(),
  resourceGroupId: text.optional(),
  deleteOnRelease: z.boolean().optional(),
  createdAt: ms.optional(),
  attachedAt: ms.nullable().optional(),
});

export const instanceSeedFields = z.strictObject({
  accountId: id.optional(),
  name: text.optional(),
  regionId: id.optional(),
  zoneId: id.optional(),
  vpcId: id.optional(),
  subnetId: id.optional(),
  instanceType: id.optional(),
  status: instanceStatus.optional(),
  locked: z.array(text).optional(),
  createdAt: ms.optional(),
  startedAt: ms.optional(),
  hotPlug: z.boolean().optional(),
  securityGroupIds: z.array(id).optional(),
  tags: tags.optional(),
  resourceGroupId: text.optional(),
  extra: extra.optional(),
  /** Becomes this by itself, so long after the seeding; `released` takes along, or frees, what it holds. */
  settlesTo: z.strictObject({ status: instanceStatus, afterMs: ms }).optional(),
});

const key = z.strictObject({
  accessKeyId: id,
  accessKeySecret: id,
  securityToken: id.optional(),
  inactive: z.boolean().optional(),
  deniedActions: z.array(id).optional(),
  userName: id.optional(),
});

const seeds = {
  accounts: z.array(
    z.strictObject({
      cloud,
      id,
      keys: z.array(key).min(1),
      quotas: z.record(z.string(), count).optional(),
      resourceGroupIds: z.array(id).optional(),
    }),
  ),
  instanceTypes: z.array(
    z.strictObject({
      cloud,
      id,
      family: text.optional(),
      eniQuantity: count,
      eniTotalQuantity: count.optional(),
      trunkSupported: z.boolean().optional(),
      hotPlug: z.boolean().optional(),
      oldGeneration: z.boolean().optional(),
      networkCards: count.optional(),
      ipv4PerInterface: count.optional(),
      ipv6PerInterface: count.optional(),
      cpu: count.optional(),
      memoryGib: z.number().min(0).optional(),
    }),
  ),
  vpcs: z.array(
    z.strictObject({
      cloud,
      id,
      accountId: id.optional(),
      name: text.optional(),
      regionId: id,
      cidr: z.cidrv4().optional(),
    }),
  ),
  subnets: z.array(
    z.strictObject({
      cloud,
      id,
      accountId: id.optional(),
      name: text.optional(),
      /** Where it differs from its VPC's: a VPC may span regions. */
      regionId: id.optional(),
      zoneId: id,
      vpcId: id,
      cidr: z.cidrv4(),
      ipv6Cidr: z.cidrv6().optional(),
      status: z.enum(["available", "pending"]).optional(),
    }),
  ),
  securityGroups: z.array(
    z.strictObject({
      cloud,
      id,
      accountId: id.optional(),
      name: text.optional(),
      regionId: id,
      vpcId: text,
      capacity: count.optional(),
    }),
  ),
  instances: z.array(instanceSeedFields.extend({ cloud, id })),
  interfaces: z.array(interfaceSeedFields.extend({ cloud, id })),
};

const scope = {
  cloud: cloud.optional(),
  action: id.optional(),
  match: z.strictObject({ interfaceId: id.optional(), instanceId: id.optional() }).optional(),
  /** JSON has no Infinity: "forever" stands for it. */
  times: z
    .custom<number | "forever">(
      (times) => times === "forever" || (Number.isInteger(times) && (times as number) >= 1),
      'is a whole number from 1 on, or "forever"',
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
  "has a character that no header may have",
);
/** How long the body is, and where it ends, is for the emulator to say. */
const headerName = text.refine(
  (name) =>
    passes(() => validateHeaderName(name)) && !/^(content-length|transfer-encoding|trailer)$/i.test(name),
  "is no header that a fault may give",
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
  cloud,
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

/** Which of the three forms is meant can be seen, so that what is wrong is told of that form. */
export const transitionMsSchema = z.unknown().transform((input, context): unknown => {
  const isObject = typeof input === "object" && input !== null;
  const form = isObject ? ("min" in input || "max" in input ? range : durations) : ms;
  const { data, error } = form.safeParse(input);
  for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input } as z.core.$ZodRawIssue);
  return data;
}) as unknown as z.ZodType<TransitionMs>;

export const scenarioSchema = z.strictObject({
  accounts: seeds.accounts.optional(),
  instanceTypes: seeds.instanceTypes.optional(),
  vpcs: seeds.vpcs.optional(),
  subnets: seeds.subnets.optional(),
  securityGroups: seeds.securityGroups.optional(),
  instances: seeds.instances.optional(),
  interfaces: seeds.interfaces.optional(),
  faults: z.array(faultSchema).optional(),
  throttles: z.array(throttleSchema).optional(),
  transitionMs: transitionMsSchema.optional(),
  /** How a cloud behaves where its documentation leaves it open. */
  settings: z.record(z.string(), z.string()).optional(),
});

/** A world to start from: what exists, what goes wrong, how fast. Everything is optional. */
export type Scenario = z.infer<typeof scenarioSchema>;
export type InterfaceSeed = NonNullable<Scenario["interfaces"]>[number];
export type InstanceSeed = NonNullable<Scenario["instances"]>[number];

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

/** Few problems fit better than many; of as few, one deep inside fits better than one of the whole. */
function misfit(problems: readonly Problem[]): number {
  return problems.length - Math.max(...problems.map(({ path }) => path.length)) / 100;
}

/** Of the branches of a union, what is wrong with the one that fits best. */
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

/** Checks a value against a schema; what is wrong is named by its path. */
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

/** Reads and checks a scenario file. */
export function loadScenario(path: string): Scenario {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new InvalidInput(`the scenario ${path} cannot be read: ${(error as Error).message}`);
  }
  return check(scenarioSchema, content, `the scenario ${path}`);
}
