import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage, isAttachment, refuse } from "./refused-options";

/** The arguments that an attachment has on every cloud. */
export interface AttachmentArgs {
  /**
   * The region of both the interface and the instance, such as "cn-hangzhou". Default: the cloud's key of the
   * configuration, such as `eni:alibabaRegionId`. Required when that key is not set.
   * @change replaces
   */
  regionId?: pulumi.Input<string> | undefined;
  /**
   * The interface to attach: a secondary one.
   * @change replaces: the old one is detached first
   */
  networkInterfaceId: pulumi.Input<string>;
  /**
   * The instance to attach it to.
   * @change replaces: it is detached there first
   */
  instanceId: pulumi.Input<string>;
  /**
   * A profile of the cloud's own credential files, for several accounts in one stack. Default: `eni:` configuration,
   * else the default credentials.
   * @change updates, without a call that changes anything; replaces when it is another account's
   */
  profile?: pulumi.Input<string> | undefined;
  /**
   * How long to wait, such as `{ create: "5m", delete: "90s" }`; the option `customTimeouts` does the same. Default: 5
   * minutes each, 10 on Zenlayer.
   * @change updates, without a call that changes anything
   */
  timeouts?: pulumi.Input<{ create?: pulumi.Input<string>; delete?: pulumi.Input<string> }> | undefined;
  /**
   * Whether preview looks things up in the cloud: "on", "strict" (its warnings become errors) or "off". Default: the
   * configuration `eni:preflight`, else "on".
   * @change nothing
   */
  preflight?: pulumi.Input<"on" | "strict" | "off"> | undefined;
  /**
   * What to do when the interface is already attached to the instance before this resource exists: "adopt" it, so that
   * destroy detaches it, or "fail". Default: "adopt".
   * @change nothing
   */
  ifAlreadyAttached?: pulumi.Input<"adopt" | "fail"> | undefined;
  /**
   * The instances from which the interface may be moved away when one of them holds it. A list may contain `instanceId`,
   * too, so that a fleet can share one list. Without it, or with an empty list, such an interface is refused.
   * @change nothing
   */
  moveFrom?: pulumi.Input<string | pulumi.Input<string>[]> | undefined;
  /**
   * The instances to which something else, such as a failover agent, may move the interface. While one of them holds it,
   * it counts as attached: nothing moves it back, and destroy detaches it there. A list may hold `instanceId` too.
   * Default, and an empty list: none.
   * @change updates, without a call that changes anything
   */
  mayMoveTo?: pulumi.Input<string | pulumi.Input<string>[]> | undefined;
}

/** What every cloud reports about an attachment. */
export const reportedProperties = [
  "status",
  "attachedTo",
  "deviceIndex",
  "interfaceKind",
  "macAddress",
  "privateIpAddress",
  "privateIpAddresses",
  "publicIpAddresses",
  "ipv6Addresses",
  "zoneId",
  "vpcId",
  "subnetId",
  "accountId",
  "endpoint",
] as const;

/**
 * The text that is stored in the state of every resource, and that reads and deletions in later years run. It is a
 * permanent interface of this package, in the wire format of Pulumi's dynamic resources.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("pulumi-eni/runtime").handler("${kind}");`;
}

/** The type token of a kind, such as "alibaba:NetworkInterfaceAttachment". It is as permanent as the text. */
export function typeToken(kind: string): string {
  return `${dynamicPackage}:dynamic/eni/${kind}`;
}

/** The type token of the same kind in the provider plugin. */
export function pluginToken(kind: string): string {
  return `eni:${kind}`;
}

/**
 * The arguments that each resource's constructor passes to Pulumi's own: type, name, properties, options. TypeScript
 * 3.8, which Pulumi contains, must be able to read the public types of this file: no names in a tuple, no
 * `abstract new`, no `import { type … }`.
 */
type Registration = [string, string, pulumi.Inputs, pulumi.CustomResourceOptions];

/**
 * Pulumi's class of resources, with the outputs of one kind. The classes of the clouds extend it directly: Pulumi takes
 * the second frame above its own class as the program's line, and every more frame costs time.
 */
