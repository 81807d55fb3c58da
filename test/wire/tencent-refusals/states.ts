import { tencentId } from "../../../emulator/tencent/scenario";
import {
  account,
  attach,
  attached,
  busy,
  change,
  changeInstance,
  create,
  detach,
  free,
  group,
  made,
  modify,
  pair,
  type Row,
  remove,
} from "./row";

/** What stands in the way of an attach, a detach, a deletion or a change, or of a creation. */
export const states: readonly Row[] = [
  // Attach
  ["UnsupportedOperation.AttachmentAlreadyExists", attach, pair, attached()],
  ["UnsupportedOperation.AttachmentAlreadyExists", attach, { ...pair, InstanceId: busy }, attached()],
  [
    "UnsupportedOperation.AttachmentAlreadyExists",
    attach,
    { ...pair, NetworkInterfaceId: tencentId("eni", "prim") },
  ],
  ["UnsupportedOperation.InvalidState", attach, pair, change({ status: "creating" })],
  ["UnsupportedOperation.InvalidState", attach, pair, changeInstance({ status: "rebooting" })],
  [
    "UnsupportedOperation.InvalidState",
    attach,
    pair,
    changeInstance({ extra: { instanceState: "RESCUE_MODE" } }),
  ],
  ["UnsupportedOperation.ResourceIsInvalidState", attach, pair, changeInstance({ status: "failed" })],
  ["UnsupportedOperation.ResourceIsInvalidState", attach, pair, changeInstance({ locked: ["expired"] })],
  ["UnsupportedOperation.VpcMismatch", attach, { ...pair, NetworkInterfaceId: tencentId("eni", "other") }],
  ["UnsupportedOperation.ZoneMismatch", attach, { ...pair, NetworkInterfaceId: tencentId("eni", "zone") }],
  [
    "UnsupportedOperation.UnsupportedInstanceFamily",
    attach,
    { ...pair, InstanceId: tencentId("ins", "old") },
  ],
  [
    "LimitExceeded",
    attach,
    { ...pair, InstanceId: tencentId("ins", "small") },
    change({ instanceId: tencentId("ins", "small"), status: "attached" }, tencentId("eni", "free", 2)),
  ],
  ["LimitExceeded", attach, { ...pair, AttachType: 1 }],
  // Detach
  ["UnsupportedOperation.InvalidState", detach, pair],
  [
    "UnsupportedOperation.InvalidState",
    detach,
    pair,
    { ...attached(), ...changeInstance({ status: "stopping" }) },
  ],
  [
    "UnsupportedOperation.InvalidState",
    detach,
    pair,
    { ...attached(), ...changeInstance({ status: "recycled" }) },
  ],
  ["UnsupportedOperation", detach, { ...pair, NetworkInterfaceId: tencentId("eni", "prim") }],
  ["UnsupportedOperation", detach, { ...pair, InstanceId: busy }, attached()],
  ["UnsupportedOperation.InstanceAssociateHavip", detach, pair, attached({ havip: true })],
  // Delete
  ["ResourceInUse", remove, { NetworkInterfaceId: free }, attached()],
  ["UnsupportedOperation.InvalidState", remove, { NetworkInterfaceId: free }, change({ status: "creating" })],
  // Create and modify
  ["ResourceInUse", create, { ...made, PrivateIpAddresses: [{ PrivateIpAddress: "172.16.1.1" }] }],
  [
    "ResourceInsufficient.Subnet",
    create,
    { ...made, SubnetId: tencentId("subnet", "tiny"), SecondaryPrivateIpAddressCount: 4 },
  ],
  ["LimitExceeded", create, { ...made, SecondaryPrivateIpAddressCount: 10 }],
  [
    "LimitExceeded",
    create,
    { ...made, SecurityGroupIds: [group] },
    account({ quotas: { securityGroupsPerInterface: 0 } }),
  ],
  ["LimitExceeded.NetworkInterfaceLimitExceeded", create, made, account({ quotas: { interfacesPerVpc: 1 } })],
  ["UnsupportedOperation.ResourceMismatch", create, { ...made, SubnetId: tencentId("subnet", "other") }],
  ["UnsupportedOperation", modify, { NetworkInterfaceId: tencentId("eni", "prim"), TrunkingFlag: "Enable" }],
  [
    "UnsupportedOperation.SubEniNotSupportTrunking",
    modify,
    { NetworkInterfaceId: free, TrunkingFlag: "Enable" },
    change({ kind: "member" }),
  ],
];
