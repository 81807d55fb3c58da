import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-eni";

const config = new pulumi.Config();
const regionId = config.get("regionId") ?? "ap-guangzhou";

const eni = new tencent.NetworkInterface("data", {
  regionId,
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  securityGroupIds: [config.require("securityGroupId")],
  name: "data",
  description: config.get("description") ?? "created by Pulumi",
});

const attachment = new tencent.NetworkInterfaceAttachment("data", {
  regionId,
  networkInterfaceId: eni.id,
  instanceId: config.require("instanceId"),
});

export const networkInterfaceId = eni.id;
export const privateIpAddress = eni.privateIpAddress;
/** Where the guest finds the interface. */
export const deviceIndex = attachment.deviceIndex;
