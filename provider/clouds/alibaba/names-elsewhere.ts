import type { NamesElsewhere } from "../../contract/cloud";

/** Names in `alicloud` (Pulumi, Terraform) and in the API, and what they are called here. */
export const namesElsewhere: NamesElsewhere = {
  eniId: ["networkInterfaceId"],
  trunkNetworkInterfaceId: ["trunkNetworkInstanceId"],
  // An attachment of this package waits for the cloud by itself.
  waitForNetworkConfigurationReady: [],
  vswitchId: ["subnetId"],
  networkInterfaceName: ["name"],
  securityGroups: ["securityGroupIds"],
  privateIp: ["primaryIpAddress"],
  privateIpAddress: ["primaryIpAddress"],
  primaryPrivateIpAddress: ["primaryIpAddress"],
  privateIps: ["secondaryIpAddresses"],
  privateIpAddresses: ["secondaryIpAddresses"],
  secondaryPrivateIpAddresses: ["secondaryIpAddresses"],
  privateIpsCount: ["secondaryIpAddressCount"],
  secondaryPrivateIpAddressCount: ["secondaryIpAddressCount"],
  ipv6Addresses: ["assignedIpv6Addresses"],
};
