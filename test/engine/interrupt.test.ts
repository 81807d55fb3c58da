import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { ServedCloud } from "../support/served-cloud";

/** The engine ends every plugin with SIGINT, and waits five seconds for those that stay. */
const endsAtOnceMs = 1_000;
const endsSoonMs = 2_000;

describe.each(hostedCases)("an interrupt on $title by the $host host", (cloudCase: CloudCase) => {
  const { free, running } = cloudCase;
  let served: ServedCloud;

  beforeEach(async () => {
    served = await ServedCloud.start(cloudCase, { transitionMs: 60_000 });
  });
  afterEach(() => served.close());

  it("ends an idle process at once, before its first operation and after its last", async () => {
    const other = await ServedCloud.start(cloudCase);
    try {
      const { properties } = await other.provider.create(other.inputs(free(1)));
      await other.provider.delete(`${free(1)}:${running}`, properties);
      for (const { provider } of [served, other]) {
        const { wasKilled, milliseconds } = await provider.stop();
        expect(wasKilled).toBe(false);
        expect(milliseconds).toBeLessThan(endsAtOnceMs);
      }
    } finally {
      await other.close();
    }
  });

  it("ends a wait soon, with what was begun on record and how to go on", async () => {
    const { provider, emulator } = served;
    const waiting = provider.create(served.inputs(free(1))).catch((error: unknown) => error);
    await served.hasAsked("AttachNetworkInterface");
    await served.hasAsked("DescribeNetworkInterfaces", 3);
    const interruptedAt = performance.now();
    await provider.interrupt();
    const failure = await waiting;
    expect(performance.now() - interruptedAt).toBeLessThan(endsSoonMs);
    expect(failure).toMatchObject({
      partial: {
        id: `${free(1)}:${running}`,
        properties: { networkInterfaceId: free(1), ...served.requiredOutputs },
        reasons: [expect.stringMatching(/[Ii]nterrupted.*Run again/)],
      },
    });
    expect(emulator.journal.counts().AttachNetworkInterface).toBe(1);
  });

  it("lets a call that is under way come to its end, then the process ends as well", async () => {
    const { provider, emulator } = served;
    const action = "AttachNetworkInterface";
    emulator.faults.add({ cloud: cloudCase.storeName, action, kind: "delay", ms: 700 });
    const waiting = provider.create(served.inputs(free(1))).catch((error: unknown) => error);
    while (emulator.faults.list().some(({ struck }) => struck === 0)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await provider.interrupt();
    expect(await waiting).toMatchObject({ partial: { id: `${free(1)}:${running}` } });
    expect(emulator.journal.entries({ action })).toMatchObject([{ code: null }]);
    expect((await provider.stop()).wasKilled).toBe(false);
  });
});
