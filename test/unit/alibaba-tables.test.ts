import { codes } from "../../provider/clouds/alibaba/errors";
import { rules } from "../../provider/clouds/alibaba/rules";
import { findCode } from "../../provider/core/errors";

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

  it("tell region mistakes as such", () => {
    expect(findCode(codes, "InvalidOperation.InvalidRegion")?.remedy).toContain("regionId");
    expect(findCode(codes, "InvalidEniId.NotFound")?.remedy).toContain("regionId");
  });

  it("take every spelling of a throttle for one, and the longest match for a code", () => {
    for (const code of ["Throttling", "Throttling.User", "Throttling.Api.Concurrency"]) {
      expect(findCode(codes, code)?.kind).toBe("throttled");
    }
    expect(findCode(codes, "InvalidOperation.Brandnew")).toBeUndefined();
  });

  it("have one entry for each spelling and action, each with meaning, remedy and source", () => {
    const spellings = codes.flatMap(({ code, actions }) =>
      actions.length === 0 ? [code] : actions.map((action) => `${code} of ${action}`),
    );
    expect(new Set(spellings).size).toBe(spellings.length);
    for (const { meaning, remedy, source } of codes) {
      for (const text of [meaning, remedy, source]) expect(text.length).toBeGreaterThan(5);
    }
  });
});

describe("Alibaba's rules", () => {
  it("name only codes that the code table explains, and each has its own name", () => {
    for (const rule of rules) {
      expect(rule.codes.length).toBeGreaterThan(0);
      for (const code of rule.codes) expect(findCode(codes, code)).toBeDefined();
    }
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});