type ResourceClass<Outputs> = Omit<typeof pulumi.CustomResource, "prototype"> &
  (new (
    ...registration: Registration
  ) => pulumi.CustomResource & Readonly<Outputs>);

/** Pulumi adds a property for each registered one, so the outputs are only declared. */
function resourceClass<Outputs>(): ResourceClass<Outputs> {
  return pulumi.CustomResource as unknown as ResourceClass<Outputs>;
}

/**
 * Adds to a program's arguments what all kinds of resources have in common. Refuses what is wrong before the program
 * runs.
 */
export function registration(
  kind: string,
  name: string,
  args: object | undefined,
  reported: readonly string[],
  opts: pulumi.CustomResourceOptions = {},
): Registration {
  refuse(name, kind, opts);
  const props: pulumi.Inputs = Object.fromEntries(reported.map((key) => [key, undefined]));
  const declared: pulumi.Inputs = { ...args };
  const regionId = declared.regionId ?? configuredRegion(kind);
  const timeouts = withCustomTimeouts(declared.timeouts, opts);
  return [
    typeToken(kind),
    name,
    {
      ...props,
      ...declared,
      ...(regionId === undefined ? {} : { regionId }),
      ...(timeouts === undefined ? {} : { timeouts }),
      __urn: urnOf(typeToken(kind), name, opts),
      ...(isAttachment(kind) && pulumi.runtime.isDryRun()
        ? { __interface: findCreator(declared.networkInterfaceId) }
        : {}),
      // The engine does not tell a provider which changes the program ignores, and a check for drift must know it.
      ...(opts.ignoreChanges?.length ? { __ignoreChanges: opts.ignoreChanges } : {}),
      __provider: providerText(kind),
    },
    {
      ...opts,
      // The plugin's type is the same resource, so its state can be continued.
      aliases: [...(opts.aliases ?? []), { type: pluginToken(kind) }],
      ...(isAttachment(kind) ? { deleteBeforeReplace: true } : {}),
    },
  ];
}

/**
 * The URN of the resource of this package that creates an interface. In a preview the interface has no id yet, so the
 * provider judges an attachment by what that resource declares.
 */
async function findCreator(id: pulumi.Input<string>): Promise<string | undefined> {
  if (!pulumi.Output.isInstance(id)) return undefined;
  const { allResources } = id as unknown as { allResources?: () => Promise<ReadonlySet<pulumi.Resource>> };
  const creators = [...((await allResources?.call(id)) ?? [])].filter(isInterface);
  return creators.length === 1 ? promiseOf(creators[0]?.urn) : undefined;
}

function isInterface(resource: pulumi.Resource): boolean {
  const type = (resource as unknown as ParentOf).__pulumiType ?? "";
  return type.startsWith(typeToken("")) && type.endsWith(":NetworkInterface");
}

function promiseOf(value: unknown): Promise<string | undefined> {
  return (value as { promise(): Promise<string | undefined> }).promise();
}

/** Read here, so that the state has the region: a deletion needs it whatever the configuration is then. */
function configuredRegion(kind: string): string | undefined {
  const [cloud] = kind.split(":");
  return pulumi.runtime.getConfig(`eni:${cloud}RegionId`);
}

/**
 * The number of frames from an error that Pulumi creates for a registration to the program's line: three of Pulumi's
 * classes, ours, and that line.
 */
const framesToProgram = 5;

/**
 * Ends stack traces at the program's line until the returned function is called. Pulumi takes a trace for each of four
 * promises of each property, to name one that never settles. It formats every frame of it at once, which is the largest
 * part of the time of a registration.
 */
export function shortenTraces(opts: pulumi.CustomResourceOptions | undefined): () => void {
  const { stackTraceLimit } = Error;
  // `get` has one more frame. Someone who searches for such a promise needs the whole trace.
  const isShortened = opts?.id === undefined && !process.env.PULUMI_DEBUG_PROMISE_LEAKS;
  if (isShortened) Error.stackTraceLimit = Math.min(stackTraceLimit, framesToProgram);
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
}

