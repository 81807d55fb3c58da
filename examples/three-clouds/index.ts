import * as pulumi from "@pulumi/pulumi";
import { alibaba, tencent, zenlayer } from "pulumi-eni";

/** A machine and the interface that it gets besides its primary one. */
interface Machine {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
}

const clouds = { alibaba, tencent, zenlayer };

function attach(cloud: keyof typeof clouds, machine: Machine) {
  return new clouds[cloud].NetworkInterfaceAttachment(cloud, machine);
}

const machines = new pulumi.Config().requireObject<Record<keyof typeof clouds, Machine>>("machines");

const attachments = [
  attach("alibaba", machines.alibaba),
  attach("tencent", machines.tencent),
  attach("zenlayer", machines.zenlayer),
];

export const privateIpAddresses = attachments.map((attachment) => attachment.privateIpAddress);
