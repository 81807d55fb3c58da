import * as pulumi from "@pulumi/pulumi";
import { alibaba, tencent, zenlayer } from "pulumi-eni";

interface Attachment {
  regionId: string;
  networkInterfaceId: pulumi.Input<string>;
  instanceId: string;
  /** For Tencent's legacy API: the choice of it, and the VPC that it asks for. */
  api?: "v2";
  vpcId?: string;
}

/** An interface that the program makes itself, and the instance that it is attached to. */
interface OwnInterface {
  name: string;
  regionId: string;
  vpcId: string;
  subnetId: string;
  securityGroupId: string;
  instanceId: string;
}

const clouds = { alibaba, tencent, "tencent-v2": tencent, zenlayer };
type Cloud = keyof typeof clouds;

const legacy = { api: "v2", vpcId: "vpc-main0001" } as const;

/** Out of the box: interfaces and instances that the emulator starts with. */
const emulated: Record<Cloud, Record<string, Attachment>> = {
  alibaba: {
    data: attach("cn-hangzhou", "eni-bp1free0000000000001", "i-bp1running0000000001"),
    backup: attach("cn-hangzhou", "eni-bp1free0000000000002", "i-bp1running0000000001"),
    spare: attach("cn-hangzhou", "eni-bp1free0000000000003", "i-bp1stopped0000000001"),
  },
  tencent: {
    data: attach("ap-guangzhou", "eni-free0001", "ins-running1"),
    backup: attach("ap-guangzhou", "eni-free0002", "ins-running1"),
    spare: attach("ap-guangzhou", "eni-free0003", "ins-stopped1"),
  },
  "tencent-v2": {
    data: attach("ap-guangzhou", "eni-free0001", "ins-running1", legacy),
    backup: attach("ap-guangzhou", "eni-free0002", "ins-running1", legacy),
    spare: attach("ap-guangzhou", "eni-free0003", "ins-stopped1", legacy),
  },
  zenlayer: {
    data: attach("asia-east-1", "1620000000000000001", "1610000000000000001"),
    backup: attach("asia-east-1", "1620000000000000002", "1610000000000000001"),
    spare: attach("asia-east-1", "1620000000000000003", "1610000000000000004"),
  },
};

function attach(
  regionId: string,
  networkInterfaceId: pulumi.Input<string>,
  instanceId: string,
  more: Partial<Attachment> = {},
): Attachment {
  return { regionId, networkInterfaceId, instanceId, ...more };
}

const onTencent: Omit<OwnInterface, "name"> = {
  ...{ regionId: "ap-guangzhou", vpcId: "vpc-main0001", subnetId: "subnet-main0001" },
  ...{ securityGroupId: "sg-main0001", instanceId: "ins-running1" },
};

/** Out of the box: where in the emulator an interface is made, and whose it becomes. */
const emulatedPlaces: Record<Cloud, Omit<OwnInterface, "name">> = {
  alibaba: {
    ...{ regionId: "cn-hangzhou", vpcId: "vpc-bp1main0000000000001", subnetId: "vsw-bp1main0000000000001" },
    ...{ securityGroupId: "sg-bp1main0000000000001", instanceId: "i-bp1running0000000001" },
  },
  tencent: onTencent,
  "tencent-v2": onTencent,
  zenlayer: {
    ...{ regionId: "asia-east-1", vpcId: "1510000000000000001", subnetId: "1520000000000000001" },
    ...{ securityGroupId: "1530000000000000001", instanceId: "1610000000000000001" },
  },
};

/** The same interface in each cloud's own terms. */
const makers: Record<Cloud, (own: OwnInterface) => pulumi.CustomResource> = {
  alibaba: ({ regionId, subnetId, securityGroupId, name }) =>
    new alibaba.NetworkInterface("own", { regionId, subnetId, securityGroupId, name }),
  tencent: (own) => new tencent.NetworkInterface("own", tencentArgs(own)),
  "tencent-v2": (own) => new tencent.NetworkInterface("own", { ...tencentArgs(own), api: "v2" }),
  zenlayer: ({ regionId, subnetId, securityGroupId, name }) =>
    new zenlayer.NetworkInterface("own", { regionId, subnetId, securityGroupId, name }),
};

function tencentArgs({ regionId, vpcId, subnetId, securityGroupId, name }: OwnInterface) {
  return { regionId, vpcId, subnetId, securityGroupIds: [securityGroupId], name };
}

function isCloud(name: string): name is Cloud {
  return name in clouds;
}

const config = new pulumi.Config();
const cloud = config.get("cloud") ?? "alibaba";
if (!isCloud(cloud)) {
  throw new pulumi.RunError(`quickstart:cloud is "${cloud}"; it can be ${Object.keys(clouds).join(", ")}`);
}

// Yours: pulumi config set --path 'attachments.data.networkInterfaceId' eni-… and so on.
const attachments = config.getObject<Record<string, Attachment>>("attachments") ?? emulated[cloud];

// Made when it has a name: pulumi config set --path interface.name … (and interface.subnetId … and so on, for yours).
const wanted = config.getObject<Partial<OwnInterface>>("interface");
if (wanted) {
  const own = { name: "own", ...emulatedPlaces[cloud], ...wanted };
  const { regionId, instanceId, vpcId } = own;
  const more = cloud === "tencent-v2" ? ({ api: "v2", vpcId } as const) : {};
  attachments.own = attach(regionId, makers[cloud](own).id, instanceId, more);
}

/** By these the guest tells its interfaces apart. */
export const macAddresses = Object.fromEntries(
  Object.entries(attachments).map(([name, args]) => {
    const attachment = new clouds[cloud].NetworkInterfaceAttachment(name, args);
    return [name, attachment.macAddress];
  }),
);
