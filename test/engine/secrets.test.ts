import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "../../emulator";
import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { writeProfiles } from "../support/profiles";
import type { Properties } from "../support/provider-process";
import { ServedCloud, type ServedOptions } from "../support/served-cloud";

/** Nothing that a person or a file gets to see may hold these. */
const canary = { accessKeyId: "CANARYKEYID00000000A", accessKeySecret: "canary0secret0must0never0be0seen" };
const wrong = { accessKeyId: "CANARYKEYID00000000B", accessKeySecret: "canary0secret0that0is0wrong" };

const faults = [
  { kind: "throttle", times: Number.POSITIVE_INFINITY },
  { kind: "reset-before" },
  { kind: "lost-reply" },
  { kind: "garbage" },
  { kind: "http", status: 502, body: "<html>Bad gateway</html>", contentType: "text/html" },
  { kind: "error", code: "replaced by each cloud's own" },
] as const;

describe.each(hostedCases)("the keys of $title by the $host host", (cloudCase: CloudCase) => {
  const { free, running, busy, primary, storeName } = cloudCase;

  const configured = (pair: typeof canary) =>
    Object.fromEntries(Object.entries(cloudCase.keys(pair)).map(([name, value]) => [`eni:${name}`, value]));

  /** An attach that meets a fault. */
  function createWith(served: ServedCloud, id: string, fault: (typeof faults)[number]): Promise<unknown> {
    const code = fault.kind === "error" ? { code: cloudCase.inventedCode } : {};
    const action = "AttachNetworkInterface";
    served.emulator.faults.add({ cloud: storeName, action, match: { interfaceId: id }, ...fault, ...code });
    return served.provider.create(served.inputs(id, running, { timeouts: { create: "1s" } }));
  }

  /** Serves with keys from somewhere, and collects whatever the process lets out. */
  async function everythingShown(
    options: ServedOptions,
    work: (served: ServedCloud, note: (shown: Promise<unknown>) => Promise<unknown>) => Promise<void>,
  ): Promise<string> {
    const served = await ServedCloud.start(cloudCase, options);
    const shown: unknown[] = [];
    const note = async (call: Promise<unknown>) => {
      const answer = await call.catch((error: Error) => ({
        ...error,
        message: error.message,
        stack: error.stack,
      }));
      shown.push(answer);
      return answer;
    };
    try {
      const accountId = served.emulator.store.accounts(storeName)[0]?.id ?? "";
      served.emulator.act({ cloud: storeName, act: "rotate-key", accountId, ...canary });
      await work(served, note);
      shown.push(served.provider.printed, served.provider.log.messages, served.emulator.journal.entries());
      return JSON.stringify(shown);
    } finally {
      await served.close();
    }
  }

  it("are in no answer, message, print-out or journal when all goes well and when the cloud refuses", async () => {
    const everything = await everythingShown({ config: configured(canary) }, async (served, note) => {
      const { provider } = served;
      await note(provider.check({}, served.inputs(free(1))));
      await note(provider.check({}, served.inputs(primary)));
      const made = (await note(provider.create(served.inputs(free(1))))) as {
        id: string;
        properties: Properties;
      };
      expect(served.holderOf(free(1))).toBe(running);
      await note(provider.diff(made.id, made.properties, served.inputs(free(1), busy)));
      await note(provider.read(made.id, made.properties));
      await note(provider.update(made.id, made.properties, served.inputs(free(1))));
      await note(provider.delete(made.id, made.properties));
      expect(served.holderOf(free(1))).toBeNull();
      await Promise.all(faults.map((fault, index) => note(createWith(served, free(index + 2), fault))));
    });
    for (const name of faults.map((_, index) => free(index + 2))) expect(everything).toContain(name);
    expect(everything).toContain(cloudCase.inventedCode);
    expect(everything).not.toContain(canary.accessKeySecret);
    expect(withoutJournal(everything)).not.toContain(canary.accessKeyId);
    expect(everything).not.toMatch(/Signature=[^"]{8}|Authorization"?:/i);
  });

  /** The emulator's variables, with the canary in the place of its keys. */
  async function canaryEnvironment(): Promise<Record<string, string>> {
    const emulator = await createEmulator();
    const { accessKeyId, accessKeySecret } = emulator.credentials[storeName];
    const instead = new Map([
      [accessKeyId, canary.accessKeyId],
      [accessKeySecret, canary.accessKeySecret],
    ]);
    const keys = Object.entries(emulator.environment()).flatMap(([name, value]) => {
      const replacement = instead.get(value);
      return replacement === undefined ? [] : [[name, replacement] as const];
    });
    await emulator.close();
    return Object.fromEntries(keys);
  }

  it.each(["the environment", "a file"])(
    "are in nothing that is shown when they come from %s",
    async (source) => {
      const home = mkdtempSync(join(tmpdir(), "pulumi-eni-secrets-"));
      const isFile = source === "a file";
      if (isFile) writeProfiles(home, storeName, canary, ["own"]);
      const environment = isFile ? { HOME: home } : await canaryEnvironment();
      const more = isFile ? { profile: "own" } : {};
      try {
        const everything = await everythingShown({ environment }, async (served, note) => {
          const { provider } = served;
          const inputs = served.inputs(free(1), running, more);
          await note(provider.check({}, inputs));
          const made = (await note(provider.create(inputs))) as { id: string; properties: Properties };
          expect(served.holderOf(free(1))).toBe(running);
          await note(provider.read(made.id, made.properties));
          await note(provider.delete(made.id, made.properties));
          expect(served.holderOf(free(1))).toBeNull();
          const accountId = served.emulator.store.accounts(storeName)[0]?.id ?? "";
          served.emulator.act({ cloud: storeName, act: "rotate-key", accountId, ...wrong });
          await note(provider.create(served.inputs(free(2), running, more)));
        });
        expect(everything).toMatch(isFile ? /profile|section/ : /came from the environment/);
        expect(everything).not.toContain(canary.accessKeySecret);
        expect(withoutJournal(everything)).not.toContain(canary.accessKeyId);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  );

  it("are in nothing that is shown when they are refused, or when nobody answers", async () => {
    const refused = await everythingShown({ config: configured(wrong) }, async (served, note) => {
      await note(served.provider.check({}, served.inputs(free(1))));
      await note(served.provider.create(served.inputs(free(1))));
    });
    expect(refused).toMatch(/The credentials for http:\S+ came from the stack's configuration/);
    const unanswered = await everythingShown({ config: configured(canary) }, async (served, note) => {
      await served.emulator.close();
      const inputs = served.inputs(free(1), running, { timeouts: { create: "1s" } });
      await note(served.provider.create(inputs));
    });
    expect(unanswered).toContain("127.0.0.1");
    for (const { accessKeyId, accessKeySecret } of [canary, wrong]) {
      for (const shown of [refused, unanswered]) {
        expect(shown).not.toContain(accessKeySecret);
        expect(withoutJournal(shown)).not.toContain(accessKeyId);
      }
    }
  });
});

/** A cloud's own journal names the key that called; nothing of ours does. */
function withoutJournal(everything: string): string {
  return everything.replaceAll(/"params":\{[^}]*\}/g, "");
}
