/** The name of a cloud in the registry, clouds.ts. Shared code knows no cloud by name. */
export type CloudName = string;

/** The changes of an interface that take time. */
export type TransitionKind = "attach" | "detach" | "create" | "delete";

export type InterfaceKind = "primary" | "secondary" | "trunk" | "member";

export type InterfaceStatus =
  | "creating"
  | "available"
  | "attaching"
  | "attached"
  | "detaching"
  | "deleting"
  | "failed";

export type InstanceStatus =
  | "pending"
  | "starting"
  | "running"
  | "stopping"
  | "stopped"
  | "rebooting"
  | "rebuilding"
  | "resizing"
  | "imaging"
  | "failed"
  | "recycled"
  | "releasing"
  | "released";

export interface PublicIp {
  readonly address: string;
  readonly allocationId: string;
}

export interface PrivateIp {
  readonly address: string;
  readonly primary: boolean;
  readonly publicIp?: PublicIp | undefined;
  readonly description?: string | undefined;
}

/** A network interface in neutral words. Records are never changed in place: the store replaces them. */
export interface StoredInterface {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly regionId: string;
  readonly zoneId: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly kind: InterfaceKind;
  readonly status: InterfaceStatus;
  /** The holder: set while attaching, attached and detaching. */
  readonly instanceId: string | null;
  readonly deviceIndex: number | null;
  readonly networkCardIndex: number | null;
  readonly trunkInterfaceId?: string | undefined;
  readonly trunkInstanceId?: string | undefined;
  readonly macAddress: string;
  readonly privateIps: readonly PrivateIp[];
  readonly ipv6: readonly string[];
  /** Blocks such as 10.0.0.16/28; the interface has all their addresses. */
  readonly ipv4Prefixes?: readonly string[] | undefined;
  readonly ipv6Prefixes?: readonly string[] | undefined;
  readonly securityGroupIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly serviceManaged: boolean;
  readonly linkedInterfaceId?: string | undefined;
  readonly highPerformance?: boolean | undefined;
  readonly havip?: boolean | undefined;
  readonly loadBalancerId?: string | undefined;
  /** Whether it is a slave of a bond; then it cannot be deleted. */
  readonly slaveBonded?: boolean | undefined;
  /** Properties that only one cloud has. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly resourceGroupId: string;
  readonly deleteOnRelease: boolean;
  readonly createdAt: number;
  readonly attachedAt: number | null;
}

export interface StoredInstance {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly regionId: string;
  readonly zoneId: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly instanceType: string;
  readonly status: InstanceStatus;
  /** The reasons why the instance is locked: financial, security, recycling, … */
  readonly locked?: readonly string[] | undefined;
  readonly createdAt: number;
  readonly startedAt: number;
  /** Whether interfaces can be attached and detached while it runs. Default: as its type says. */
  readonly hotPlug?: boolean | undefined;
  readonly securityGroupIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly resourceGroupId: string;
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

export interface StoredInstanceType {
  readonly cloud: CloudName;
  readonly id: string;
  readonly family: string;
  /** How many interfaces an instance can have, including the primary one. */
  readonly eniQuantity: number;
  /** How many interfaces and trunk members together. */
  readonly eniTotalQuantity: number;
  readonly trunkSupported: boolean;
  readonly hotPlug: boolean;
  /** Whether the family is of the first generations, which support no secondary interface. */
  readonly oldGeneration: boolean;
  readonly networkCards: number;
  readonly ipv4PerInterface: number;
  /** 0 when the family has no IPv6. */
  readonly ipv6PerInterface: number;
  readonly cpu: number;
  readonly memoryGib: number;
}

export interface StoredVpc {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly regionId: string;
  readonly cidr: string;
}

/** A subnet. Alibaba Cloud calls it a vSwitch. */
export interface StoredSubnet {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly regionId: string;
  readonly zoneId: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly ipv6Cidr?: string | undefined;
  readonly status: "available" | "pending";
}

export interface StoredSecurityGroup {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly regionId: string;
  /** Empty for a group of the classic network. */
  readonly vpcId: string;
  /** How many interfaces and instances can be in the group. */
  readonly capacity: number;
}

/** A key pair of an account; a temporary one when it has a security token. */
export interface StoredKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
  readonly inactive?: boolean | undefined;
  /** Actions that this key may not call; "*" for all. */
  readonly deniedActions?: readonly string[] | undefined;
  readonly userName?: string | undefined;
}

export interface StoredAccount {
  readonly cloud: CloudName;
  readonly id: string;
  readonly keys: readonly StoredKey[];
  readonly quotas?: Readonly<Record<string, number>> | undefined;
  readonly resourceGroupIds?: readonly string[] | undefined;
}

/** An accepted asynchronous call, for clouds where a client can ask for its status. */
export interface StoredTask {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly id: string;
  readonly action: string;
  /** The id of the earlier task that this one ends with, when the call was sent again. */
  readonly follows?: string | undefined;
  readonly resourceId: string;
  readonly status: "running" | "success" | "failed";
  readonly output: string;
  readonly createdAt: number;
}

/** The call that an idempotency token was used for, and its answer, which a repeated call gets again. */
export interface StoredClientToken {
  readonly cloud: CloudName;
  readonly accountId: string;
  readonly token: string;
  readonly action: string;
  readonly fingerprint: string;
  readonly result: unknown;
  readonly at: number;
}
