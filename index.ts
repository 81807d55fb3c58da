import * as pulumi from "@pulumi/pulumi";
import { alibaba, tencent, zenlayer } from "pulumi-eni";

interface Attachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
  /** For Tencent's legacy API: the choice of it, and the VPC that it asks for. */
  api?: "v2";
  vpcId?: string;
}

const legacy = { api: "v2", vpcId: "vpc-main0001" } as const;

/** Out of the box: interfaces and instances that the emulator starts with. */
const emulated: Record<string, Record<string, Attachment>> = {
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
  networkInterfaceId: string,
  instanceId: string,
  more: Partial<Attachment> = {},
): Attachment {
  return { regionId, networkInterfaceId, instanceId, ...more };
}

const clouds = { alibaba, tencent, "tencent-v2": tencent, zenlayer };

function isCloud(name: string): name is keyof typeof clouds {
  return name in clouds;
}

const config = new pulumi.Config();
const cloud = config.get("cloud") ?? "alibaba";
if (!isCloud(cloud)) {
  throw new pulumi.RunError(`quickstart:cloud is "${cloud}"; it can be ${Object.keys(clouds).join(", ")}`);
}

// Yours: pulumi config set --path 'attachments.data.networkInterfaceId' eni-… and so on.
const attachments = config.getObject<Record<string, Attachment>>("attachments") ?? emulated[cloud] ?? {};

export const devices = Object.fromEntries(
  Object.entries(attachments).map(([name, args]) => {
    const attachment = new clouds[cloud].NetworkInterfaceAttachment(name, args);
    return [name, attachment.deviceIndex];
  }),
);
