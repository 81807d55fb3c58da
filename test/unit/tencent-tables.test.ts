import { wordOf } from "../../provider/clouds/tencent/client-v2";
import { codes } from "../../provider/clouds/tencent/codes";
import { zoneName } from "../../provider/clouds/tencent/find-v2";
import { rules, rulesOfV2, rulesOfV3 } from "../../provider/clouds/tencent/rules";
import type { InstanceView, InterfaceView } from "../../provider/contract/observation";
import { findFindings } from "../../provider/contract/rules";
import { findCode } from "../../provider/core/errors";

const free: InterfaceView = {
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "AVAILABLE",
  addresses: [],
  ipv6Addresses: [],
  vpcId: "vpc-1",
  zoneId: "ap-guangzhou-3",
  managedByService: false,
  coldPlugOnly: false,
};
const bound: InterfaceView = { ...free, status: "attached", holder: "ins-1" };
const running: InstanceView = {
  id: "ins-1",
  status: "running",
  cloudStatus: "RUNNING",
  vpcId: "vpc-1",
  zoneId: "ap-guangzhou-3",
};

describe("Tencent's rules", () => {
  it.each<["attach" | "detach", string, InterfaceView, InstanceView, string[]]>([
    ["attach", "a free ENI to a running instance", free, running, []],
    ["attach", "a free ENI to a stopped instance", free, { ...running, status: "stopped" }, []],
    ["attach", "when API v2 tells no zone", { ...free, zoneId: undefined }, running, []],
    ["attach", "a primary ENI", { ...free, kind: "primary" }, running, ["primary-interface-attach"]],
    ["attach", "across VPCs", free, { ...running, vpcId: "vpc-2" }, ["vpc"]],
    ["attach", "across zones", free, { ...running, zoneId: "ap-guangzhou-4" }, ["zone"]],
    ["attach", "while it is created", { ...free, status: "creating" }, running, ["interface-in-transition"]],
    ["attach", "while it is deleted", { ...free, status: "deleting" }, running, ["interface-deleting"]],
    ["attach", "an ENI that is bound", bound, running, ["interface-in-use"]],
    ["attach", "to a starting one", free, { ...running, status: "starting" }, ["instance-in-transition"]],
    ["attach", "to one in the recycle bin", free, { ...running, status: "unusable" }, ["instance-locked"]],
    ["attach", "to one being destroyed", free, { ...running, status: "failed" }, ["instance-lost"]],
    ["detach", "a secondary ENI", bound, running, []],
    ["detach", "from a stopped instance", bound, { ...running, status: "stopped" }, []],
    ["detach", "a primary ENI", { ...bound, kind: "primary" }, running, ["primary-interface"]],
    ["detach", "from a starting one", bound, { ...running, status: "starting" }, ["instance-in-transition"]],
    [
      "detach",
      "from one in the recycle bin",
      bound,
      { ...running, status: "unusable" },
      ["instance-locked-detach"],
    ],
    [
      "detach",
      "from one that failed to launch",
      bound,
      { ...running, status: "failed", cloudStatus: "LAUNCH_FAILED" },
      ["instance-failed"],
    ],
    [
      "detach",
      "from one being destroyed",
      bound,
      { ...running, status: "releasing", cloudStatus: "TERMINATING" },
      ["instance-going"],
    ],
  ])("judge the %s: %s", (operation, _, networkInterface, instance, names) => {
    const found = findFindings(rules, operation, { networkInterface, instance, regionId: "ap-guangzhou" });
    expect(found.map((finding) => finding.rule.name)).toEqual(names);
  });

  it.each([
    ["unusable", "instance-locked"],
    ["failed", "instance-lost"],
  ] as const)("name the code that Attach has for a resource in an unusable state: %s", (status, name) => {
    const [finding] = findFindings(rules, "attach", {
      networkInterface: free,
      instance: { ...running, status },
      regionId: "ap-guangzhou",
    });
    expect(finding?.rule).toMatchObject({ name });
    expect(finding?.rule.codes).toContain("UnsupportedOperation.ResourceIsInvalidState");
  });
});

