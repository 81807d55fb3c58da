import { z } from "zod/v3";
import type { Cloud, NamesElsewhere, Place } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import { eachOf, matching, must, oneOfWords, textOf } from "../contract/schemas";
import { parseDuration } from "../core/duration";
import { regionForm } from "../core/endpoint";
import { UserError } from "../core/errors";
import { nearestWord } from "../core/nearest-word";
import { isUnknown } from "../core/unknown";

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export const preflightLevels = ["on", "strict", "off"] as const;
export type PreflightLevel = (typeof preflightLevels)[number];

export function isPreflightLevel(text: string): text is PreflightLevel {
  return preflightLevels.some((level) => level === text);
}

/** The arguments of an attachment, as declared. */
export interface AttachmentInputs extends Properties {
  readonly regionId: string;
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  readonly profile?: string | undefined;
  readonly api?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly timeouts?: { readonly create?: string; readonly delete?: string } | undefined;
  readonly preflight?: PreflightLevel | undefined;
  readonly ifAlreadyAttached?: "adopt" | "fail" | undefined;
  readonly moveFrom?: string | readonly string[] | undefined;
  readonly mayMoveTo?: string | readonly string[] | undefined;
  readonly networkCardIndex?: number | undefined;
  readonly trunkNetworkInstanceId?: string | undefined;
}

const words = textOf(1, 256);
const duration = must(
  (value) => typeof value === "string" && (parseDuration(value) ?? 0) > 0,
  'must be a duration of more than 0, such as "90s", "5m" or "1h30m"',
);
const timeouts = 'must be {create?, delete?}, durations such as "5m"';

const regionIs = "must be the id of a region: letters and digits, joined by hyphens";

/** Arguments that every resource of every cloud has. */
export const everyArgument: Readonly<Record<string, z.ZodType>> = {
  regionId: matching(regionForm, regionIs),
  profile: words.optional(),
  timeouts: z
    .object(
      { create: duration.optional(), delete: duration.optional() },
      { errorMap: () => ({ message: timeouts }) },
    )
    .strict()
    .optional(),
  preflight: oneOfWords(preflightLevels).optional(),
};

/** Common arguments of an attachment. A cloud replaces them or adds others in `attachmentArguments`. */
const commonArguments: Readonly<Record<string, z.ZodType>> = {
  ...everyArgument,
  networkInterfaceId: words,
  instanceId: words,
  ifAlreadyAttached: oneOfWords(["adopt", "fail"]).optional(),
};

/** The id of an instance in the cloud's form, or a list of such ids. */
function oneOrMore(id: z.ZodType): z.ZodType {
  return z.unknown().superRefine((value, context) => {
    if (Array.isArray(value)) {
      eachOf(id)(value, context);
      return;
    }
    const [issue] = id.safeParse(value).error?.issues ?? [];
    if (issue) context.addIssue(issue);
  });
}

export type Schemas = Readonly<Record<string, z.ZodType>>;

/** Created only once, because every check of every resource needs them. */
const schemasByCloud = new WeakMap<Cloud, Schemas>();

/** What each argument of an attachment must be. */
export function attachmentSchemas(cloud: Cloud): Schemas {
  const declared = { ...commonArguments, ...cloud.attachmentArguments };
  const instances = oneOrMore(declared.instanceId ?? words).optional();
  return { ...declared, moveFrom: instances, mayMoveTo: instances };
}

export function findAttachmentFailures(cloud: Cloud, inputs: Properties): readonly Failure[] {
  const schemas = schemasByCloud.get(cloud) ?? attachmentSchemas(cloud);
  schemasByCloud.set(cloud, schemas);
  const failures = findFailures(cloud, "NetworkInterfaceAttachment", schemas, inputs);
  return [...failures, ...movesFromItself(inputs), ...(cloud.argumentConflicts?.(inputs) ?? [])];
}

/** A list may contain the instance itself, even as the only one: all instances of a fleet may share one list. */
function movesFromItself({ moveFrom, instanceId }: Properties): readonly Failure[] {
  if (typeof moveFrom !== "string" || isUnknown(moveFrom) || moveFrom !== instanceId) return [];
  const reason =
    "moveFrom names the instance of instanceId: use the instance that the interface may be moved away from";
  return [{ property: "moveFrom", reason }];
}

/** The names of the arguments that a program sets. */
export function declaredArguments(inputs: Properties): readonly string[] {
  return Object.keys(inputs).filter((name) => inputs[name] !== undefined && inputs[name] !== null);
}

/** One failure for each wrong argument. Values that are not known yet are not checked. */
export function findFailures(
  cloud: Pick<Cloud, "name" | "title" | "namesElsewhere">,
  resource: "NetworkInterfaceAttachment" | "NetworkInterface",
  schemas: Schemas,
  inputs: Properties,
): readonly Failure[] {
  const failures: Failure[] = [];
  for (const [property, schema] of Object.entries(schemas)) {
    const value = Object.hasOwn(inputs, property) ? inputs[property] : undefined;
    if (isUnknown(value)) continue;
    const result = schema.safeParse(value ?? undefined);
    if (result.success) continue;
    const reason =
      value === undefined || value === null
        ? `${property} is required${instead(property, cloud.name)}`
        : inWords(property, value, result.error);
    const remedy = isTextAsNumber(schema, value, result.error) ? `. ${asText}` : "";
    failures.push({ property, reason: reason + remedy });
  }
  for (const property of Object.keys(inputs)) {
    if (Object.hasOwn(schemas, property)) continue;
    const meant = meaning(property, schemas, cloud.namesElsewhere ?? {});
    const reason = `${property} is not an argument of ${cloud.title}'s ${resource}${meant}`;
    failures.push({ property, reason });
  }
  return failures;
}

