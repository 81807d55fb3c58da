import type { Act, CloudName, Scenario, TransitionMs } from "../../emulator";
import { type Declaration, profileName } from "./fixture";

/** A stack whose state is kept: what exists before `up`, the program, and what happens afterwards. */
export interface FixtureCase {
  readonly title: string;
  readonly cloud: CloudName;
  readonly program: readonly Declaration[];
  /** What the case adds to the default scenario. */
  readonly before?: { readonly scenario?: Scenario; readonly acts?: readonly Act[] };
  /** How long transitions take; default: no time. */
  readonly transitionMs?: TransitionMs;
  /** Whether `up` fails and leaves partially initialized resources. */
  readonly fails?: boolean;
  /** What someone else does after `up`, before the `refresh` that records it. */
  readonly drift?: (idOf: (name: string) => string) => readonly Act[];
}

/** Ids of the emulator's default scenario, and arguments in the terms of one API. */
interface Api {
  readonly title: string;
  readonly cloud: CloudName;
  readonly place: Readonly<Record<string, string>>;
  readonly running: string;
  /** The instance that holds `held`. */
  readonly busy: string;
  readonly held: string;
  readonly free: (number: number) => string;
  readonly interfaceArgs: Readonly<Record<string, unknown>>;
  /** The argument that someone else changes on the interface. */
  readonly foreign: { readonly description?: string; readonly name?: string };
  /** Whether an interface goes through a transition when it is created. */
  readonly createsInTime: boolean;
}

const tencent = {
  cloud: "tencent" as const,
  running: "ins-running1",
  busy: "ins-busy0001",
  held: "eni-held0001",
  free: (number: number) => `eni-free${String(number).padStart(4, "0")}`,
  foreign: { description: "changed by hand" },
  createsInTime: true,
};

const apis: readonly Api[] = [
  {
    title: "alibaba",
    cloud: "alibaba",
    place: { regionId: "cn-hangzhou" },
    running: "i-bp1running0000000001",
    busy: "i-bp1busy0000000000001",
    held: "eni-bp1attached000000001",
    free: (number) => `eni-bp1free${String(number).padStart(13, "0")}`,
    interfaceArgs: {
      subnetId: "vsw-bp1main0000000000001",
      securityGroupIds: ["sg-bp1main0000000000001"],
      name: "data",
      description: "made by 03147cf",
      tags: { role: "data" },
    },
    foreign: { description: "changed by hand" },
    createsInTime: false,
  },
  {
    ...tencent,
    title: "tencent",
    place: { regionId: "ap-guangzhou" },
    interfaceArgs: {
      vpcId: "vpc-main0001",
      subnetId: "subnet-main0001",
      securityGroupIds: ["sg-main0001"],
      name: "data",
      description: "made by 03147cf",
      tags: { role: "data" },
    },
  },
  {
    ...tencent,
    title: "tencent-v2",
    place: { regionId: "ap-guangzhou", api: "v2", vpcId: "vpc-main0001" },
    interfaceArgs: {
      subnetId: "subnet-main0001",
      securityGroupIds: ["sg-main0001"],
      name: "data",
      description: "made by 03147cf",
    },
  },
  {
    title: "zenlayer",
    cloud: "zenlayer",
    place: { regionId: "asia-east-1" },
    running: "1610000000000000001",
    busy: "1610000000000000004",
    held: "1622000000000000001",
    free: (number) => `162${String(number).padStart(16, "0")}`,
    interfaceArgs: {
      subnetId: "1520000000000000001",
      securityGroupId: "1530000000000000001",
      name: "data",
      tags: { role: "data" },
    },
    foreign: { name: "changed-by-hand" },
    createsInTime: true,
  },
];

function attachment(api: Api, name: string, number: number, more: object = {}): Declaration {
  const pair = { networkInterfaceId: api.free(number), instanceId: api.running };
  return { name, resource: "NetworkInterfaceAttachment", args: { ...api.place, ...pair, ...more } };
}

function networkInterface(api: Api, name: string, more: object = {}): Declaration {
  return { name, resource: "NetworkInterface", args: { ...api.place, ...api.interfaceArgs, ...more } };
}

/** Everything is as declared. */
function settled(api: Api): FixtureCase {
  const { cloud, running, busy, held, free, place } = api;
  const timeouts = { create: "7m", delete: "8m" };
  return {
    title: `${api.title}-settled`,
    cloud,
    before: {
      acts: [
        { act: "attach", cloud, interfaceId: free(2), instanceId: running },
        { act: "attach", cloud, interfaceId: free(3), instanceId: busy },
      ],
    },
    program: [
      attachment(api, "plain", 1),
      attachment(api, "adopted", 2),
      attachment(api, "moved", 3, { moveFrom: [busy], timeouts, profile: profileName }),
      networkInterface(api, "data"),
      {
        name: "data-on",
        resource: "NetworkInterfaceAttachment",
        args: { ...place, instanceId: running },
        attaches: "data",
      },
      {
        name: "looked-up",
        resource: "NetworkInterfaceAttachment",
        args: { ...place, networkInterfaceId: held, instanceId: busy },
        get: `${held}:${busy}`,
      },
    ],
  };
}

/** Someone else changed the resources, and a refresh recorded it. */
function drifted(api: Api): FixtureCase {
  const { cloud, busy, free } = api;
  return {
    title: `${api.title}-drifted`,
    cloud,
    program: [
      attachment(api, "detached", 1),
      attachment(api, "taken", 2),
      networkInterface(api, "retouched"),
    ],
    drift: (idOf) => [
      { act: "detach", cloud, interfaceId: free(1) },
      { act: "detach", cloud, interfaceId: free(2) },
      { act: "attach", cloud, interfaceId: free(2), instanceId: busy },
      { act: "set-interface", cloud, interfaceId: idOf("retouched"), set: api.foreign },
    ],
  };
}

/** The cloud takes longer than the time-out. */
function halfway(api: Api): FixtureCase {
  const timeouts = { create: "3s" };
  const interfaces = api.createsInTime ? [networkInterface(api, "half-made", { timeouts })] : [];
  return {
    title: `${api.title}-halfway`,
    cloud: api.cloud,
    program: [attachment(api, "half-attached", 1, { timeouts }), ...interfaces],
    transitionMs: { attach: 3_600_000, create: 3_600_000 },
    fails: true,
  };
}

const trunk = "eni-bp1trunk000000000001";
const trunkHolder = "i-bp1large000000000001";

/** An interface that is attached through a trunk interface; only Alibaba Cloud has these. */
function member(api: Api): FixtureCase {
  const { cloud } = api;
  return {
    title: `${api.title}-member`,
    cloud,
    before: { acts: [{ act: "attach", cloud, interfaceId: trunk, instanceId: trunkHolder }] },
    program: [attachment(api, "member", 1, { instanceId: trunkHolder, trunkNetworkInstanceId: trunk })],
  };
}

export const fixtureCases: readonly FixtureCase[] = apis.flatMap((api) => [
  settled(api),
  drifted(api),
  halfway(api),
  ...(api.cloud === "alibaba" ? [member(api)] : []),
]);