describe.each([
  { api: "v3", own: rulesOfV3 },
  { api: "v2", own: rulesOfV2 },
])("Tencent's rules for API $api", ({ own }) => {
  it("are all of the rules", () => {
    expect(own.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
  });
});

describe("Tencent's codes", () => {
  /** Those of the actions' lists in the Go SDK, of the pages of common codes, and of the legacy pages. */
  it.each([
    ["InternalError.ModuleError", "uncertain"],
    ["InternalServerError", "uncertain"],
    ["InternalError", "uncertain"],
    ["InvalidParameterValue.Malformed", "refused"],
    ["LimitExceeded", "refused"],
    ["LimitExceeded.ActionLimited", "throttled"],
    ["RequestLimitExceeded", "throttled"],
    ["RequestLimitExceeded.UinLimitExceeded", "throttled"],
    ["RequestLimitExceeded.IPLimitExceeded", "throttled"],
    ["RequestLimitExceeded.GlobalRegionUinLimitExceeded", "throttled"],
    ["ResourceNotFound", "settle"],
    ["ResourceInUse", "settle"],
    ["ResourceInUse.Address", "settle"],
    ["UnsupportedOperation", "settle"],
    ["UnsupportedOperation.AttachmentAlreadyExists", "settle"],
    ["UnsupportedOperation.AttachmentNotFound", "settle"],
    ["UnsupportedOperation.InvalidState", "settle"],
    ["UnsupportedOperation.ResourceIsInvalidState", "settle"],
    ["UnsupportedOperation.IdempotentProcessing", "conflict"],
    ["UnsupportedOperation.IdempotentParameterMismatch", "refused"],
    ["UnsupportedOperation.UnsupportedInstanceFamily", "refused"],
    ["UnsupportedOperation.VpcMismatch", "refused"],
    ["UnsupportedOperation.ZoneMismatch", "refused"],
    ["UnsupportedOperation.InstanceAssociateHavip", "refused"],
    ["UnsupportedOperation.MutexOperationTaskRunning", "conflict"],
    ["UnauthorizedOperation.ForbiddenOperation", "permission"],
    ["InvalidParameter.Coexist", "refused"],
    ["AuthFailure.SignatureFailure", "authentication"],
    ["AuthFailure.SignatureExpire", "authentication"],
    ["AuthFailure.SecretIdNotFound", "authentication"],
    ["AuthFailure.TokenFailure", "authentication"],
    ["AuthFailure.UnauthorizedOperation", "permission"],
    ["UnsupportedRegion", "refused"],
    ["ServiceUnavailable", "uncertain"],
    ["InvalidInstanceId.NotFound", "settle"],
    ["InvalidVpc.NotFound", "refused"],
    ["InvalidNetworkInterface.NotFound", "settle"],
    ["InvalidInstance.NotFound", "settle"],
    ["InvalidNetworkInterface.NotAttached", "settle"],
    ["InvalidNetworkInterface.AlreadyAssociated", "settle"],
    ["InvalidNetworkInterface.CanNotDelete", "settle"],
    ["ActionLocked", "conflict"],
    ["4100", "authentication"],
    ["4400", "throttled"],
    ["4500", "nonce"],
    ["5100", "settle"],
    ["6000", "uncertain"],
    ["6200", "uncertain"],
  ])("hold %s as %s", (code, kind) => {
    const entry = findCode(codes, code);
    expect(entry?.kind).toBe(kind);
    expect(entry?.meaning).toMatch(/\.$/);
    expect(entry?.remedy).toMatch(/\.$/);
  });

  it("name what was not found, by the action", () => {
    expect(findCode(codes, "ResourceNotFound")).toMatchObject({ kind: "settle", actions: [] });
    expect(findCode(codes, "ResourceNotFound", "AttachNetworkInterface")?.kind).toBe("settle");
    expect(findCode(codes, "ResourceNotFound.SubnetNotFound", "CreateNetworkInterface")?.kind).toBe(
      "refused",
    );
    expect(findCode(codes, "5000", "CreateNetworkInterface")?.kind).toBe("refused");
    expect(findCode(codes, "5000", "DetachNetworkInterface")?.kind).toBe("settle");
  });

  it("say that an unknown VPC is most often a wrong argument", () => {
    expect(findCode(codes, "InvalidVpc.NotFound")?.meaning).toContain("`vpcId` is wrong");
  });
});

describe("the zone of an interface of API v2", () => {
  it.each([
    [100002, "ap-guangzhou", "ap-guangzhou-2"],
    ["200001", "ap-shanghai", "ap-shanghai-1"],
    [110002, "ap-shenzhen-fsi", "ap-shenzhen-fsi-2"],
    [330012, "ap-nanjing", "ap-nanjing-12"],
    [0, "ap-guangzhou", undefined],
    ["", "ap-guangzhou", undefined],
    ["ap-guangzhou-2", "ap-guangzhou", undefined],
    [undefined, "ap-guangzhou", undefined],
  ])("%s in %s is %s", (zoneId, regionId, name) => {
    expect(zoneName(zoneId, regionId)).toBe(name);
  });
});

describe("the code of an answer of API v2", () => {
  it.each([
    [5000, "InvalidVpc.NotFound", "(100004)no such VPC", "InvalidVpc.NotFound"],
    [5000, undefined, "(100004)InvalidVpc.NotFound", "InvalidVpc.NotFound"],
    [
      5000,
      "",
      "The Vpc is wrong: InvalidNetworkInterface.NotAttached.",
      "InvalidNetworkInterface.NotAttached",
    ],
    [5100, undefined, "(100004)projectIdIncorrect", "5100"],
    [4400, "SomethingNew.Here", "slow down", "4400"],
    [5100, "SomethingNew.Here", "", "SomethingNew.Here"],
    [9999, "SomethingNew.Here", "", "SomethingNew.Here"],
    [9999, undefined, "", "9999"],
  ])("%i, %s, %s is %s", (code, codeDesc, message, word) => {
    expect(wordOf(code, codeDesc, message)).toBe(word);
  });
});
