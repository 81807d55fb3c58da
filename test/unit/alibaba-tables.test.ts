import { codes } from "../../provider/clouds/alibaba/codes";
import { rules } from "../../provider/clouds/alibaba/rules";
import type { InstanceView, InterfaceView } from "../../provider/contract/observation";
import { findFindings, type Operation, type Situation } from "../../provider/contract/rules";
import { findCode } from "../../provider/core/errors";

const free: InterfaceView = {
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "Available",
  addresses: [{ address: "172.16.0.9", primary: true }],
  ipv6Addresses: [],
  vpcId: "vpc-1",
  zoneId: "cn-hangzhou-h",
  managedByService: false,
  coldPlugOnly: false,
};
const inUse: InterfaceView = { ...free, status: "attached", cloudStatus: "InUse", holder: "i-1" };
const fast: InterfaceView = { ...free, coldPlugOnly: true };
const fastInUse: InterfaceView = { ...inUse, coldPlugOnly: true };
const attaching: InterfaceView = { ...inUse, status: "attaching", cloudStatus: "Attaching" };
const detaching: InterfaceView = { ...inUse, status: "detaching", cloudStatus: "Detaching" };
const deleting: InterfaceView = { ...free, status: "deleting", cloudStatus: "Deleting" };
const trunk: InterfaceView = { ...inUse, id: "eni-trunk", kind: "trunk" };
const running: InstanceView = {
  id: "i-1",
  status: "running",
  cloudStatus: "Running",
  vpcId: "vpc-1",
  zoneId: "cn-hangzhou-h",
};
const stopped: InstanceView = { ...running, status: "stopped", cloudStatus: "Stopped" };
const changing = (cloudStatus: string): InstanceView => ({
  ...running,
  status: cloudStatus === "Stopping" ? "stopping" : "starting",
  cloudStatus,
});
const twoAddresses: InterfaceView = {
  ...free,
  addresses: [...free.addresses, { address: "172.16.0.10", primary: false }],
};
const twoV6: InterfaceView = { ...free, ipv6Addresses: ["2001:db8::1", "2001:db8::2"] };
const takes = (ipv4PerInterface: number, ipv6PerInterface: number): InstanceView => ({
  ...running,
  ipv4PerInterface,
  ipv6PerInterface,
});
const through = (view: InterfaceView): Partial<Situation> => ({
  declared: { trunkNetworkInstanceId: view.id },
  trunk: view,
});

/** The codes of the pages of DetachNetworkInterface, in the editions of 2019 and of 2020. */
const page2019 = [
  "InvalidUserType.NotSupported",
  "Abs.InvalidAccount.NotFound",
  "MissingParameter",
  "Forbidden.NotSupportRAM",
  "UnsupportedParameter",
  "Forbidden.SubUser",
  "InvalidParameter",
  "InvalidInstanceId.MalFormed",
  "InvalidOperation.InvalidRegion",
  "InvalidOperation.InvalidEcsState",
  "InvalidOperation.InvalidEniState",
  "InvalidOperation.DetachPrimaryEniNotAllowed",
  "InvalidEcsId.NotFound",
  "InvalidEniId.NotFound",
  "InvalidVSwitchId.NotFound",
  "InvalidSecurityGroupId.NotFound",
  "EniPerInstanceLimitExceeded",
  "InvalidOperation.AvailabilityZoneMismatch",
  "InvalidOperation.VpcMismatch",
  "SecurityGroupInstanceLimitExceed",
  "InvalidSecurityGroupId.NotVpc",
  "InvalidOperation.InvalidEniType",
  "Forbidden.RegionId",
  "InvalidParams.EniId",
];
const onlyIn2020 = [
  "InvalidInstanceID.Malformed",
  "MaxEniCountExceeded",
  "InvalidOperation.EniServiceManaged",
  "InvalidOperation.EniLinked",
  "InvalidInstanceId.NotFound",
];

describe("Alibaba's codes", () => {
  it.each([...page2019, ...onlyIn2020])("hold %s of the detach pages, spelled as there", (code) => {
    const entry = findCode(codes, code);
    expect(entry?.code.replace("*", "")).toBe(code);
    expect(entry?.actions).toContain("DetachNetworkInterface");
  });

  it("name both the linked interface and the elastic IP for EniLinked", () => {
    const entry = findCode(codes, "InvalidOperation.EniLinked");
    expect(entry?.remedy).toMatch(/linked interface.*elastic IP/);
  });

  it("take the two codes for a token whose request is still under way for a passing conflict", () => {
    for (const code of ["LastTokenProcessing", "IdempotentProcessing"]) {
      expect(findCode(codes, code)?.kind).toBe("conflict");
    }
  });

  it("name the quota and the full vSwitch for QuotaExceeded.PrivateIpAddress", () => {
    const entry = findCode(codes, "QuotaExceeded.PrivateIpAddress");
    expect(entry?.meaning).toMatch(/more private addresses than the cloud allows.*vSwitch/);
    expect(entry?.remedy).toContain("vSwitch with more free addresses");
  });

  it("name mistakes in the region", () => {
    expect(findCode(codes, "InvalidOperation.InvalidRegion")?.remedy).toContain("regionId");
    expect(findCode(codes, "InvalidEniId.NotFound")?.remedy).toContain("regionId");
  });

  it("take every spelling of a throttle for one, and the longest match for a code", () => {
    for (const code of ["Throttling", "Throttling.User", "Throttling.Api.Concurrency"]) {
      expect(findCode(codes, code)?.kind).toBe("throttled");
    }
    expect(findCode(codes, "InvalidOperation.Brandnew")).toBeUndefined();
  });

  it.each([
    ["MissingAccessKeyId", "authentication"],
    ["MissingSecurityToken", "authentication"],
    ["MissingTimestamp", "refused"],
    ["MissingSignatureNonce", "refused"],
    ["MissingAction", "refused"],
    ["MissingVersion", "refused"],
    ["MissingInstanceId", "refused"],
    ["MissingParameter.RegionId", "refused"],
  ])("take %s, of the gateway's Missing{Param}, as %s", (code, kind) => {
    expect(findCode(codes, code)?.kind).toBe(kind);
  });
});

