import { interfaceCases } from "../support/interface-cases";
import { type CloudOfProgram, InterfaceProgram } from "./interface-program";

/** The preview of a program that creates its interfaces itself: nothing is touched that `up` could not finish. */
describe("the preview of interfaces and their attachments, on every cloud", () => {
  let every: InterfaceProgram;

  beforeEach(async () => {
    every = await InterfaceProgram.create(interfaceCases);
  });
  afterEach(() => every.close());

  /** The errors of a preview in which one cloud's interface is declared otherwise. The first error ends a preview. */
  const refusalOf = async (one: CloudOfProgram, declared: () => ReturnType<CloudOfProgram["data"]>) => {
    every.plan((on) => (on === one ? declared() : on.data()));
    const { exitCode, events } = await every.program.preview();
    expect(exitCode).not.toBe(0);
    const errors = events.diagnostics.filter(({ severity }) => severity === "error");
    return errors.map(({ message }) => message).join("\n");
  };

  it("refuses to replace an attached interface by one that cannot be attached", async () => {
    every.plan((on) => on.data());
    await every.up();
    every.clearJournals();
    for (const one of every.clouds) {
      const told = await refusalOf(one, () => one.data(one.own.unfitSubnet.args));
      expect(told).toMatch(/The new interface ".*" is in (zone|region)/);
      expect(told).toContain(one.own.cloudCase.running);
    }
    every.plan((on) => on.data(on.own.unfitSubnet.args));
    // Who skips the preview loses no attachment either.
    await every.program.up(["--continue-on-error"]);
    every.each((on) => {
      expect(on.isAsked(/^(Attach|Detach|Delete)/)).toBe(false);
      expect(on.ofRunning()).toHaveLength(1);
    });
  });

  it("refuses a new interface for an instance that is not there", async () => {
    for (const one of every.clouds) {
      const nowhere = one.own.cloudCase.running.replace(/.{3}$/, "999");
      const told = await refusalOf(one, () => one.data({}, nowhere));
      expect(told).toContain(`nstance ${nowhere} is not in region`);
    }
  });

  it("has nothing to say about a program that works, and keeps nothing of the preview in the state", async () => {
    every.plan((on) => on.data());
    const preview = await every.program.preview();
    expect(preview.exitCode).toBe(0);
    expect(preview.events.diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
    await every.up();
    expect(JSON.stringify(every.program.resources())).not.toContain("__interface");
    const unchanged = await every.program.preview(["--expect-no-changes"]);
    expect(unchanged.exitCode).toBe(0);
  });
});
