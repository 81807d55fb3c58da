import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import {
  delayAttach,
  type OldResource,
  oldStates,
  resourcesOf,
  restoreWorld,
  type StateFixture,
  writeProfile,
} from "../support/old-state";
import { type Properties, ProviderProcess } from "../support/provider-process";

/** The expected result for a resource, by its name in the fixtures. Their README explains the names. */
interface Expected {
  /** Whether diff finds a change with the inputs of the old run: in the state as it was written, and after a read. */
  readonly differs: readonly [asWritten: boolean, asRead: boolean];
  /** What a read shows that the state does not record yet; default: nothing. */
  readonly shows?: Properties;
  /** What the program changes. */
  readonly change?: Properties;
  /** The calls of an update; an interface that another instance holds is left there. */
  readonly update: readonly string[] | "refused, with the holder's id";
  readonly delete: readonly string[];
}

const longer = { timeouts: { create: "9m" } };
const attached: Expected = { differs: [false, false], change: longer, update: [], delete: ["Detach"] };
const made: Expected = {
  differs: [false, false],
  change: { name: "renamed" },
  update: ["Modify"],
  delete: ["Delete"],
};
const expectations: Readonly<Record<string, Expected>> = {
  plain: attached,
  adopted: attached,
  moved: { ...attached, change: { timeouts: { create: "9m" }, moveFrom: [] } },
  member: attached,
  "data-on": attached,
  data: made,
  "half-attached": { ...attached, differs: [true, false], shows: { status: "attached" } },
  "half-made": { ...made, shows: { status: "available" } },
  detached: { ...attached, differs: [true, true], change: {}, update: ["Attach"] },
  taken: { differs: [true, true], change: {}, update: "refused, with the holder's id", delete: [] },
  retouched: { ...made, differs: [true, true], change: {} },
};

/** One run of the engine on old state. */
class OldRun {
  private constructor(
    readonly emulator: Emulator,
    readonly fixture: StateFixture,
    readonly provider: ProviderProcess,
    private readonly home: string,
  ) {}

  static async start(original: StateFixture): Promise<OldRun> {
    const { emulator, fixture } = await restoreWorld(original);
    const home = mkdtempSync(join(tmpdir(), "pulumi-eni-home-"));
    writeProfile(home, emulator);
    const environment = { ...emulator.environment(), HOME: home };
    // Every call carries the text of the state.
    const provider = await ProviderProcess.start({ environment, provider: "" });
    return new OldRun(emulator, fixture, provider, home);
  }

  resource(name: string): OldResource {
    const found = resourcesOf(this.fixture).find((resource) => resource.name === name);
    if (!found) throw new Error(`the state has no ${name}`);
    return found;
  }

  /** The writes since the last time, in their order; none of them may have been refused. */
  writes(): readonly string[] {
    const entries = this.emulator.journal.entries({ foreign: false });
    this.emulator.journal.clear();
    expect(entries.filter(({ code }) => code !== null)).toEqual([]);
    return entries.flatMap(
      ({ action }) => /^(Attach|Detach|Create|Delete|Modify|Tag|Untag)/.exec(action)?.[0] ?? [],
    );
  }

