import { Claims, type DeclaredClaim } from "../../provider/resources/claims";

describe("what the program of a run declares, of which the run checks only a part", () => {
  const pair = { networkInterfaceId: "eni-1", instanceId: "i-1" };
  const asking = "urn:pulumi:dev::shop::eni::data";
  const declared = (more: Partial<DeclaredClaim>): DeclaredClaim => ({
    ...pair,
    urn: "urn:pulumi:dev::shop::eni::traffic",
    isInState: true,
    isOfThisRun: false,
    ...more,
  });
  const ownerAmong = (...all: DeclaredClaim[]) => new Claims("run-1", () => all).ownerOf(pair, asking);

  it("owns the pair where the state has it", () => {
    expect(ownerAmong(declared({}))).toMatchObject({ isUnowned: false });
  });

  it("is told from what the state does not have, which comes after it", () => {
    const other = declared({ urn: "urn:pulumi:dev::shop::eni::other", isInState: false });
    expect(ownerAmong(other)).toMatchObject({ urn: other.urn, isUnowned: true });
    expect(ownerAmong(other, declared({}))).toMatchObject({ urn: declared({}).urn });
  });

  it.each([
    ["of the resource that asks", { urn: asking }],
    ["of another instance", { instanceId: "i-2" }],
    ["of another interface", { networkInterfaceId: "eni-2" }],
    ["of the resource that asks, which had another name", { recordedUrn: asking }],
    ["of an earlier run of another stack", { urn: "urn:pulumi:prod::shop::eni::traffic" }],
    ["of an earlier run of another project", { urn: "urn:pulumi:dev::other::eni::traffic" }],
  ])("is nobody's when it is %s", (_, more) => {
    expect(ownerAmong(declared(more))).toBeUndefined();
  });

  it("owns the pair in a stack to which the resource that asks was moved", () => {
    const moved = declared({ urn: "urn:pulumi:prod::shop::eni::traffic", isOfThisRun: true });
    expect(ownerAmong(moved)).toMatchObject({ urn: moved.urn });
  });

  it("is nobody's when the resource in its state is the one that asks", () => {
    const inState = declared({ recordedUrn: asking });
    expect(ownerAmong(declared({ isInState: false }), inState)).toBeUndefined();
  });

  it("owns what something else may move to the instance", () => {
    expect(ownerAmong(declared({ instanceId: "i-2", mayMoveTo: ["i-1", "i-2"] }))).toBeDefined();
  });

  it("counts no more when it is being deleted", () => {
    const claims = new Claims("run-1", () => [declared({})]);
    claims.noteDeleted(declared({}).urn);
    expect(claims.ownerOf(pair, asking)).toBeUndefined();
  });

  it("counts no more when it is being deleted under the URN of its state", () => {
    const recordedUrn = "urn:pulumi:dev::shop::eni::older";
    const claims = new Claims("run-1", () => [declared({ recordedUrn })]);
    claims.noteDeleted(recordedUrn);
    expect(claims.ownerOf(pair, asking)).toBeUndefined();
  });
});