/** The outputs of an attachment of a network interface to an instance. Each cloud has its own class. */
export interface AttachmentOutputs {
  /** "attached" in the normal case; else what the cloud showed last, such as "available" or "detaching". */
  status: pulumi.Output<string>;
  /** The instance that the cloud reports as holder; "" when the interface is free. */
  attachedTo: pulumi.Output<string>;
  /** As declared. */
  regionId: pulumi.Output<string>;
  /** As declared. */
  networkInterfaceId: pulumi.Output<string>;
  /** As declared. */
  instanceId: pulumi.Output<string>;
  /** The position of the interface on the instance, if the cloud shows it. */
  deviceIndex: pulumi.Output<number | undefined>;
  /** "primary", "secondary", "trunk", "member" or "other". */
  interfaceKind: pulumi.Output<string>;
  /** The MAC address. */
  macAddress: pulumi.Output<string>;
  /** The primary private IPv4 address. */
  privateIpAddress: pulumi.Output<string>;
  /** All private IPv4 addresses. */
  privateIpAddresses: pulumi.Output<string[]>;
  /** Public addresses bound to the interface. */
  publicIpAddresses: pulumi.Output<string[] | undefined>;
  /** IPv6 addresses. */
  ipv6Addresses: pulumi.Output<string[] | undefined>;
  /** The zone of the interface, if the cloud shows it. */
  zoneId: pulumi.Output<string | undefined>;
  /** The VPC of the interface. */
  vpcId: pulumi.Output<string>;
  /** The vSwitch or subnet of the interface. */
  subnetId: pulumi.Output<string>;
  /**
   * The account in which it was created: from the cloud's caller identity, else the endpoint and a short hash of the
   * key's id.
   */
  accountId: pulumi.Output<string>;
  /** The endpoint of the calls, if it is not the cloud's default. */
  endpoint: pulumi.Output<string | undefined>;
}

export const Attachment = resourceClass<AttachmentOutputs>();

/** The common arguments of a network interface. */
export interface InterfaceArgs {
  /**
   * The region of the interface, such as "cn-hangzhou". Default: the cloud's key of the configuration, such as
   * `eni:alibabaRegionId`. Required when that key is not set.
   * @change replaces
   */
  regionId?: pulumi.Input<string> | undefined;
  /**
   * The vSwitch or subnet in which the interface is made; it fixes zone and VPC.
   * @change replaces
   */
  subnetId: pulumi.Input<string>;
  /**
   * Whether a deletion detaches the interface first where an instance holds it, under the rules of an attachment.
   * Default: false, the deletion is refused.
   * @change updates, without a call that changes anything
   */
  detachOnDelete?: pulumi.Input<boolean> | undefined;
  /**
   * A profile of the cloud's own credential files, for several accounts in one stack. Default: `eni:` configuration,
   * else the default credentials.
   * @change updates, without a call that changes anything; replaces when it is another account's
   */
  profile?: pulumi.Input<string> | undefined;
  /**
   * How long to wait, such as `{ create: "5m", delete: "90s" }`; the option `customTimeouts` does the same. Default: 5
   * minutes each, 10 on Zenlayer.
   * @change updates, without a call that changes anything
   */
  timeouts?: pulumi.Input<{ create?: pulumi.Input<string>; delete?: pulumi.Input<string> }> | undefined;
  /**
   * Whether preview looks up the subnet and the security groups: "on", "strict" (its warnings become errors) or "off".
   * Default: the configuration `eni:preflight`, else "on".
   * @change nothing
   */
  preflight?: pulumi.Input<"on" | "strict" | "off"> | undefined;
}

/** What every cloud reports about an interface. */
export const reportedInterfaceProperties = [
  "status",
  "attachedTo",
  "interfaceKind",
  "macAddress",
  "privateIpAddress",
  "privateIpAddresses",
  "secondaryPrivateIpAddresses",
  "publicIpAddresses",
  "ipv6Addresses",
  "securityGroupIds",
  "tags",
  "name",
  "zoneId",
  "vpcId",
  "accountId",
  "endpoint",
] as const;

