import { type CodeEntry, findCode } from "../../provider/core/errors";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** A code that a prefix entry stands for. */
const spelled = (entry: CodeEntry) => entry.code.replace(/\*$/, "");

/** Kinds after which an operation goes on by itself when the refusal does not last. */
const passing = new Set(["throttled", "conflict", "nonce", "uncertain", "settle"]);

/** Each documented code of the calls on the interface itself, answered once by the cloud, as a person meets it. */
describe.each(interfaceCases)(
  "the documented codes of interfaces on $title",
  (interfaceCase: InterfaceCase) => {
    const { cloudCase } = interfaceCase;
    const { storeName: cloud } = cloudCase;
    const modifyAction = interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute";
    const declared = { ...cloudCase.place, ...interfaceCase.declared };
    const world = worldForEachTest();

    const life = () => world.beginFor(cloudCase).interfaces();
    const stored = (id: string) => world.emulator.store.interface(cloud, id);
    /** Each ends with a look at the store, so that "done" is what it says. */
    const operations: Readonly<Record<string, () => Promise<void>>> = {
      CreateNetworkInterface: async () => {
        const { id } = await life().create(declared);
        expect(stored(id)?.status).toBe("available");
      },
      [modifyAction]: async () => {
        const { id, outs } = await life().create(declared);
        await life().update(id, outs, { ...declared, ...interfaceCase.changed });
        expect(stored(id)).toMatchObject(interfaceCase.shows);
      },
      ...tagOperations(interfaceCase.tagging),
      DeleteNetworkInterface: async () => {
        const { id, outs } = await life().create(declared);
        await life().delete(id, outs);
        expect(stored(id)).toBeUndefined();
      },
    };
    /** Both set one tag and remove one. */
    function tagOperations(tagging: InterfaceCase["tagging"]) {
      const retag = async () => {
        const tags = { added: "1" };
        const { id, outs } = await life().create(declared);
        const { outs: after } = await life().update(id, outs, { ...declared, tags });
        expect(after.tags).toEqual(tags);
        expect(stored(id)?.tags).toMatchObject(tags);
      };
      return tagging ? { [tagging.setAction]: retag, [tagging.removeAction]: retag } : {};
    }
    const table = cloudCase.codes ?? cloudCase.cloud.codes;
    const rows = table.flatMap((entry) =>
      Object.keys(operations)
        .filter((action) => entry.actions.length === 0 || entry.actions.includes(action))
        .filter((action) => findCode(table, spelled(entry), action) === entry)
        .map((action) => ({ code: spelled(entry), kind: entry.kind, action, entry })),
    );

    it.each(rows)("$code on $action is $kind", async ({ code, kind, action, entry }) => {
      world.emulator.faults.add({ cloud, action, kind: "error", code });
      const outcome = await (operations[action]?.() ?? Promise.reject(new Error(action))).then(
        () => "done",
        (error: Error) => error.message,
      );
      const [refused] = world.emulator.journal.entries({ cloud, action });
      expect(refused?.code).toBe(code);
      if (passing.has(kind)) {
        expect(outcome).toBe("done");
        return;
      }
      expect(outcome).toContain(code);
      expect(outcome).toContain(action);
      if (refused?.requestId && cloudCase.namesRequests !== false)
        expect(outcome).toContain(refused.requestId);
      if (kind === "authentication") return;
      expect(outcome).toContain(entry.meaning);
      expect(outcome).toContain(entry.remedy);
    });
  },
);
