import * as pulumi from "@pulumi/pulumi";
import { zenlayer } from "pulumi-eni";

const config = new pulumi.Config();

const attachment = new zenlayer.NetworkInterfaceAttachment("data", {
  regionId: config.require("regionId"),
  networkInterfaceId: config.require("networkInterfaceId"),
  instanceId: config.require("instanceId"),
});

/** Where the guest finds the interface. */
export const macAddress = attachment.macAddress;
export const privateIpAddress = attachment.privateIpAddress;