/** The outputs of a network interface; the resource's id is the interface's. Each cloud has its own class. */
export interface InterfaceOutputs {
  /** "available" or "attached" in the normal case; else what the cloud showed last, such as "creating". */
  status: pulumi.Output<string>;
  /** The instance that the cloud reports as holder; "" when the interface is free. */
  attachedTo: pulumi.Output<string>;
  /** As declared. */
  regionId: pulumi.Output<string>;
  /** The vSwitch or subnet of the interface. */
  subnetId: pulumi.Output<string>;
  /** The name. */
  name: pulumi.Output<string | undefined>;
  /** "secondary", "trunk" or "other". */
  interfaceKind: pulumi.Output<string>;
  /** The MAC address. */
  macAddress: pulumi.Output<string>;
  /** The primary private IPv4 address. */
  privateIpAddress: pulumi.Output<string>;
  /** All private IPv4 addresses. */
  privateIpAddresses: pulumi.Output<string[]>;
  /** The private IPv4 addresses without the primary one. */
  secondaryPrivateIpAddresses: pulumi.Output<string[] | undefined>;
  /** Public addresses bound to the interface. */
  publicIpAddresses: pulumi.Output<string[] | undefined>;
  /** IPv6 addresses. */
  ipv6Addresses: pulumi.Output<string[] | undefined>;
  /** The security groups. */
  securityGroupIds: pulumi.Output<string[]>;
  /** The tags, without the cloud's own and without the tag of pulumi-eni. */
  tags: pulumi.Output<Record<string, string> | undefined>;
  /** The zone, if the cloud shows it. */
  zoneId: pulumi.Output<string | undefined>;
  /** The VPC. */
  vpcId: pulumi.Output<string>;
  /**
   * The account in which it was created: from the cloud's caller identity, else the endpoint and a short hash of the
   * key's id.
   */
  accountId: pulumi.Output<string>;
  /** The endpoint of the calls, if it is not the cloud's default. */
  endpoint: pulumi.Output<string | undefined>;
}

export const Interface = resourceClass<InterfaceOutputs>();

/** A dynamic provider does not get the option `customTimeouts`, so it is passed on as the argument. */
function withCustomTimeouts(timeouts: unknown, opts: pulumi.CustomResourceOptions): unknown {
  const { create, delete: remove } = opts.customTimeouts ?? {};
  if (create === undefined && remove === undefined) return timeouts;
  const custom = {
    ...(create === undefined ? {} : { create }),
    ...(remove === undefined ? {} : { delete: remove }),
  };
  if (timeouts === undefined) return custom;
  return pulumi.output(timeouts).apply((declared) => ({ ...custom, ...(declared as object) }));
}

/**
 * The resource's URN, so that the provider can speak on the resource's line. Made by hand: asking Pulumi for it with a
 * parent makes the resource wait for that parent, which waits for its children.
 */
function urnOf(type: string, name: string, opts: pulumi.CustomResourceOptions): pulumi.Input<string> {
  const types: string[] = [type];
  for (let parent = opts.parent as ParentOf | undefined; parent; parent = parent.__parentResource) {
    if (!parent.__pulumiType) return urnBelow(parent, types, name);
    if (parent.__pulumiType !== stackType) types.unshift(parent.__pulumiType);
  }
  return formatUrn(types, name);
}

/** What Pulumi keeps of a parent. A parent in another process has only a URN here, no type. */
interface ParentOf {
  readonly __pulumiType?: string;
  readonly __parentResource?: ParentOf;
  readonly urn: unknown;
}

const stackType = "pulumi:pulumi:Stack";

/**
 * Below a parent of another process, such as the one that a component package is handed for its children. Its URN is
 * known at once. It is taken as a promise: an output would make the resource depend on the parent.
 */
async function urnBelow({ urn }: ParentOf, types: readonly string[], name: string): Promise<string> {
  const known = (await promiseOf(urn)) ?? "";
  const parentType = known.split("::")[2] ?? "";
  return formatUrn(parentType === "" || parentType === stackType ? types : [parentType, ...types], name);
}

function formatUrn(types: readonly string[], name: string): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${types.join("$")}::${name}`;
}
