import * as pulumi from "@pulumi/pulumi";
import { zenlayer } from "pulumi-eni";

const config = new pulumi.Config();
const regionId = config.get("regionId") ?? "asia-east-1";

const vnic = new zenlayer.NetworkInterface("data", {
  regionId,
  subnetId: config.require("subnetId"),
  name: config.get("name") ?? "data",
});

const attachment = new zenlayer.NetworkInterfaceAttachment("data", {
  regionId,
  networkInterfaceId: vnic.id,
  instanceId: config.require("instanceId"),
});

export const networkInterfaceId = vnic.id;
export const privateIpAddress = vnic.privateIpAddress;
export const status = attachment.status;
