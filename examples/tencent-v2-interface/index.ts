import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-eni";

const config = new pulumi.Config();
const place = {
  api: "v2",
  regionId: config.get("regionId") ?? "ap-guangzhou",
  vpcId: config.require("vpcId"),
} as const;

const eni = new tencent.NetworkInterface("data", {
  ...place,
  subnetId: config.require("subnetId"),
  securityGroupIds: [config.require("securityGroupId")],
  name: "data",
  description: config.get("description") ?? "created by Pulumi",
});

const attachment = new tencent.NetworkInterfaceAttachment("data", {
  ...place,
  networkInterfaceId: eni.id,
  instanceId: config.require("instanceId"),
});

export const networkInterfaceId = eni.id;
/** Where the guest finds the interface. */
export const macAddress = attachment.macAddress;
export const privateIpAddress = eni.privateIpAddress;
