import { codes } from "../../provider/clouds/zenlayer/codes";
import { rules } from "../../provider/clouds/zenlayer/rules";
import type { InstanceView, InterfaceView } from "../../provider/contract/observation";
import { findFindings } from "../../provider/contract/rules";
import { findCode } from "../../provider/core/errors";

const free: InterfaceView = {
  id: "nic-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "AVAILABLE",
  addresses: [],
  ipv6Addresses: [],
  regionId: "asia-east-1",
  managedByService: false,
  coldPlugOnly: false,
};
const used: InterfaceView = { ...free, status: "attached", cloudStatus: "USED", holder: "vm-1" };
const running: InstanceView = {
  id: "vm-1",
  status: "running",
  cloudStatus: "RUNNING",
  regionId: "asia-east-1",
};
const nics = (count: number) => Array.from({ length: count }, (_, index) => `nic-${index + 100}`);

describe("Zenlayer's rules", () => {
  it.each<["attach" | "detach", string, InterfaceView, InstanceView, string[]]>([
    ["attach", "a free vNIC to a running instance", free, running, []],
    ["attach", "when the instance's region is not told", free, { ...running, regionId: undefined }, []],
    ["attach", "a primary vNIC", { ...free, kind: "primary" }, running, ["primary-interface-attach"]],
    ["attach", "across regions", free, { ...running, regionId: "asia-southeast-1" }, ["region"]],
    [
      "attach",
      "with a wrong regionId",
      { ...free, regionId: "eu-1" },
      { ...running, regionId: "eu-1" },
      ["declared-region"],
    ],
    [
      "attach",
      "a vNIC that is being detached",
      { ...used, status: "detaching" },
      running,
      ["interface-in-transition"],
    ],
    ["attach", "a vNIC in use", used, running, ["interface-in-use"]],
    [
      "attach",
      "a vNIC that is being deleted",
      { ...free, status: "deleting" },
      running,
      ["interface-deleting"],
    ],
    ["attach", "a vNIC whose creation failed", { ...free, status: "failed" }, running, ["interface-failed"]],
    ["attach", "the eighth vNIC", free, { ...running, interfaceIds: nics(7), interfaceQuota: 8 }, []],
    [
      "attach",
      "the ninth vNIC",
      free,
      { ...running, interfaceIds: nics(8), interfaceQuota: 8 },
      ["interface-quota"],
    ],
    ["attach", "without a guest agent", free, { ...running, guestAgent: false }, ["guest-agent"]],
    [
      "attach",
      "to a starting instance",
      free,
      { ...running, status: "starting" },
      ["instance-in-transition"],
    ],
    ["attach", "to a stopped instance", free, { ...running, status: "stopped" }, ["instance-stopped"]],
    [
      "attach",
      "to an instance in the recycle bin",
      free,
      { ...running, status: "unusable" },
      ["instance-not-usable"],
    ],
    [
      "attach",
      "to an instance that is being released",
      free,
      { ...running, status: "failed" },
      ["instance-lost"],
    ],
    ["detach", "a secondary vNIC", used, running, []],
    ["detach", "a primary vNIC", { ...used, kind: "primary" }, running, ["primary-interface"]],
    [
      "detach",
      "a vNIC behind a load balancer",
      { ...used, behindLoadBalancer: true },
      running,
      ["load-balancer"],
    ],
    ["detach", "from a stopped instance", used, { ...running, status: "stopped" }, ["instance-stopped"]],
    [
      "detach",
      "from a starting instance",
      used,
      { ...running, status: "starting" },
      ["instance-in-transition"],
    ],
    [
      "detach",
      "from an instance that is being released",
      used,
      { ...running, status: "releasing", cloudStatus: "Releasing" },
      ["instance-going"],
    ],
    [
      "detach",
      "from one that is being released and whose guest agent is off",
      used,
      { ...running, status: "releasing", cloudStatus: "RELEASING", guestAgent: false },
      ["instance-going"],
    ],
    [
      "detach",
      "from an instance on its way to the recycle bin",
      used,
      { ...running, status: "releasing", cloudStatus: "RECYCLING" },
      ["instance-going"],
    ],
    [
      "detach",
      "from an instance whose creation failed",
      used,
      { ...running, status: "failed", cloudStatus: "CREATE_FAILED" },
      ["instance-failed"],
    ],
    ["detach", "whatever regionId says", used, { ...running, regionId: "eu-1" }, []],
  ])("judge the %s: %s", (operation, _, networkInterface, instance, names) => {
    const found = findFindings(rules, operation, { networkInterface, instance, regionId: "asia-east-1" });
    expect(found.map((finding) => finding.rule.name)).toEqual(names);
  });

  it("let a detach wait for the end of an instance that is being released", () => {
    const instance: InstanceView = { ...running, status: "releasing", cloudStatus: "RELEASING" };
    const [first] = findFindings(rules, "detach", {
      networkInterface: used,
      instance,
      regionId: "asia-east-1",
    });
    expect(first?.rule.lasting).toBe("passing");
  });
});

