import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-eni";

interface Attachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
}

/** Out of the box: interfaces and instances that the emulator starts with. */
const emulated: Record<string, Record<string, Attachment>> = {
  alibaba: {
    data: {
      regionId: "cn-hangzhou",
      networkInterfaceId: "eni-bp1free0000000000001",
      instanceId: "i-bp1running0000000001",
    },
    backup: {
      regionId: "cn-hangzhou",
      networkInterfaceId: "eni-bp1free0000000000002",
      instanceId: "i-bp1running0000000001",
    },
    spare: {
      regionId: "cn-hangzhou",
      networkInterfaceId: "eni-bp1free0000000000003",
      instanceId: "i-bp1stopped0000000001",
    },
  },
};

const clouds = { alibaba };

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
