import { createEmulator, type Emulator } from "../../emulator";
import { killTree } from "../../scripts/process-tree";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { createPulumiProgram, type PulumiProgram, type PulumiResult } from "../support/pulumi-program";

interface Planned {
  readonly args: Readonly<Record<string, unknown>>;
  /** The instance that the interface is attached to by a resource of its own. */
  readonly instanceId?: string;
}

/** A program of interfaces with their attachments, as plan.json lists them. */
const source = `
const eni = require("pulumi-eni");
const { cloud, place, planned } = JSON.parse(require("fs").readFileSync("plan.json", "utf8"));
const { NetworkInterface, NetworkInterfaceAttachment } = eni[cloud];
for (const [name, { args, instanceId }] of Object.entries(planned)) {
  const made = new NetworkInterface(name, { ...place, ...args });
  exports[name] = made.id;
  if (instanceId) {
    new NetworkInterfaceAttachment(name + "-on", { ...place, networkInterfaceId: made.id, instanceId });
  }
}
`;

/** Every boundary between two calls once, in turn on a cloud with tokens and on one without. */
const killedAt: Readonly<
  Record<string, { readonly replacement: readonly string[]; readonly destroy: readonly string[] }>
> = {
  alibaba: { replacement: ["Detach", "Create"], destroy: ["Delete"] },
  zenlayer: { replacement: ["Delete", "Attach"], destroy: ["Detach"] },
};

