import type { NamesElsewhere } from "../../contract/cloud";

/** Names in `tencentcloud` (Pulumi, Terraform) and in the API, and what they are called here. */
export const namesElsewhere: NamesElsewhere = {
  eniId: ["networkInterfaceId"],
  networkInterfaceName: ["name"],
  eniName: ["name"],
  networkInterfaceDescription: ["description"],
  securityGroups: ["securityGroupIds"],
  sgIds: ["securityGroupIds"],
  ipv4s: ["primaryIpAddress", "secondaryIpAddresses"],
  privateIpAddresses: ["primaryIpAddress", "secondaryIpAddresses"],
  privateIpAddress: ["primaryIpAddress"],
  // It counts the primary address too.
  ipv4Count: ["secondaryIpAddressCount"],
  secondaryPrivateIpAddressCount: ["secondaryIpAddressCount"],
};
