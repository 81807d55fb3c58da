import type { CodeEntry } from "../../provider/core/errors";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** A code that a prefix entry stands for. */
const spelled = (entry: CodeEntry) => entry.code.replace(/\*$/, "");

/** Kinds after which an operation goes on by itself when the refusal does not last. */
const passing = new Set(["throttled", "conflict", "nonce", "uncertain", "settle"]);

/**
 * Each documented code, answered once by the cloud, as a person meets it: through the client, the loop and the message.
 */
describe.each(cloudCases)("the documented codes of $title", (cloudCase: CloudCase) => {
  const { free, running, storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  const life = () => world.beginFor(cloudCase).life;
  const inputs = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
  const operations = {
    AttachNetworkInterface: () => life().create(inputs),
    DetachNetworkInterface: async () => {
      world.emulator.act({ cloud, act: "attach", interfaceId: free(1), instanceId: running });
      await life().delete(`${free(1)}:${running}`, inputs);
    },
    DescribeNetworkInterfaces: () => life().create(inputs),
  };
  const rows = (cloudCase.codes ?? cloudCase.cloud.codes).flatMap((entry) =>
    (Object.keys(operations) as (keyof typeof operations)[])
      .filter((action) => entry.actions.length === 0 || entry.actions.includes(action))
      .map((action) => ({ code: spelled(entry), kind: entry.kind, action, entry })),
  );

  it.each(rows)("$code on $action is $kind", async ({ code, kind, action, entry }) => {
    world.emulator.faults.add({ cloud, action, kind: "error", code });
    const outcome = await operations[action]().then(
      () => "done",
      (error: Error) => error.message,
    );
    const [refused] = world.emulator.journal.entries({ cloud, action });
    expect(refused?.code).toBe(code);
    // A look that is refused for a state or an existence is no reason to go on blindly; an interface that is not to be
    // seen is given a moment.
    const isBlind =
      kind === "settle" && action.startsWith("Describe") && !cloudCase.unknownIdCodes?.includes(code);
    if (passing.has(kind) && !isBlind) {
      expect(outcome).toBe("done");
      const wanted = action === "DetachNetworkInterface" ? null : running;
      expect(world.emulator.store.interface(cloud, free(1))?.instanceId ?? null).toBe(wanted);
      return;
    }
    expect(outcome).not.toBe("done");
    expect(outcome).toContain(code);
    expect(outcome).toContain(action);
    if (refused?.requestId && cloudCase.namesRequests !== false) expect(outcome).toContain(refused.requestId);
    if (kind !== "authentication") {
      expect(outcome).toContain(entry.meaning);
      expect(outcome).toContain(entry.remedy);
    }
  });

  it("says how to report a code that no table holds, and sends nothing again", async () => {
    world.emulator.faults.add({
      cloud,
      action: "AttachNetworkInterface",
      kind: "error",
      code: cloudCase.inventedCode,
      message: "something new",
    });
    await expect(life().create(inputs)).rejects.toThrow(/report it.*something new/s);
    expect(world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" })).toHaveLength(1);
  });
});