describe("Alibaba's rules", () => {
  it.each<[Operation, string, InterfaceView, InstanceView | undefined, string[], Partial<Situation>?]>([
    ["attach", "a free ENI to a running instance", free, running, []],
    ["attach", "a free ENI to a stopped instance", free, stopped, []],
    ["attach", "a primary ENI", { ...free, kind: "primary" }, running, ["primary-interface-attach"]],
    ["attach", "an ENI of a service", { ...free, managedByService: true }, running, ["service-managed"]],
    ["attach", "across VPCs", free, { ...running, vpcId: "vpc-2" }, ["vpc"]],
    ["attach", "across zones", free, { ...running, zoneId: "cn-hangzhou-i" }, ["zone"]],
    ["attach", "an ENI that is being detached", detaching, running, ["interface-in-transition"]],
    ["attach", "an ENI that is being attached", attaching, running, ["interface-in-transition"]],
    ["attach", "an ENI in use", inUse, running, ["interface-in-use"]],
    ["attach", "an ENI that is being deleted", deleting, running, ["interface-deleting"]],
    ["attach", "to a Pending instance", free, changing("Pending"), ["instance-in-transition"]],
    ["attach", "to a Stopping instance", free, changing("Stopping"), ["instance-in-transition"]],
    [
      "attach",
      "through a trunk that is being attached",
      free,
      running,
      ["trunk-in-transition"],
      through({ ...trunk, status: "attaching" }),
    ],
    ["attach", "through a trunk", free, running, [], through(trunk)],
    [
      "attach",
      "through a trunk that is free",
      free,
      running,
      ["trunk-interface"],
      through({ ...trunk, status: "available", holder: undefined }),
    ],
    ["attach", "a HighPerformance ENI to a stopped instance", fast, stopped, []],
    ["attach", "one to a running instance", fast, running, ["high-performance-hot-plug"]],
    [
      "attach",
      "one to a Pending instance, which becomes Running",
      fast,
      changing("Pending"),
      ["high-performance-hot-plug", "instance-in-transition"],
    ],
    [
      "attach",
      "one to a Starting instance, which becomes Running",
      fast,
      changing("Starting"),
      ["high-performance-hot-plug", "instance-in-transition"],
    ],
    [
      "attach",
      "one to a Stopping instance, which becomes Stopped",
      fast,
      changing("Stopping"),
      ["instance-in-transition"],
    ],
    ["attach", "as many IPv4 addresses as the type takes", twoAddresses, takes(2, 1), []],
    ["attach", "more IPv4 addresses than the type takes", twoAddresses, takes(1, 1), ["ipv4-count"]],
    ["attach", "more IPv6 addresses than the type takes", twoV6, takes(2, 1), ["ipv6-count"]],
    ["attach", "IPv6 addresses where the type has none", twoV6, takes(2, 0), ["ipv6-support"]],
    ["attach", "addresses where nothing is known of the type", twoV6, running, []],
    [
      "attach",
      "a trunk to a type without trunks",
      { ...free, kind: "trunk" },
      { ...running, takesMembers: false },
      ["trunk-carrier"],
    ],
    [
      "attach",
      "a trunk to a type with trunks",
      { ...free, kind: "trunk" },
      { ...running, takesMembers: true },
      [],
    ],
    ["detach", "an ENI in use", inUse, running, []],
    ["detach", "a primary ENI", { ...inUse, kind: "primary" }, running, ["primary-interface"]],
    ["detach", "from a Starting instance", inUse, changing("Starting"), ["instance-in-transition"]],
    ["detach", "a HighPerformance ENI from a stopped instance", fastInUse, stopped, []],
    ["detach", "one from a running instance", fastInUse, running, ["high-performance-hot-plug"]],
    [
      "detach",
      "one from a Starting instance",
      fastInUse,
      changing("Starting"),
      ["high-performance-hot-plug", "instance-in-transition"],
    ],
    ["detach", "one from a Stopping instance", fastInUse, changing("Stopping"), ["instance-in-transition"]],
    ["delete", "a free ENI", free, undefined, []],
    ["delete", "a primary ENI", { ...free, kind: "primary" }, undefined, ["primary-interface-delete"]],
    ["delete", "an ENI in use", inUse, undefined, ["interface-attached"]],
    ["delete", "an ENI that is being attached", attaching, undefined, ["interface-attached"]],
    [
      "delete",
      "an ENI that is being created",
      { ...free, status: "creating" },
      undefined,
      ["interface-not-available"],
    ],
    ["delete", "an ENI that is being detached", detaching, undefined, ["interface-not-available"]],
  ])("judge the %s: %s", (operation, _, networkInterface, instance, names, more = {}) => {
    const situation = { networkInterface, instance, regionId: "cn-hangzhou", ...more };
    const found = findFindings(rules, operation, situation);
    expect(found.map((finding) => finding.rule.name)).toEqual(names);
  });
});
