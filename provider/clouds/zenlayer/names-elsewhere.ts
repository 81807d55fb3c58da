import type { NamesElsewhere } from "../../contract/cloud";

/** Names in `zenlayercloud` (Pulumi, Terraform) and in the API, and what they are called here. */
export const namesElsewhere: NamesElsewhere = {
  vnicId: ["networkInterfaceId"],
  nicId: ["networkInterfaceId"],
  nicName: ["name"],
  vnicName: ["name"],
  stackType: ["nicStackType"],
  // A vNIC has one group.
  securityGroups: ["securityGroupId"],
  securityGroupIds: ["securityGroupId"],
};
