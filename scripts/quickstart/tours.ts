import type { CloudName } from "../../emulator";

export interface Attachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
  /** Tencent's legacy API alone has these. */
  api?: "v2";
  vpcId?: string;
}

/** What the quickstart does on one cloud: ids of the emulator's default scenario. */
export interface Tour {
  /** How `--cloud` names it. */
  name: string;
  title: string;
  /** Whose store of the emulator tells what really happened. */
  store: CloudName;
  /** What the attachments are made to, in words. */
  instances: string;
  /** The root program's own defaults for this cloud, by resource name. */
  attachments: Record<string, Attachment>;
  /** The one that someone else will detach. */
  detachedByOthers: string;
  /** A primary interface with the instance that it belongs to: attached as named, and yet never to be managed. */
  forbidden: Attachment;
  /** Where the root program makes an interface of its own, and whose it becomes. */
  own: { subnetId: string; instanceId: string };
}

interface Ids {
  regionId: string;
  more?: Partial<Attachment>;
  free: [string, string, string];
  running: string;
  second: string;
  primaryOfSecond: string;
  subnet: string;
}

function tour(about: Pick<Tour, "name" | "title" | "store" | "instances">, ids: Ids): Tour {
  const attach = (networkInterfaceId: string, instanceId: string): Attachment => ({
    regionId: ids.regionId,
    networkInterfaceId,
    instanceId,
    ...ids.more,
  });
  const [data, backup, spare] = ids.free;
  return {
    ...about,
    attachments: {
      data: attach(data, ids.running),
      backup: attach(backup, ids.running),
      spare: attach(spare, ids.second),
    },
    detachedByOthers: "backup",
    forbidden: attach(ids.primaryOfSecond, ids.second),
    own: { subnetId: ids.subnet, instanceId: ids.running },
  };
}

const tencent: Ids = {
  regionId: "ap-guangzhou",
  free: ["eni-free0001", "eni-free0002", "eni-free0003"],
  running: "ins-running1",
  second: "ins-stopped1",
  primaryOfSecond: "eni-prim0002",
  subnet: "subnet-main0001",
};

const runningAndStopped = "a running and a stopped instance";

export const tours: Tour[] = [
  tour(
    { name: "alibaba", title: "Alibaba Cloud", store: "alibaba", instances: runningAndStopped },
    {
      regionId: "cn-hangzhou",
      free: ["eni-bp1free0000000000001", "eni-bp1free0000000000002", "eni-bp1free0000000000003"],
      running: "i-bp1running0000000001",
      second: "i-bp1stopped0000000001",
      primaryOfSecond: "eni-bp1primary0000000002",
      subnet: "vsw-bp1main0000000000001",
    },
  ),
  tour({ name: "tencent", title: "Tencent Cloud", store: "tencent", instances: runningAndStopped }, tencent),
  tour(
    {
      ...{ name: "tencent-v2", title: "Tencent Cloud's legacy API" },
      ...{ store: "tencent", instances: runningAndStopped },
    },
    { ...tencent, more: { api: "v2", vpcId: "vpc-main0001" } },
  ),
  tour(
    // Zenlayer attaches to running instances alone.
    { name: "zenlayer", title: "Zenlayer", store: "zenlayer", instances: "two running instances" },
    {
      regionId: "asia-east-1",
      free: ["1620000000000000001", "1620000000000000002", "1620000000000000003"],
      running: "1610000000000000001",
      second: "1610000000000000004",
      primaryOfSecond: "1621000000000000004",
      subnet: "1520000000000000001",
    },
  ),
];