/** What a name that is no argument was meant to be, as far as it can be told. */
function meaning(property: string, schemas: Schemas, elsewhere: NamesElsewhere): string {
  const plain = (name: string) => name.replaceAll("_", "").toLowerCase();
  const known = Object.keys(elsewhere).find((name) => plain(name) === plain(property));
  const here = known === undefined ? undefined : elsewhere[known];
  if (here?.length === 0) return ": it has no counterpart here, so leave it out";
  // A name may be one of the other resource.
  if (here?.every((name) => Object.hasOwn(schemas, name))) {
    return `: here it is ${here.map((name) => `\`${name}\``).join(" and ")}`;
  }
  const meant = nearestWord(property, Object.keys(schemas));
  return meant === undefined ? "" : `: did you mean \`${meant}\`?`;
}

/** Where else a missing argument may be set. The constructor has looked there. */
function instead(property: string, cloudName: string): string {
  if (property !== "regionId") return "";
  return `: declare it, or set it for the stack with \`pulumi config set eni:${cloudName}RegionId\``;
}

function inWords(property: string, value: unknown, error: z.ZodError): string {
  const [issue] = error.issues;
  const path = [property, ...(issue?.path ?? [])].join(".");
  return `${path} ${issue?.message ?? "is not valid"}, not ${quoted(wrongPart(value, issue))}`;
}

const asText =
  "Write it in quotes, in the program and in the configuration; `pulumi config set --path` needs `--type string` for it";

/** Whether the argument is a text, and the program has a number: ids and names may consist of digits. */
function isTextAsNumber(schema: z.ZodType, value: unknown, { issues: [issue] }: z.ZodError): boolean {
  const wrong = wrongPart(value, issue);
  // A long number that was rounded and then written as a text.
  if (typeof wrong === "string") return /^\d(\.\d+)?e\+\d+$/.test(wrong);
  return typeof wrong === "number" && !hasIssueAt(schema, issue?.path ?? [], withTexts(value));
}

/** Whether something is wrong with a value at this place. */
function hasIssueAt(schema: z.ZodType, place: readonly (string | number)[], value: unknown): boolean {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.some(({ path }) => path.join(".") === place.join("."));
}

function withTexts(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(withTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTexts(part)]));
}

/** The wrong part of a value: the one that its issue names, or a key that is not allowed there. */
function wrongPart(value: unknown, issue: z.ZodIssue | undefined): unknown {
  if (issue?.code === "unrecognized_keys") return issue.keys[0];
  return (issue?.path ?? []).reduce<unknown>(
    (part, key) => (part as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    value,
  );
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** The place of a resource, from its inputs or its old properties. Someone may have written these by hand. */
export function placeOf(properties: Properties): Place {
  const api = optionalText(properties.api);
  const { regionId } = properties;
  if (typeof regionId !== "string" || !regionForm.test(regionId))
    throw new UserError(`regionId ${regionIs}, not ${quoted(regionId)}. Nothing was sent.`);
  return {
    regionId,
    profile: optionalText(properties.profile),
    api,
    // Only the API v2 of Tencent Cloud needs it in every call. Elsewhere it does not belong to the place.
    vpcId: api === "v2" ? optionalText(properties.vpcId) : undefined,
  };
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function moveFromOf({ moveFrom }: Properties): readonly string[] {
  return textsOf(moveFrom);
}

/** The instances to which something else, such as a failover agent, may move the interface. */
export function mayMoveToOf({ mayMoveTo }: Properties): readonly string[] {
  return textsOf(mayMoveTo);
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

/** The time-out of an operation in milliseconds: the argument, else the cloud's default. */
export function timeoutOf(properties: Properties, operation: "create" | "delete", defaultMs: number): number {
  const timeouts = properties.timeouts as { readonly [name: string]: unknown } | null | undefined;
  const declared = optionalText(timeouts?.[operation]);
  return (declared === undefined ? undefined : parseDuration(declared)) ?? defaultMs;
}

export interface Pair {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
}

/**
 * Ids of the clouds have only these characters. Another text is never looked up, because an empty answer would mean
 * that it is gone.
 */
const idForm = /^[\w.-]+$/;

/** `<networkInterfaceId>:<instanceId>`: the record of which attachment is ours. */
export function formatId(pair: Pair): string {
  return `${pair.networkInterfaceId}:${pair.instanceId}`;
}

export function parseId(id: string): Pair | undefined {
  const [networkInterfaceId, instanceId, ...rest] = id.split(":");
  if (!networkInterfaceId || !instanceId || rest.length > 0) return undefined;
  return [networkInterfaceId, instanceId].every((part) => idForm.test(part))
    ? { networkInterfaceId, instanceId }
    : undefined;
}

/** The ids in inputs or outputs, if both are known. */
export function pairOf(properties: Properties): Pair | undefined {
  const networkInterfaceId = optionalText(properties.networkInterfaceId);
  const instanceId = optionalText(properties.instanceId);
  return networkInterfaceId && instanceId ? { networkInterfaceId, instanceId } : undefined;
}

/** The name of a pair in messages. */
export function nameOfPair({ networkInterfaceId, instanceId }: Pair): string {
  return `${networkInterfaceId} → ${instanceId}`;
}
