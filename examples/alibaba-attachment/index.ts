import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-eni";

const config = new pulumi.Config();

const attachment = new alibaba.NetworkInterfaceAttachment("data", {
  regionId: config.get("regionId") ?? "cn-hangzhou",
  networkInterfaceId: config.require("networkInterfaceId"),
  instanceId: config.require("instanceId"),
});

/** Where the guest finds the interface. */
export const deviceIndex = attachment.deviceIndex;
export const macAddress = attachment.macAddress;
export const privateIpAddress = attachment.privateIpAddress;
