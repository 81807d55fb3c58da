import type { StoredInterface } from "../../emulator";
import { interfaceCases } from "../support/interface-cases";
import type { PulumiResult } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";
import { type CloudOfProgram, InterfaceProgram } from "./interface-program";

/**
 * Interfaces and their attachments with the real engine: the order of calls is what the journal shows. Every cloud
 * is in the same program, because a run of the engine costs seconds and a cloud in it next to nothing.
 */
describe("interfaces and attachments on every cloud", () => {
  let every: InterfaceProgram;

  beforeEach(async () => {
    every = await InterfaceProgram.create(interfaceCases);
  });
  afterEach(() => every.close());

  const asDeclared = (on: CloudOfProgram) => on.data();
  const isNothingLeft = (on: CloudOfProgram) => expect(on.made()).toEqual([]);
  const writesAre = (...expected: string[]) => every.each((on) => expect(on.writes()).toEqual(expected));
  /** The id of the interface that each cloud made. */
  const idsNow = () => new Map(every.clouds.map((on) => [on, on.made()[0]?.id]));
  const updatesAll = ({ events }: PulumiResult) =>
    expect(events.changes).toMatchObject({ update: every.clouds.length });

  it("goes from up to destroy with nothing refused and nothing left", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    every.each((on) => expect(on.ofRunning()).toHaveLength(1));
    await succeeds(every.program.preview(["--expect-no-changes"]));
    await succeeds(every.program.refresh(["--expect-no-changes"]));
    await succeeds(every.program.preview(["--refresh", "--expect-no-changes"]));
    writesAre();
    await succeeds(every.program.destroy());
    writesAre("Detach", "Delete");
    every.each(isNothingLeft);
    expect(every.program.resources()).toEqual([]);
  });

  it("changes in place without touching the attachment", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    every.plan((on) => on.data(on.own.changed));
    updatesAll(await succeeds(every.program.preview()));
    await every.up();
    writesAre("Modify");
    every.each((on) => {
      expect(on.ofRunning()).toHaveLength(1);
      expect(on.made()[0]).toMatchObject(on.own.shows);
    });
  });

  it("replaces the interface: made, the old one detached, the new one attached, the old one deleted", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    const before = idsNow();
    every.plan((on) => on.data(on.own.replaced));
    await every.up();
    writesAre("Create", "Detach", "Attach", "Delete");
    every.each((on) => {
      expect(on.made()).toEqual([
        expect.objectContaining({ status: "attached", ...on.own.replacementShows }),
      ]);
      expect(on.made()[0]?.id).not.toBe(before.get(on));
    });
  });

  it("leaves every attachment as it was when the create of a replacement is refused", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    const before = idsNow();
    for (const { cloud, emulator, own } of every.clouds) {
      const code = own.cloudCase.deniedCode;
      emulator.faults.add({ cloud, action: "CreateNetworkInterface", kind: "error", code, times: 1 });
    }
    every.plan((on) => on.data(on.own.replaced));
    const refused = await every.program.up(["--continue-on-error"]);
    expect(refused.exitCode).not.toBe(0);
    every.each((on) => {
      expect(on.isAsked(/^(Detach|Delete)/)).toBe(false);
      expect(on.made()).toEqual([expect.objectContaining({ status: "attached", id: before.get(on) })]);
    });
    every.clearJournals();
    await every.up();
    writesAre("Create", "Detach", "Attach", "Delete");
  });

  it("deletes first and says so where both have the same address", async () => {
    const withAddress = interfaceCases.filter(({ pinned }) => pinned);
    const some = await InterfaceProgram.create(withAddress);
    try {
      some.plan((on) => on.data(on.own.pinned?.args));
      await some.up();
      some.each((on) => expect(on.writes()).toEqual(["Create", "Attach"]));
      some.plan((on) => on.data({ ...on.own.pinned?.args, ...on.own.pinned?.change }));
      const preview = await succeeds(some.program.preview());
      some.tells(
        preview,
        "data",
        () => "must be deleted before its replacement is created, because both have",
      );
      await some.up();
      some.each((on) => {
        expect(on.writes()).toEqual(["Detach", "Delete", "Create", "Attach"]);
        expect(on.made()).toEqual([expect.objectContaining({ status: "attached" })]);
      });
    } finally {
      await some.close();
    }
  });

  it("replaces a young interface when the user forces it, and not by itself", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    const before = idsNow();
    const urns = every.program.resources().filter(({ type }) => type.endsWith(":NetworkInterface"));
    await succeeds(every.program.up(urns.flatMap(({ urn }) => ["--replace", urn])));
    writesAre("Create", "Detach", "Attach", "Delete");
    every.each((on) => expect(on.made()[0]?.id).not.toBe(before.get(on)));
  });

  it("moves to another instance with the interface kept", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    const before = idsNow();
    every.plan((on) => on.data({}, on.own.cloudCase.busy));
    await every.up();
    writesAre("Detach", "Attach");
    every.each((on) =>
      expect(on.made()).toEqual([
        expect.objectContaining({ id: before.get(on), instanceId: on.own.cloudCase.busy }),
      ]),
    );
  });

  it("replaces the interface and moves to another instance at once", async () => {
    every.plan(asDeclared);
    await every.up();
    writesAre("Create", "Attach");
    every.plan((on) => on.data({ ...on.own.anew }, on.own.cloudCase.busy));
    await every.up();
    writesAre("Create", "Detach", "Attach", "Delete");
    every.each((on) =>
      expect(on.made()).toEqual([expect.objectContaining({ instanceId: on.own.cloudCase.busy })]),
    );
  });

  it("makes, attaches, detaches and deletes several with no refused call", async () => {
    const instanceOf = (on: CloudOfProgram) => on.own.cloudCase.running;
    every.plan((on) =>
      Object.fromEntries(
        [1, 2, 3].map((number) => [
          `data${number}`,
          { args: { ...on.own.declared, name: `data-${number}` }, instanceId: instanceOf(on) },
        ]),
      ),
    );
    await every.up();
    every.each((on) => {
      expect(on.ofRunning()).toHaveLength(3);
      expect(on.writes().sort()).toEqual(["Attach", "Attach", "Attach", "Create", "Create", "Create"]);
    });
    await succeeds(every.program.destroy());
    every.each((on) => {
      expect(on.writes().sort()).toEqual(["Delete", "Delete", "Delete", "Detach", "Detach", "Detach"]);
      isNothingLeft(on);
    });
  });

  it("shows what others changed, and puts it right", async () => {
    const change = (on: CloudOfProgram) => {
      const [first] = on.own.foreign;
      if (!first) throw new Error(`${on.title} has no change by others`);
      return first;
    };
    every.plan(asDeclared);
    await every.up();
    for (const on of every.clouds) on.act({ act: "set-interface", set: change(on).set });
    const gate = await every.program.refresh(["--preview-only", "--expect-no-changes"]);
    expect(gate.exitCode).not.toBe(0);
    every.tells(gate, "data", (on) => change(on).argument);
    await succeeds(every.program.refresh());
    every.clearJournals();
    await every.up();
    writesAre("Modify");
    every.each((on) => expect(on.made()[0]).toMatchObject(change(on).healed));
  });

  it("creates the interface again when someone deleted it, and attaches the new one", async () => {
    every.plan(asDeclared);
    await every.up();
    for (const on of every.clouds) {
      const [entry] = on.made();
      on.act({ act: "detach" });
      on.act({ act: "delete" });
      expect(on.made().map(({ id }) => id)).not.toContain(entry?.id);
    }
    await succeeds(every.program.refresh());
    expect(every.program.resources()).toEqual([]);
    every.clearJournals();
    await every.up();
    every.each((on) => {
      expect(on.writes()).toEqual(expect.arrayContaining(["Create", "Attach"]));
      expect(on.ofRunning()).toHaveLength(1);
    });
  });

  it("refuses to delete what an instance holds, and detaches it when it may", async () => {
    every.plan((on) => ({ data: { args: on.own.declared } }));
    await every.up();
    for (const on of every.clouds) on.act({ act: "attach", instanceId: on.own.cloudCase.running });
    const refused = await every.program.destroy(["--continue-on-error"]);
    expect(refused.exitCode).not.toBe(0);
    every.tells(refused, "data", () => "detachOnDelete");
    every.tells(refused, "data", (on) => on.own.cloudCase.running);
    every.plan((on) => ({ data: { args: { ...on.own.declared, detachOnDelete: true } } }));
    await every.up();
    every.clearJournals();
    await succeeds(every.program.destroy());
    writesAre("Detach", "Delete");
    every.each(isNothingLeft);
  });

  it("deletes an interface that someone moved, after what the refusal says to do", async () => {
    every.plan(asDeclared);
    await every.up();
    for (const on of every.clouds) on.act({ act: "attach", instanceId: on.own.cloudCase.busy });
    const told = await every.program.destroy(["--refresh", "--preview-only"]);
    for (const { own } of every.clouds) expect(told.text).toContain(`attached to ${own.cloudCase.busy}`);
    expect(told.text).toContain("its deletion is refused until someone detaches it there");
    const refused = await every.program.destroy(["--continue-on-error"]);
    expect(refused.exitCode).not.toBe(0);
    every.tells(refused, "data", () => "run `pulumi up --target '<urn>'` with the interface's URN");
    every.plan((on) => on.data({ detachOnDelete: true }));
    const urns = every.program.resources().filter(({ type }) => type.endsWith(":NetworkInterface"));
    await succeeds(every.program.up(urns.flatMap(({ urn }) => ["--target", urn])));
    await succeeds(every.program.destroy());
    every.each(isNothingLeft);
  });

  it("makes one interface when a reply is lost", async () => {
    for (const { cloud, emulator } of every.clouds) {
      emulator.faults.add({ cloud, action: "CreateNetworkInterface", kind: "lost-reply" });
    }
    every.plan(asDeclared);
    await every.up();
    every.each((on) => expect(on.made()).toHaveLength(1));
  });
});