  /** Everything in the cloud but one interface. */
  others(interfaceId: string) {
    return this.emulator.store.interfaces().filter(({ id }) => id !== interfaceId);
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.emulator.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Without what is between the package and its state: a later version may keep it in another way. */
function visible(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
}

describe.each(oldStates())("the provider process on $title", ({ fixture: original }) => {
  const named = resourcesOf(original).map(({ name, external }) => ({ name, isLookedUp: external === true }));
  let run: OldRun;

  beforeAll(async () => {
    run = await OldRun.start(original);
  });
  afterAll(() => run.close());
  beforeEach(() => run.emulator.journal.clear());

  for (const { name } of named.filter(({ isLookedUp }) => isLookedUp)) {
    it(`reads ${name}, which is only looked up`, async () => {
      const { id, outputs } = run.resource(name);
      const read = await run.provider.read(id, outputs);
      expect(read.id).toBe(id);
      expect(visible(read.properties)).toEqual(visible(outputs));
      expect(run.writes()).toEqual([]);
    });
  }

  for (const { name } of named.filter((resource) => resource.name === "data")) {
    it(`shows what someone else changed of ${name}, and puts it right`, async () => {
      const { provider, emulator, fixture } = run;
      const { id, inputs, outputs } = run.resource(name);
      const set = { name: "by-hand" };
      emulator.act({ act: "set-interface", cloud: fixture.cloud, interfaceId: id, set });
      const read = await provider.read(id, outputs);
      expect(read.properties).toMatchObject(set);
      const told = await provider.log.find(({ severity }) => severity === "warning");
      expect(told.message).toMatch(/name.*"by-hand"/);
      expect(await provider.diff(id, read.properties, inputs)).toMatchObject({ changes: true, replaces: [] });
      await provider.update(id, read.properties, inputs);
      expect(run.writes()).toEqual(["Modify"]);
      expect(emulator.store.interface(fixture.cloud, id)?.name).toBe(inputs.name);
    });
  }

  const owned = named.filter(({ isLookedUp }) => !isLookedUp).reverse();
  it.each(owned)("checks, reads, updates and deletes $name", async ({ name }) => {
    const { provider, emulator, fixture } = run;
    const { id, inputs, outputs } = run.resource(name);
    const expected = expectations[name];
    if (!expected) throw new Error(`nothing is expected of ${name}`);
    const [interfaceId = ""] = id.split(":");
    const others = run.others(interfaceId);

    const checked = await provider.check(outputs, inputs);
    expect(checked).toEqual({ inputs, failures: [] });
    const [asWritten, asRead] = expected.differs;
    expect(await provider.diff(id, outputs, inputs)).toMatchObject({ changes: asWritten, replaces: [] });
    const read = await provider.read(id, outputs);
    expect(read.id).toBe(id);
    expect(read.properties.__provider).toBe(outputs.__provider);
    if (expected.shows) expect(read.properties).toMatchObject(expected.shows);
    else expect(visible(read.properties)).toEqual(visible(outputs));
    expect(await provider.diff(id, read.properties, inputs)).toMatchObject({ changes: asRead, replaces: [] });
    expect(run.writes()).toEqual([]);

    let latest = outputs;
    const news = { ...inputs, ...expected.change };
    if (typeof expected.update === "string") {
      const holder = emulator.store.interface(fixture.cloud, interfaceId)?.instanceId ?? "free";
      await expect(provider.update(id, outputs, news)).rejects.toThrow(holder);
      expect(run.writes()).toEqual([]);
    } else {
      latest = await provider.update(id, outputs, news);
      expect(run.writes()).toEqual(expected.update);
      expect(latest).toMatchObject(news);
      expect(await provider.diff(id, latest, news)).toMatchObject({ changes: false, replaces: [] });
    }

    await provider.delete(id, latest);
    expect(run.writes()).toEqual(expected.delete);
    const left = emulator.store.interface(fixture.cloud, interfaceId);
    if (!id.includes(":")) expect(left).toBeUndefined();
    else if (expected.delete.length > 0)
      expect(left).toMatchObject({ status: "available", instanceId: null });
    expect(run.others(interfaceId)).toEqual(others);
  });
});

describe.each(oldStates("halfway"))("the provider process on $title", ({ fixture: original }) => {
  it("does not overtake the attach that the old run sent when it deletes", async () => {
    const run = await OldRun.start(original);
    try {
      const { provider, emulator, fixture } = run;
      const { id, outputs } = run.resource("half-attached");
      const [interfaceId = ""] = id.split(":");
      const holder = () => emulator.store.interface(fixture.cloud, interfaceId)?.instanceId;
      delayAttach(emulator, fixture, 700);
      expect(holder()).toBeNull();
      await provider.delete(id, outputs);
      expect(run.writes()).toEqual(["Detach"]);
      expect(holder()).toBeNull();
      // Nothing is under way that would attach it yet.
      expect(emulator.transitions.pending(fixture.cloud, interfaceId)).toBeUndefined();
    } finally {
      await run.close();
    }
  });
});
