import type { Vocabulary } from "../../scene";

const cloud = "zenlayer" as const;
const regionId = "asia-east-1";
export const farRegion = "asia-southeast-1";
const groupId = "1530000000000000001";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;

const becomes = (status: "running" | "stopped" | "released") => ({ settlesTo: { status, afterMs } });
const own = (instanceState: string) => ({ extra: { instanceState } });

/** Numbers of 19 digits. */
const digits = (leading: number, number = 1) => `${leading}${String(number).padStart(15, "0")}`;
const interfaceIds = {
  subject: 1620,
  old: 1622,
  targetPrimary: 1621,
  holderPrimary: 1623,
  trunk: 1624,
  filler: 1625,
} as const;

export const words: Vocabulary = {
  store: cloud,
  regionId,
  place: { regionId },
  subnets: {
    main: digits(1520, 1),
    zone: digits(1520, 2),
    vpc: digits(1520, 3),
    region: digits(1520, 4),
    account: digits(1520, 5),
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: digits(1510, 1), regionId },
      { cloud, id: digits(1510, 2), regionId },
      { cloud, id: digits(1510, 3), regionId, accountId: "zenlayer-team-2" },
    ],
    subnets: [
      { cloud, id: digits(1520, 1), vpcId: digits(1510, 1), zoneId: "asia-east-1a", cidr: "172.16.0.0/24" },
      { cloud, id: digits(1520, 2), vpcId: digits(1510, 1), zoneId: "asia-east-1b", cidr: "172.16.1.0/24" },
      { cloud, id: digits(1520, 3), vpcId: digits(1510, 2), zoneId: "asia-east-1a", cidr: "172.16.2.0/24" },
      {
        cloud,
        id: digits(1520, 4),
        vpcId: digits(1510, 1),
        regionId: farRegion,
        zoneId: "asia-southeast-1a",
        cidr: "172.16.3.0/24",
      },
      { cloud, id: digits(1520, 5), vpcId: digits(1510, 3), zoneId: "asia-east-1a", cidr: "172.16.4.0/24" },
    ],
    securityGroups: [{ cloud, id: groupId, regionId, vpcId: digits(1510, 1) }],
  },
  interfaceId: (name, number = 1) => digits(interfaceIds[name], number),
  instanceId: (name) => digits(1610, name === "target" ? 1 : 2),
  instanceStates: {
    RUNNING: {},
    STOPPED: { status: "stopped" },
    DEPLOYING: { status: "pending", ...becomes("running") },
    PENDING: { ...own("PENDING"), ...becomes("running") },
    BOOTING: { status: "starting", ...becomes("running") },
    STOPPING: { status: "stopping", ...becomes("stopped") },
    REBOOT: { status: "rebooting", ...becomes("running") },
    REBUILDING: { status: "rebuilding", ...becomes("running") },
    RESIZING: { status: "resizing" },
    IMAGING: { status: "imaging" },
    RECYCLE: { status: "recycled" },
    RECYCLING: { ...own("RECYCLING"), ...becomes("released") },
    RELEASING: { status: "releasing", ...becomes("released") },
    CREATE_FAILED: { status: "failed" },
    REINSTALL_FAILED: own("REINSTALL_FAILED"),
  },
};

export const instanceStates = [
  "STOPPED",
  "DEPLOYING",
  "PENDING",
  "BOOTING",
  "STOPPING",
  "REBOOT",
  "REBUILDING",
  "RESIZING",
  "IMAGING",
  "RECYCLE",
  "RECYCLING",
  "RELEASING",
  "CREATE_FAILED",
  "REINSTALL_FAILED",
] as const;
export const absent = ["unknown", "other-account"] as const;
