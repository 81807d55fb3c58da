import type { AddressProblem } from "../addresses";
import type { Obstacle } from "../obstacles";
import type { Code } from "./codes";

/** The code of each obstacle; FACTS.md marks those that no page confirms. */
export const codeOfObstacle = {
  attached: "UnsupportedOperation.AttachmentAlreadyExists",
  "not-attached": "UnsupportedOperation.InvalidState",
  "held-by-another": "UnsupportedOperation",
  "in-transition": "UnsupportedOperation.InvalidState",
  "task-running": "UnsupportedOperation.MutexOperationTaskRunning",
  primary: "UnsupportedOperation",
  havip: "UnsupportedOperation.InstanceAssociateHavip",
  "other-vpc": "UnsupportedOperation.VpcMismatch",
  "other-zone": "UnsupportedOperation.ZoneMismatch",
  "instance-changing": "UnsupportedOperation.InvalidState",
  "instance-unusable": "UnsupportedOperation.ResourceIsInvalidState",
  family: "UnsupportedOperation.UnsupportedInstanceFamily",
  quota: "LimitExceeded",
  "extended-quota": "LimitExceeded",
} as const satisfies Record<Obstacle, Code>;

export const codeOfAddress = {
  malformed: "InvalidParameterValue.Malformed",
  outside: "InvalidParameterValue.Range",
  repeated: "InvalidParameterValue.Duplicate",
  taken: "ResourceInUse",
  "two-primaries": "InvalidParameterValue",
  "none-left": "ResourceInsufficient.Subnet",
} as const satisfies Record<AddressProblem, Code>;
