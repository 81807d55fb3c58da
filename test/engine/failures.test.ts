import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { providerFailureOf } from "../support/provider-error";
import { ServedCloud, type ServedOptions } from "../support/served-cloud";

const stackTrace = /\n\s+at .+:\d+|node_modules|\.js:\d+/;

describe.each(hostedCases)("a failure on $title by the $host host", (cloudCase: CloudCase) => {
  const { free, running, storeName, title } = cloudCase;
  const open: ServedCloud[] = [];

  const serve = async (options?: ServedOptions) => {
    const served = await ServedCloud.start(cloudCase, options);
    open.push(served);
    return served;
  };
  afterEach(async () => {
    for (const served of open.splice(0)) await served.close();
  });

  it("after the cloud accepted carries what the engine needs to keep, repair and destroy the resource", async () => {
    const served = await serve({ transitionMs: 2_500 });
    const { provider, emulator } = served;
    const inputs = served.inputs(free(1), running, { timeouts: { create: "1s" } });
    const failure = await providerFailureOf(provider.create(inputs));
    expect(failure.message).not.toMatch(stackTrace);
    expect(failure.partial).toEqual({
      id: `${free(1)}:${running}`,
      properties: expect.objectContaining({
        ...inputs,
        ...served.requiredOutputs,
      }),
      reasons: [expect.stringMatching(/1 s.*timeouts\.create/)],
    });
    expect(emulator.journal.counts().AttachNetworkInterface).toBe(1);

    await served.isSettled(free(1));
    emulator.transitions.setDuration(0);
    const { id = "", properties = {} } = failure.partial ?? {};
    await provider.delete(id, properties);
    expect(served.holderOf(free(1))).toBeNull();
  });

  it("of a cloud that throttles for ever ends by the deadline, and leaves no resource behind", async () => {
    const served = await serve();
    served.emulator.faults.add({
      ...{ cloud: storeName, action: "AttachNetworkInterface" },
      ...{ kind: "throttle", times: Number.POSITIVE_INFINITY },
    });
    const startedAt = performance.now();
    const inputs = served.inputs(free(1), running, { timeouts: { create: "4s" } });
    const failure = await providerFailureOf(served.provider.create(inputs));
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    expect(failure.partial).toBeUndefined();
    expect(failure.message).toContain(cloudCase.throttleCode);
    expect(failure.message).not.toMatch(stackTrace);
    expect(served.calls().filter((call) => call === "AttachNetworkInterface").length).toBeGreaterThan(1);
    const held = await served.provider.log.find(({ message }) => message.includes("waiting to send"));
    expect(held).toMatchObject({ severity: "info", ephemeral: true, urn: served.urn(free(1)) });
  });

  it("to answer a preview costs five seconds in all, and one warning", async () => {
    const served = await serve();
    for (const action of ["DescribeNetworkInterfaces", "DescribeInstances"]) {
      served.emulator.faults.add({ cloud: storeName, action, kind: "hang", times: Number.POSITIVE_INFINITY });
    }
    const startedAt = performance.now();
    for (const number of [1, 2, 3]) {
      const { failures } = await served.provider.check({}, served.inputs(free(number), running));
      expect(failures).toEqual([]);
    }
    expect(performance.now() - startedAt).toBeGreaterThan(4_000);
    expect(performance.now() - startedAt).toBeLessThan(7_000);
    const warned = await served.provider.log.find(({ message }) => message.includes("not checked: "));
    expect(warned).toMatchObject({ severity: "warning" });
    expect(warned.message).toMatch(/did not answer.*npx pulumi-eni doctor/);
  });

  it("to reach the cloud names the endpoint and how to set it", async () => {
    const endpoint = "http://127.0.0.1:9";
    const variables = [storeName, title.replace(" ", "_")].map(
      (name) => `PULUMI_ENI_${name.toUpperCase()}_ENDPOINT`,
    );
    const served = await serve({
      environment: Object.fromEntries(variables.map((name) => [name, endpoint])),
    });
    const inputs = served.inputs(free(1), running, { timeouts: { create: "1s" } });
    const failure = await providerFailureOf(served.provider.create(inputs));
    expect(failure.partial).toBeUndefined();
    expect(failure.message).toContain("127.0.0.1:9");
    expect(failure.message).toMatch(/PULUMI_ENI_\w+_ENDPOINT/);
    expect(failure.message).not.toMatch(stackTrace);

    expect((await served.provider.check({}, inputs)).failures).toEqual([]);
    const unchecked = await served.provider.log.find(({ severity }) => severity === "warning");
    expect(unchecked.message).toMatch(/^not checked: .*127\.0\.0\.1:9/);
    expect(unchecked.message).not.toMatch(stackTrace);
    expect(served.provider.printed).toBe("");
  });

  it("of wrong credentials names the place they came from and the remedy, and does not repeat itself", async () => {
    const config = cloudCase.keys({ accessKeyId: "WRONGKEYID0000000000", accessKeySecret: "wrong0secret" });
    const served = await serve({
      config: Object.fromEntries(Object.entries(config).map(([name, value]) => [`eni:${name}`, value])),
    });
    const failure = await providerFailureOf(served.provider.create(served.inputs(free(1))));
    expect(failure.partial).toBeUndefined();
    expect(failure.message).toContain("the stack's configuration (eni:");
    expect(failure.message).toContain("--run-program");
    expect(failure.message).not.toMatch(/wrong0secret|WRONGKEYID/);
    expect(failure.message).not.toMatch(stackTrace);
    expect(served.calls().length).toBeLessThanOrEqual(2); // the interface and the instance, at the same time
    expect(served.holderOf(free(1))).toBeNull();
  });
});
