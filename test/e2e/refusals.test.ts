import { createEmulatedStack, free, primaryOfStopped, running, stopped } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const one = { data: { networkInterfaceId: free(1), instanceId: running } };
const stackTrace = /\n\s+at .+:\d+:\d+/;

describe("what cannot be done is reported, and nothing is changed", () => {
  it("refuses a primary interface in preview, with the reason and the remedy", async () => {
    const stack = await createEmulatedStack(javaScriptProgram);
    await stack.plan({ root: { networkInterfaceId: primaryOfStopped, instanceId: running } });
    const preview = await stack.program.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.text).toContain("property networkInterfaceId");
    expect(preview.text).toMatch(/primary/i);
    expect(preview.text).toMatch(/secondary/i);
    expect(preview.text).not.toMatch(stackTrace);
    expect(stack.writes()).toBe(0);
    expect(stack.holderOf(primaryOfStopped)).toBe(stopped);
  });

  it("names the endpoint when nobody answers there", async () => {
    const endpoint = "http://127.0.0.1:9";
    const stack = await createEmulatedStack(javaScriptProgram, {
      environment: { PULUMI_ENI_ALIBABA_ENDPOINT: endpoint },
    });
    await stack.plan(one);
    const up = await stack.program.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.text).toContain("127.0.0.1:9");
    expect(up.text).not.toMatch(stackTrace);
    expect(stack.holderOf(free(1))).toBeUndefined();
    expect(stack.program.resources()).toEqual([]);
  });

  it("names the source of the credentials when the cloud does not accept them", async () => {
    const stack = await createEmulatedStack(javaScriptProgram, {
      environment: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: "a-wrong-secret-0000000000000000" },
    });
    await stack.plan(one);
    const up = await stack.program.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.text).toMatch(/environment|ALIBABA_CLOUD_ACCESS_KEY/i);
    expect(up.text).not.toContain("a-wrong-secret");
    expect(up.text).not.toMatch(stackTrace);
    expect(stack.holderOf(free(1))).toBeUndefined();
    expect(stack.program.resources()).toEqual([]);
  });
});
