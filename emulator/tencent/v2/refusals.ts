import type { CloudError } from "../../cloud-error";
import type { AddressProblem } from "../addresses";
import type { Obstacle } from "../obstacles";
import { type Code, refuse } from "./codes";

/** The code of each obstacle. Where the pages have none, it is the common 5100, and only the text says why. */
const refusalOfObstacle: Readonly<Record<Obstacle, readonly [Code, string?]>> = {
  attached: ["InvalidNetworkInterface.AlreadyAssociated"],
  "not-attached": ["InvalidNetworkInterface.NotAttached"],
  "held-by-another": ["InvalidNetworkInterface.NotAttached"],
  "in-transition": ["ActionLocked"],
  "task-running": ["ActionLocked"],
  primary: ["5100", "the primary network interface cannot be unbound"],
  havip: ["5100", "the network interface is associated with an HAVIP"],
  "other-vpc": ["InvalidInstance.NotFound"],
  "other-zone": ["5100", "the network interface and the instance are not in the same zone"],
  "instance-changing": ["5100", "the instance is neither running nor shut down"],
  "instance-unusable": ["5100", "the instance is not available"],
  family: ["5100", "the instance type does not support network interfaces"],
  quota: ["5100", "the instance holds no more network interfaces"],
  "extended-quota": ["5100", "the instance holds no more network interfaces"],
};

export function refuseFor(obstacle: Obstacle): CloudError {
  const [code, message] = refusalOfObstacle[obstacle];
  return refuse(code, message);
}

const refusalOfAddress: Readonly<Record<AddressProblem, readonly [Code, string]>> = {
  malformed: ["4000", "privateIpAddress is no IPv4 address"],
  outside: ["4000", "privateIpAddress is not in the subnet"],
  repeated: ["4000", "privateIpAddress is given twice"],
  taken: ["5100", "privateIpAddress is in use"],
  "two-primaries": ["4000", "only one primary address can be set"],
  "none-left": ["5100", "the subnet has no addresses left"],
};

export function refuseAddress(problem: AddressProblem): CloudError {
  return refuse(...refusalOfAddress[problem]);
}
