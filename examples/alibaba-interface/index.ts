import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-eni";

const config = new pulumi.Config();
const regionId = config.get("regionId") ?? "cn-hangzhou";

const eni = new alibaba.NetworkInterface("data", {
  regionId,
  subnetId: config.require("subnetId"),
  securityGroupId: config.require("securityGroupId"),
  name: "data",
  description: config.get("description") ?? "created by Pulumi",
});

const attachment = new alibaba.NetworkInterfaceAttachment("data", {
  regionId,
  networkInterfaceId: eni.id,
  instanceId: config.require("instanceId"),
});

export const networkInterfaceId = eni.id;
export const privateIpAddress = eni.privateIpAddress;
/** Where the guest finds the interface. */
export const deviceIndex = attachment.deviceIndex;
