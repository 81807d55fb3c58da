import type { StoredInstance, StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { instanceStateOf } from "../words";
import { refuse } from "./codes";
import { type Filter, tagKeyOf } from "./filters";
import { uuidOf } from "./instance-item";

export type InstanceMatches = (instance: StoredInstance) => boolean;
type Read = (instance: StoredInstance, primary: StoredInterface | undefined) => readonly string[];

/** The value that each filter compares; one of its values must match. */
const FILTERS: Readonly<Record<string, Read>> = {
  zone: (instance) => [instance.zoneId],
  "instance-id": (instance) => [instance.id],
  "instance-name": (instance) => [instance.name],
  "instance-state": (instance) => [instanceStateOf(instance)],
  "instance-type": (instance) => [instance.instanceType],
  uuid: (instance) => [uuidOf(instance)],
  "vpc-id": (instance) => [instance.vpcId],
  "subnet-id": (instance) => [instance.subnetId],
  "security-group-id": (instance) => instance.securityGroupIds,
  "private-ip-address": (_instance, primary) => primary?.privateIps.map(({ address }) => address) ?? [],
  "public-ip-address": (_instance, primary) =>
    primary?.privateIps.flatMap(({ publicIp }) => publicIp?.address ?? []) ?? [],
  "ipv6-address": (_instance, primary) => primary?.ipv6 ?? [],
  "tag-key": (instance) => Object.keys(instance.tags),
  "tag-value": (instance) => Object.values(instance.tags),
  // What is the same for all instances, or what none has.
  "project-id": () => ["0"],
  "instance-charge-type": () => ["POSTPAID_BY_HOUR"],
  "host-id": () => [],
  "dedicated-cluster-id": () => [],
};

/** The first and the last time of creation; the page gives the form and no time zone, so UTC is taken. */
const BOUNDS: Readonly<Record<string, (createdAt: number, bound: number) => boolean>> = {
  "creation-start-time": (createdAt, bound) => createdAt >= bound,
  "creation-end-time": (createdAt, bound) => createdAt <= bound,
};

export function instanceMatcher({ store }: ActionContext, { name, values }: Filter): InstanceMatches {
  const tagKey = tagKeyOf(name);
  if (tagKey !== undefined) return ({ tags }) => values.includes(tags[tagKey] ?? "\0");
  if (Object.hasOwn(BOUNDS, name)) return timeMatcher(name, values);
  const read = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (read === undefined) throw refuse("InvalidFilter");
  return (instance) => {
    const primary = store.attachmentsOf(instance.id, "tencent").find(({ kind }) => kind === "primary");
    return read(instance, primary).some((value) => values.includes(value));
  };
}

function timeMatcher(name: string, values: readonly string[]): InstanceMatches {
  const [text = ""] = values;
  const bound = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)
    ? Date.parse(`${text.replace(" ", "T")}Z`)
    : Number.NaN;
  if (values.length !== 1 || Number.isNaN(bound)) {
    throw refuse("InvalidParameterValue", `\`${name}\` takes one time such as 2023-06-01 00:00:00.`);
  }
  const isIn = BOUNDS[name];
  return ({ createdAt }) => isIn?.(createdAt, bound) === true;
}