/** Where an interface has tags that change in place. */
describe("tags of interfaces on every cloud that has them", () => {
  const cases = interfaceCases.filter(({ tagging }) => tagging !== undefined);
  const tags = { role: "other", team: "net" };

  it("change in place, stay when they are not declared any more, and lose what others added", async () => {
    const every = await InterfaceProgram.create(cases);
    try {
      const updated = new Map<CloudOfProgram, StoredInterface | undefined>();
      const isAsUpdated = (on: CloudOfProgram) => {
        expect(on.writes()).toEqual([]);
        expect(on.made()).toEqual([expect.objectContaining({ tags: updated.get(on)?.tags })]);
      };
      every.plan((on) => on.data());
      await every.up();
      const before = new Map(every.clouds.map((on) => [on, on.made()[0]]));
      every.clearJournals();

      every.plan((on) => on.data({ tags }));
      const preview = await succeeds(every.program.preview());
      expect(preview.events.changes).toMatchObject({ update: cases.length });
      await every.up();
      every.each((on) => {
        const action = on.own.tagging?.setAction ?? "";
        expect(on.emulator.journal.entries({ cloud: on.cloud, action })).toHaveLength(1);
        expect(on.writes()).toHaveLength(1);
        const [old, now] = [before.get(on), on.made()[0]];
        expect(now).toMatchObject({
          ...{ id: old?.id, instanceId: on.own.cloudCase.running },
          tags: { ...old?.tags, ...tags },
        });
        updated.set(on, now);
      });

      every.plan((on) => on.data({ tags: undefined }));
      await every.up();
      every.each(isAsUpdated);
      every.plan((on) => on.data({ tags }));
      await every.up();
      every.each(isAsUpdated);

      for (const on of every.clouds) {
        const set = { tags: { ...updated.get(on)?.tags, added: "by hand" } };
        on.act({ act: "set-interface", set });
      }
      const gate = await every.program.refresh(["--preview-only", "--expect-no-changes"]);
      expect(gate.exitCode).not.toBe(0);
      every.tells(gate, "data", () => "tags");
      await succeeds(every.program.refresh());
      await every.up();
      every.each((on) => {
        const { id, tags: kept } = updated.get(on) ?? {};
        expect(on.made()).toEqual([expect.objectContaining({ id, tags: kept })]);
      });
    } finally {
      await every.close();
    }
  });
});
