import { z } from "zod";
import { isShallow } from "./shallow";

const id = z.string().min(1);
const text = z.string();
const tags = z.record(z.string(), z.string());
const count = z.number().int().min(0);
const ms = z.number().min(0);

const MAX_DEPTH = 16;
const extra = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value, MAX_DEPTH), `is nested deeper than ${MAX_DEPTH} levels`);

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
  description: text.optional(),
});

/** The properties of an interface besides its id; all have a default. */
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
  /** The status that it gets by itself `afterMs` later; `released` deletes or frees its interfaces. */
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

/** The properties of each kind of record in a scenario, without its cloud. */
export const seedForms = {
  accounts: z.strictObject({
    id,
    keys: z.array(key).min(1),
    quotas: z.record(z.string(), count).optional(),
    resourceGroupIds: z.array(id).optional(),
  }),
  instanceTypes: z.strictObject({
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
  vpcs: z.strictObject({
    id,
    accountId: id.optional(),
    name: text.optional(),
    regionId: id,
    cidr: z.cidrv4().optional(),
  }),
  subnets: z.strictObject({
    id,
    accountId: id.optional(),
    name: text.optional(),
    /** Default: the VPC's. A VPC can span regions. */
    regionId: id.optional(),
    zoneId: id,
    vpcId: id,
    cidr: z.cidrv4(),
    ipv6Cidr: z.cidrv6().optional(),
    status: z.enum(["available", "pending"]).optional(),
  }),
  securityGroups: z.strictObject({
    id,
    accountId: id.optional(),
    name: text.optional(),
    /** Default: the VPC's. */
    regionId: id.optional(),
    /** Empty for a group without a VPC. */
    vpcId: text,
    capacity: count.optional(),
  }),
  instances: instanceSeedFields.extend({ id }),
  interfaces: interfaceSeedFields.extend({ id }),
};

/** What exists on one cloud at the start. */
export type Seeds = {
  readonly [kind in keyof typeof seedForms]?: readonly z.infer<(typeof seedForms)[kind]>[];
};
export type InstanceSeed = NonNullable<Seeds["instances"]>[number];
export type InterfaceSeed = NonNullable<Seeds["interfaces"]>[number];
