import { join } from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import type { CloudCase } from "../support/cloud-cases";
import { forEachCloud } from "../support/every-cloud";
import { installedPackage } from "../support/installed-package";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { type DeclaredResource, type Language, languages, programIn } from "../support/language-program";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";
import { pythonEnvironment } from "../support/python-environment";
import { succeeds } from "../support/succeeds";

/** One case is another generation of a cloud's API: its attachments use other interfaces of the same cloud. */
const freeNumber = (cloudCase: CloudCase) => (cloudCase.title === cloudCase.storeName ? 1 : 4);

const attachmentName = ({ title }: InterfaceCase) => `${title.replace(" ", "-")}-attachment`;
const interfaceName = ({ title }: InterfaceCase) => `${title.replace(" ", "-")}-interface`;

/** Both resources of every cloud. */
const resources: readonly DeclaredResource[] = interfaceCases.flatMap((on) => {
  const { place, storeName, running, free } = on.cloudCase;
  const pair = { networkInterfaceId: free(freeNumber(on.cloudCase)), instanceId: running };
  return [
    {
      type: `eni:${storeName}:NetworkInterfaceAttachment`,
      name: attachmentName(on),
      args: { ...place, ...pair },
    },
    {
      type: `eni:${storeName}:NetworkInterface`,
      name: interfaceName(on),
      args: { ...place, ...on.declared },
    },
  ];
});

async function createProgram(
  language: Language,
  project: string,
  emulator: Emulator,
): Promise<PulumiProgram> {
  const plugin = join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "plugin");
  return createPulumiProgram({
    project,
    files: programIn(language, project, plugin, resources),
    environment: { ...emulator.environment(), ...(language === "python" ? pythonEnvironment() : {}) },
  });
}

/** What a test asks about one resource of each cloud: where the program's interface is, in the state and in the cloud. */
function lookAt(program: PulumiProgram, emulator: Emulator) {
  const idOf = (name: string) =>
    program.resources().find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "nothing";
  const stored = ({ cloudCase }: InterfaceCase, id: string) =>
    emulator.store.interface(cloudCase.storeName, id);
  return {
    idOf,
    madeBy: (on: InterfaceCase) => stored(on, idOf(interfaceName(on))),
    heldBy: (on: InterfaceCase) =>
      stored(on, on.cloudCase.free(freeNumber(on.cloudCase)))?.instanceId ?? null,
  };
}

/** The file of `pulumi import`: each resource with its place, because an import knows nothing else. */
function importFile(idOf: (name: string) => string): string {
  return JSON.stringify({
    resources: resources.map(({ type, name, args: { regionId, api, vpcId } }) => {
      const more = new URLSearchParams(api === undefined ? {} : { api: String(api), vpcId: String(vpcId) });
      const query = more.size === 0 ? "" : `?${more}`;
      return { type, name, id: `${regionId}/${idOf(name)}${query}` };
    }),
  });
}

const refusals = (emulator: Emulator) => emulator.journal.entries().filter(({ code }) => code !== null);
const writes = (emulator: Emulator) =>
  emulator.journal.entries().filter(({ action, foreign }) => !foreign && !/^(Describe|Get)/.test(action));

describe.each(languages)("a program in %s", (language) => {
  it("creates, keeps, heals, imports and destroys each resource of every cloud", async () => {
    const emulator = await createEmulator();
    try {
      const first = await createProgram(language, "first", emulator);
      const { idOf, madeBy, heldBy } = lookAt(first, emulator);
      await succeeds(first.up());
      forEachCloud(interfaceCases, (on) => {
        expect(heldBy(on)).toBe(on.cloudCase.running);
        expect(madeBy(on)).toMatchObject({ name: on.declared.name, status: "available" });
      });
      await succeeds(first.preview(["--expect-no-changes"]));

      for (const on of interfaceCases) {
        const { storeName: cloud, free } = on.cloudCase;
        const interfaceId = free(freeNumber(on.cloudCase));
        emulator.act({ cloud, act: "detach", interfaceId });
        const [{ set } = { set: {} }] = on.foreign;
        emulator.act({ cloud, act: "set-interface", interfaceId: idOf(interfaceName(on)), set });
      }
      expect((await first.preview(["--refresh", "--expect-no-changes"])).exitCode).not.toBe(0);
      await succeeds(first.refresh());
      const healed = await succeeds(first.up());
      expect(healed.events.changes).toMatchObject({ update: resources.length });
      forEachCloud(interfaceCases, (on) => {
        expect(heldBy(on)).toBe(on.cloudCase.running);
        expect(madeBy(on)).toMatchObject(on.foreign[0]?.healed ?? {});
      });
      await succeeds(first.preview(["--refresh", "--expect-no-changes"]));

      const before = writes(emulator).length;
      const second = await createProgram(language, "second", emulator);
      second.write("import.json", importFile(idOf));
      const options = ["--file", "import.json", "--generate-code=false", "--protect=false", "--yes"];
      await succeeds(second.run(["import", ...options]));
      await succeeds(second.preview(["--expect-no-changes"]));
      expect(writes(emulator)).toHaveLength(before);

      const ids = interfaceCases.map((on) => idOf(interfaceName(on)));
      await succeeds(second.destroy());
      forEachCloud(interfaceCases, (on) => {
        expect(heldBy(on)).toBeNull();
        for (const id of ids) expect(emulator.store.interface(on.cloudCase.storeName, id)).toBeUndefined();
      });
      expect(second.resources()).toEqual([]);
      expect(refusals(emulator)).toEqual([]);
    } finally {
      await emulator.close();
    }
  });
});
