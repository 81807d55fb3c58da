import type { Vocabulary } from "../../scene";

export const cloud = "tencent" as const;
const regionId = "ap-guangzhou";
const groupId = "sg-main0001";
export const mainVpc = "vpc-main0001";
export const otherVpc = "vpc-other001";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;

const becomes = (status: "running" | "stopped" | "released") => ({ settlesTo: { status, afterMs } });
const own = (instanceState: string) => ({ extra: { instanceState } });

const interfaceIds = {
  subject: "eni-subj",
  old: "eni-old",
  targetPrimary: "eni-tprim",
  holderPrimary: "eni-hprim",
  trunk: "eni-trunk",
  filler: "eni-fill",
} as const;

export const wordsOf = (place: Vocabulary["place"]): Vocabulary => ({
  store: cloud,
  regionId,
  place,
  subnets: {
    main: "subnet-main",
    zone: "subnet-zone",
    vpc: "subnet-other",
    region: "subnet-far",
    account: "subnet-alien",
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: mainVpc, regionId },
      { cloud, id: otherVpc, regionId },
      { cloud, id: "vpc-far00001", regionId: "ap-shanghai" },
      { cloud, id: "vpc-alien001", regionId, accountId: "100000000002" },
    ],
    subnets: [
      { cloud, id: "subnet-main", vpcId: mainVpc, zoneId: "ap-guangzhou-3", cidr: "172.16.0.0/24" },
      { cloud, id: "subnet-zone", vpcId: mainVpc, zoneId: "ap-guangzhou-4", cidr: "172.16.1.0/24" },
      { cloud, id: "subnet-other", vpcId: otherVpc, zoneId: "ap-guangzhou-3", cidr: "172.16.2.0/24" },
      { cloud, id: "subnet-far", vpcId: "vpc-far00001", zoneId: "ap-shanghai-2", cidr: "172.16.3.0/24" },
      { cloud, id: "subnet-alien", vpcId: "vpc-alien001", zoneId: "ap-guangzhou-3", cidr: "172.16.4.0/24" },
    ],
    securityGroups: [{ cloud, id: groupId, regionId, vpcId: "" }],
  },
  interfaceId: (name, number = 1) => `${interfaceIds[name]}${String(number).padStart(2, "0")}`,
  instanceId: (name) => `ins-${name}`,
  instanceStates: {
    RUNNING: {},
    STOPPED: { status: "stopped" },
    PENDING: { status: "pending", ...becomes("running") },
    STARTING: { status: "starting", ...becomes("running") },
    STOPPING: { status: "stopping", ...becomes("stopped") },
    REBOOTING: { status: "rebooting", ...becomes("running") },
    LAUNCH_FAILED: { status: "failed" },
    SHUTDOWN: { status: "recycled" },
    TERMINATING: { status: "releasing", ...becomes("released") },
    ENTER_RESCUE_MODE: own("ENTER_RESCUE_MODE"),
    RESCUE_MODE: own("RESCUE_MODE"),
    EXIT_RESCUE_MODE: { ...own("EXIT_RESCUE_MODE"), ...becomes("running") },
    ENTER_SERVICE_LIVE_MIGRATE: { ...own("ENTER_SERVICE_LIVE_MIGRATE"), ...becomes("running") },
    SERVICE_LIVE_MIGRATE: { ...own("SERVICE_LIVE_MIGRATE"), ...becomes("running") },
    EXIT_SERVICE_LIVE_MIGRATE: { ...own("EXIT_SERVICE_LIVE_MIGRATE"), ...becomes("running") },
  },
});

export const instanceStates = [
  "STOPPED",
  "PENDING",
  "STARTING",
  "STOPPING",
  "REBOOTING",
  "LAUNCH_FAILED",
  "SHUTDOWN",
  "TERMINATING",
  "ENTER_RESCUE_MODE",
  "RESCUE_MODE",
  "EXIT_RESCUE_MODE",
  "ENTER_SERVICE_LIVE_MIGRATE",
  "SERVICE_LIVE_MIGRATE",
  "EXIT_SERVICE_LIVE_MIGRATE",
] as const;
export const absent = ["unknown", "other-region", "other-account"] as const;
