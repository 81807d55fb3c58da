import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-eni";

const config = new pulumi.Config();

const attachment = new tencent.NetworkInterfaceAttachment("data", {
  api: "v2",
  vpcId: config.require("vpcId"),
  regionId: config.get("regionId") ?? "ap-guangzhou",
  networkInterfaceId: config.require("networkInterfaceId"),
  instanceId: config.require("instanceId"),
});

/** Where the guest finds the interface. */
export const macAddress = attachment.macAddress;
export const privateIpAddress = attachment.privateIpAddress;
