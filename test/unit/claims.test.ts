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

describe("what the provider processes of a run tell each other", () => {
  const pair = { networkInterfaceId: "eni-1", instanceId: "i-1" };
  const mine = { urn: "urn:pulumi:dev::shop::eni::data", ...pair };
  const other = { urn: "urn:pulumi:dev::shop::eni::traffic", networkInterfaceId: "eni-1", instanceId: "i-2" };
  const told = (more: Partial<DeclaredClaim> = {}): DeclaredClaim => ({
    ...other,
    isInState: false,
    isOfThisRun: false,
    checkedBy: 1,
    ...more,
  });
  const rivalAmong = (...all: DeclaredClaim[]) => new Claims("run-1", () => all).record(mine);

  it("makes a resource of another process a rival for the same interface", () => {
    expect(rivalAmong(told())).toMatchObject({ urn: other.urn, instanceId: "i-2" });
  });

  it.each([
    ["is about another interface", [told({ networkInterfaceId: "eni-2" })]],
    ["is about the same resource", [told({ urn: mine.urn })]],
    ["was said by the program, not by a process", [told({ checkedBy: undefined })]],
    ["is about a stack that an earlier run had", [told({ urn: "urn:pulumi:prod::shop::eni::traffic" })]],
    ["is no longer true of that resource", [told(), told({ networkInterfaceId: "eni-2" })]],
  ])("makes no rival when it %s", (_, all) => {
    expect(rivalAmong(...all)).toBeUndefined();
  });

  it("is shared before the others are looked at, so that one of two processes sees the other", () => {
    const shared: DeclaredClaim[] = [];
    const processOf = () =>
      new Claims(
        "run-1",
        () => shared,
        (claim) => shared.push({ ...claim, isOfThisRun: true, checkedBy: 1 }),
      );
    expect(processOf().record(mine)).toBeUndefined();
    expect(processOf().record(other)).toMatchObject({ urn: mine.urn });
  });

  it("tells of a created attachment that it is in the state, so that a deletion of another process leaves it", () => {
    const shared: DeclaredClaim[] = [];
    const creating = new Claims(
      "run-1",
      () => [],
      (claim) => shared.push({ ...claim, isOfThisRun: true, checkedBy: 1 }),
    );
    creating.record(mine);
    const deleting = new Claims("run-2", () => shared);
    expect(deleting.ownerOf(pair, other.urn)).toMatchObject({ urn: mine.urn, isUnowned: true });
    creating.noteCreated("eni-1:i-1", mine.urn);
    expect(deleting.ownerOf(pair, other.urn)).toMatchObject({ urn: mine.urn, isUnowned: false });
  });
});
