import { killTree } from "../../scripts/process-tree";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { runUntil } from "../support/run-until";
import { succeeds } from "../support/succeeds";
import { type CloudOfProgram, InterfaceProgram } from "./interface-program";

/** Every boundary between two calls once, in turn on a cloud with tokens and on one without. */
const killedAt: Readonly<
  Record<string, { readonly replacement: readonly string[]; readonly destroy: readonly string[] }>
> = {
  alibaba: { replacement: ["Detach", "Create"], destroy: ["Delete"] },
  zenlayer: { replacement: ["Delete", "Attach"], destroy: ["Detach"] },
};

/** A kill must come between two calls of one cloud, so each cloud has its own program here. */
describe.each(interfaceCases)("a run that is killed on $title", (interfaceCase: InterfaceCase) => {
  const { replaced, replacementShows, cloudCase } = interfaceCase;
  const { running } = cloudCase;
  let one: InterfaceProgram;
  let on: CloudOfProgram;

  beforeEach(async () => {
    one = await InterfaceProgram.create([interfaceCase]);
    const [only] = one.clouds;
    if (!only) throw new Error(`there is no cloud ${interfaceCase.title}`);
    on = only;
  });
  afterEach(() => one.close());

  const noChanges = () => succeeds(one.program.preview(["--refresh", "--expect-no-changes"]));
  /** Ends the engine and everything that it started, as soon as a condition is true. */
  const killWhen = async (isTime: () => boolean, verb: "up" | "destroy" = "up") => {
    on.emulator.transitions.setDuration(2_000);
    const { processId, result } = await runUntil(isTime, (options) => one.program[verb]([], options));
    killTree(processId);
    expect((await result).exitCode).toBeNull();
    on.emulator.transitions.setDuration(200);
    await succeeds(one.program.run(["cancel", "--yes"]));
  };

  it("has one interface when a run is killed right after the create, and run again", async () => {
    one.plan(() => on.data());
    await killWhen(() => on.made().length > 0);
    await one.up();
    expect(on.made()).toEqual([expect.objectContaining({ status: "attached", instanceId: running })]);
    await noChanges();
    await succeeds(one.program.destroy());
    expect(on.made()).toEqual([]);
    expect(one.program.resources()).toEqual([]);
  });

  const { replacement = [], destroy = [] } = killedAt[interfaceCase.title] ?? {};
  for (const action of replacement) {
    it(`has one interface, the new one, when a replacement is killed at its ${action} and run again`, async () => {
      one.plan(() => on.data());
      await one.up();
      const [old] = on.made();
      one.clearJournals();
      one.plan(() => on.data(replaced));
      await killWhen(() => on.isAsked(new RegExp(`^${action}`)));
      await one.up();
      expect(on.made()).toEqual([
        expect.objectContaining({ status: "attached", instanceId: running, ...replacementShows }),
      ]);
      expect(on.made()[0]?.id).not.toBe(old?.id);
      await noChanges();
    });
  }
  for (const action of destroy) {
    it(`has none when a destroy is killed at its ${action} and run again`, async () => {
      one.plan(() => on.data());
      await one.up();
      one.clearJournals();
      await killWhen(() => on.isAsked(new RegExp(`^${action}`)), "destroy");
      await succeeds(one.program.destroy());
      expect(on.made()).toEqual([]);
      expect(one.program.resources()).toEqual([]);
    });
  }
});

/** These moments last, so every cloud is in the same one when the run is killed. */
describe("a run that is killed on every cloud", () => {
  /** A cloud that creates at once attaches meanwhile: its attachment takes as long as create and attachment elsewhere. */
  const slow = ({ own }: CloudOfProgram) => (own.createsInTime ? 3_000 : 8_000);

  it.each([
    {
      when: "before its request was taken",
      fault: "hang" as const,
      isTime: (on: CloudOfProgram) => on.emulator.faults.list().every(({ left }) => left === 0),
    },
    { when: "while it is attached", isTime: (on: CloudOfProgram) => on.isAsked(/^Attach/) },
  ])("makes one interface when it is killed $when and run again", async ({ fault, isTime }) => {
    const every = await InterfaceProgram.create(interfaceCases);
    const { clouds, program } = every;
    try {
      for (const on of clouds) {
        on.emulator.transitions.setDuration(slow(on));
        if (!fault) continue;
        on.emulator.faults.add({ cloud: on.cloud, action: "CreateNetworkInterface", kind: fault });
      }
      every.plan((on) => on.data());
      const { processId, result } = await runUntil(
        () => clouds.every(isTime),
        (options) => program.up([], options),
      );
      killTree(processId);
      expect((await result).exitCode).toBeNull();
      every.each((on) => expect(on.ofRunning().filter(({ status }) => status === "attached")).toEqual([]));
      for (const { emulator } of clouds) emulator.transitions.setDuration(200);
      await succeeds(program.run(["cancel", "--yes"]));
      await every.up();
      every.each((on) => {
        const instanceId = on.own.cloudCase.running;
        expect(on.made()).toEqual([expect.objectContaining({ status: "attached", instanceId })]);
      });
      await succeeds(program.preview(["--refresh", "--expect-no-changes"]));
      await succeeds(program.destroy());
      every.each((on) => expect(on.made()).toEqual([]));
      expect(program.resources()).toEqual([]);
    } finally {
      await every.close();
    }
  });
});