describe("Zenlayer's codes", () => {
  /** Those of the action pages of both generations and of the page of common codes. */
  it.each([
    ["INVALID_NIC_LB_ASSOCIATED", "refused"],
    ["INVALID_NIC_NOT_FOUND", "settle"],
    ["INVALID_NIC_PRIMARY_CANT_DETACH", "refused"],
    ["INVALID_NIC_STATUS", "settle"],
    ["OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT", "settle"],
    ["INVALID_NIC_ATTACHED", "settle"],
    ["INVALID_INSTANCE_NOT_FOUND", "settle"],
    ["INVALID_NIC_INSTANCE_REGION_MISMATCH", "refused"],
    ["INVALID_INSTANCE_NIC_LIMIT", "refused"],
    ["INVALID_INSTANCE_PRECHECK_ABNORMAL", "settle"],
    ["OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE", "settle"],
    ["INVALID_NIC_PRIMARY_CANT_DELETE", "refused"],
    ["OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE", "refused"],
    ["INVALID_SUBNET_NOT_FOUND", "refused"],
    ["INVALID_SECURITY_GROUP_NOT_FOUND", "refused"],
    ["OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT", "refused"],
    ["OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND", "refused"],
    ["OPERATION_FAILED_RESOURCE_NOT_FOUND", "settle"],
    ["OPERATION_FAILED_FOR_RECYCLE_RESOURCE", "refused"],
    ["INVALID_OPERATION_TIMEOUT", "uncertain"],
    ["REQUEST_TIMED_OUT", "uncertain"],
    ["INTERNAL_SERVER_ERROR", "uncertain"],
    ["SERVICE_TEMPORARY_UNAVAILABLE", "uncertain"],
    ["REQUEST_LIMIT_EXCEEDED", "throttled"],
    ["AUTHFAILURE_INVALID_AUTHORIZATION", "authentication"],
    ["AUTHFAILURE_SIGNATURE_FAILURE", "authentication"],
    ["AUTHFAILURE_SIGNATURE_EXPIRED", "authentication"],
    ["AUTHFAILURE_UNAUTHORIZED_OPERATION", "permission"],
    ["MISSING_PARAMETER", "refused"],
    ["INVALID_PARAMETER_TYPE", "refused"],
    ["INVALID_PARAMETER_EXCEED_MAXIMUM", "refused"],
    ["INVALID_PARAMETER_LESS_MINIMUM", "refused"],
    ["INVALID_PARAMETER_EXCEED_LENGTH", "refused"],
    ["INVALID_PARAMETER_LESS_LENGTH", "refused"],
    ["INVALID_PARAMETER_PATTERN_ERROR", "refused"],
    ["INVALID_PARAMETER_DATE_FORMAT_ERROR", "refused"],
    ["INVALID_PARAMETER_VALUE", "refused"],
  ])("hold %s as %s", (code, kind) => {
    const entry = findCode(codes, code);
    expect(entry?.kind).toBe(kind);
    expect(entry?.meaning).toMatch(/\.$/);
    expect(entry?.remedy).toMatch(/\.$/);
  });
});