/** Interfaces and their attachments with the real engine: the order of calls is what the journal shows. */
describe.each(interfaceCases)("interfaces and attachments on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared, changed, replaced } = interfaceCase;
  const { storeName: cloud, running, busy } = cloudCase;
  let emulator: Emulator;
  let program: PulumiProgram;
  let seeded: ReadonlySet<string>;

  beforeEach(async () => {
    emulator = await createEmulator({ transitionMs: 200 });
    seeded = new Set(emulator.store.interfaces(cloud).map(({ id }) => id));
    const files = { "index.js": source, "plan.json": "{}" };
    program = await createPulumiProgram({ files, environment: emulator.environment() });
  });
  afterEach(async () => {
    program.remove();
    await emulator.close();
  });

  const plan = (planned: Readonly<Record<string, Planned>>) =>
    program.write(
      "plan.json",
      JSON.stringify({ cloud: interfaceCase.kind.split(":")[0], place: cloudCase.place, planned }),
    );
  const succeeds = async (result: Promise<PulumiResult>): Promise<PulumiResult> => {
    const settled = await result;
    if (settled.exitCode !== 0) throw new Error(settled.text);
    return settled;
  };
  const up = () => succeeds(program.up());
  const made = () => emulator.store.interfaces(cloud).filter(({ id }) => !seeded.has(id));
  const calls = () => emulator.journal.entries({ cloud, foreign: false });
  /** The writes since the last time, in their order; none of them may have been refused. */
  const writes = (): string[] => {
    const entries = calls();
    expect(entries.filter(({ code }) => code !== null)).toEqual([]);
    emulator.journal.clear();
    return entries.flatMap(
      ({ action }) => /^(Attach|Detach|Create|Delete|Modify|Tag|Untag)/.exec(action)?.[0] ?? [],
    );
  };
  const data = (more: object = {}, instanceId = running): Record<string, Planned> => ({
    data: { args: { ...declared, ...more }, instanceId },
  });
  const ofRunning = () => made().filter(({ instanceId }) => instanceId === running);

  it("goes from up to destroy with nothing refused and nothing left", async () => {
    plan(data());
    await up();
    expect(writes()).toEqual(["Create", "Attach"]);
    expect(ofRunning()).toHaveLength(1);
    await succeeds(program.preview(["--expect-no-changes"]));
    await succeeds(program.refresh(["--expect-no-changes"]));
    await succeeds(program.preview(["--refresh", "--expect-no-changes"]));
    expect(writes()).toEqual([]);
    await succeeds(program.destroy());
    expect(writes()).toEqual(["Detach", "Delete"]);
    expect(made()).toEqual([]);
    expect(program.resources()).toEqual([]);
  });

  it("changes in place without touching the attachment", async () => {
    plan(data());
    await up();
    writes();
    plan(data(changed));
    const preview = await succeeds(program.preview());
    expect(preview.text).toMatch(/~ 1 to update/);
    await up();
    expect(writes()).toEqual(["Modify"]);
    expect(ofRunning()).toHaveLength(1);
    expect(made()[0]).toMatchObject(interfaceCase.shows);
  });

  const { tagging } = interfaceCase;
  if (tagging) {
    it("changes tags in place, keeps those that are not declared any more, and takes off what others added", async () => {
      plan(data());
      await up();
      writes();
      const [before] = made();
      const tags = { role: "other", team: "net" };
      plan(data({ tags }));
      expect((await succeeds(program.preview())).text).toMatch(/~ 1 to update/);
      await up();
      expect(emulator.journal.entries({ cloud, action: tagging.setAction })).toHaveLength(1);
      expect(writes()).toHaveLength(1);
      const [after] = made();
      expect(after).toMatchObject({
        id: before?.id,
        instanceId: running,
        tags: { ...before?.tags, ...tags },
      });
      plan(data({ tags: undefined }));
      await up();
      expect(writes()).toEqual([]);
      expect(made()).toEqual([expect.objectContaining({ tags: after?.tags })]);
      plan(data({ tags }));
      await up();
      expect(writes()).toEqual([]);
      const foreign = { tags: { ...after?.tags, added: "by hand" } };
      emulator.act({ cloud, act: "set-interface", interfaceId: after?.id ?? "", set: foreign });
      const gate = await program.refresh(["--preview-only", "--expect-no-changes"]);
      expect(gate.exitCode).not.toBe(0);
      await succeeds(program.refresh());
      await up();
      expect(made()).toEqual([expect.objectContaining({ id: before?.id, tags: after?.tags })]);
    });
  }

  it("replaces the interface: detached, deleted, made, attached, in one up", async () => {
    plan(data());
    await up();
    writes();
    const [old] = made();
    plan(data(replaced));
    await up();
    expect(writes()).toEqual(["Detach", "Delete", "Create", "Attach"]);
    expect(made().map(({ id }) => id)).not.toContain(old?.id);
    expect(made()).toHaveLength(1);
    expect(made()[0]).toMatchObject({ status: "attached", ...interfaceCase.replacementShows });
  });

  it("moves to another instance with the interface kept", async () => {
    plan(data());
    await up();
    writes();
    const [before] = made();
    plan(data({}, busy));
    await up();
    expect(writes()).toEqual(["Detach", "Attach"]);
    expect(made()).toEqual([expect.objectContaining({ id: before?.id, instanceId: busy })]);
  });

  it("replaces the interface and moves to another instance at once", async () => {
    plan(data());
    await up();
    writes();
    plan(data({ ...interfaceCase.anew }, busy));
    await up();
    expect(writes()).toEqual(["Detach", "Delete", "Create", "Attach"]);
    expect(made()).toEqual([expect.objectContaining({ instanceId: busy })]);
  });

  it("makes, attaches, detaches and deletes several with no refused call", async () => {
    const several = Object.fromEntries(
      [1, 2, 3].map((number) => [
        `data${number}`,
        { args: { ...declared, name: `data-${number}` }, instanceId: running },
      ]),
    );
    plan(several);
    await up();
    expect(ofRunning()).toHaveLength(3);
    expect(writes().sort()).toEqual(["Attach", "Attach", "Attach", "Create", "Create", "Create"]);
    await succeeds(program.destroy());
    expect(writes().sort()).toEqual(["Delete", "Delete", "Delete", "Detach", "Detach", "Detach"]);
    expect(made()).toEqual([]);
  });

  it.each(interfaceCase.foreign.slice(0, 1))(
    "shows what others changed, and puts it right",
    async ({ set, argument, healed }) => {
      plan(data());
      await up();
      const [entry] = made();
      emulator.act({ cloud, act: "set-interface", interfaceId: entry?.id ?? "", set } as never);
      const gate = await program.refresh(["--preview-only", "--expect-no-changes"]);
      expect(gate.exitCode).not.toBe(0);
      expect(gate.text).toContain(argument);
      await succeeds(program.refresh());
      emulator.journal.clear();
      await up();
      expect(writes()).toEqual(["Modify"]);
      expect(made()[0]).toMatchObject(healed);
    },
  );

  it("makes the interface again when someone deleted it, and attaches the new one", async () => {
    plan(data());
    await up();
    const [entry] = made();
    emulator.act({ cloud, act: "detach", interfaceId: entry?.id ?? "" });
    emulator.act({ cloud, act: "delete", interfaceId: entry?.id ?? "" });
    await succeeds(program.refresh());
    expect(program.resources()).toEqual([]);
    emulator.journal.clear();
    await up();
    expect(writes()).toEqual(expect.arrayContaining(["Create", "Attach"]));
    expect(ofRunning()).toHaveLength(1);
  });

  it("refuses to delete what an instance holds, and detaches it when it may", async () => {
    plan({ data: { args: declared } });
    await up();
    const [entry] = made();
    emulator.act({ cloud, act: "attach", interfaceId: entry?.id ?? "", instanceId: running });
    const refused = await program.destroy();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain("detachOnDelete");
    expect(refused.text).toContain(running);
    plan({ data: { args: { ...declared, detachOnDelete: true } } });
    await up();
    emulator.journal.clear();
    await succeeds(program.destroy());
    expect(writes()).toEqual(["Detach", "Delete"]);
    expect(made()).toEqual([]);
  });

  it("makes one interface when a reply is lost, and tells wrong arguments in preview", async () => {
    emulator.faults.add({ cloud, action: "CreateNetworkInterface", kind: "lost-reply" });
    plan(data());
    await up();
    expect(made()).toHaveLength(1);
    const [wrong] = interfaceCase.wrong;
    plan(data(wrong?.args));
    const preview = await program.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.text).toContain(`property ${wrong?.property}`);
  });

  /** Ends the engine and all that it started, as soon as something is to be seen. */
  const killWhen = async (isTime: () => boolean, verb: "up" | "destroy" = "up") => {
    let processId = 0;
    const onStart = (started: number) => {
      processId = started;
    };
    emulator.transitions.setDuration(2_000);
    const killed = program[verb]([], { onStart });
    while (!isTime()) await new Promise((resolve) => setTimeout(resolve, 5));
    killTree(processId);
    expect((await killed).exitCode).toBeNull();
    emulator.transitions.setDuration(200);
    await succeeds(program.run(["cancel", "--yes"]));
  };
  const isAsked = (action: RegExp) => calls().some((entry) => action.test(entry.action));

  it.each([
    {
      when: "before its request was taken",
      isTime: () => emulator.faults.list().every(({ left }) => left === 0),
    },
    { when: "when it was just made", isTime: () => made().length > 0 },
    { when: "while it is attached", isTime: () => isAsked(/^Attach/) },
  ])("makes one interface when the run is killed $when and run again", async ({ when, isTime }) => {
    if (when.startsWith("before"))
      emulator.faults.add({ cloud, action: "CreateNetworkInterface", kind: "hang" });
    plan(data());
    await killWhen(isTime);
    await up();
    expect(made()).toEqual([expect.objectContaining({ status: "attached", instanceId: running })]);
    await succeeds(program.preview(["--refresh", "--expect-no-changes"]));
    await succeeds(program.destroy());
    expect(made()).toEqual([]);
    expect(program.resources()).toEqual([]);
  });

  const { replacement = [], destroy = [] } = killedAt[interfaceCase.title] ?? {};
  for (const action of replacement) {
    it(`has one interface, the new one, when a replacement is killed at its ${action} and run again`, async () => {
      plan(data());
      await up();
      const [old] = made();
      emulator.journal.clear();
      plan(data(replaced));
      await killWhen(() => isAsked(new RegExp(`^${action}`)));
      await up();
      expect(made()).toEqual([
        expect.objectContaining({
          status: "attached",
          instanceId: running,
          ...interfaceCase.replacementShows,
        }),
      ]);
      expect(made()[0]?.id).not.toBe(old?.id);
      await succeeds(program.preview(["--refresh", "--expect-no-changes"]));
    });
  }
  for (const action of destroy) {
    it(`has none when a destroy is killed at its ${action} and run again`, async () => {
      plan(data());
      await up();
      emulator.journal.clear();
      await killWhen(() => isAsked(new RegExp(`^${action}`)), "destroy");
      await succeeds(program.destroy());
      expect(made()).toEqual([]);
      expect(program.resources()).toEqual([]);
    });
  }
});
