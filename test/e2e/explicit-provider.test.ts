import { createEmulatedStack, free, region, running } from "./emulated-stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-eni");

class NodejsProvider extends pulumi.ProviderResource {
  constructor(name, config) {
    super("pulumi-nodejs", name, config);
  }
}
const eni = new pulumi.Config("eni");
const provider = new NodejsProvider("eni", {
  "eni:alibabaAccessKeyId": eni.requireSecret("alibabaAccessKeyId"),
  "eni:alibabaAccessKeySecret": eni.requireSecret("alibabaAccessKeySecret"),
});
new alibaba.NetworkInterfaceAttachment(
  "data",
  ${JSON.stringify({ networkInterfaceId: free(1), instanceId: running })},
  { provider },
);
`;

describe("a stack whose default providers are disabled", () => {
  it("attaches and detaches through a provider of the program, in the region of the configuration", async () => {
    const withoutKeys = { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "" };
    const stack = await createEmulatedStack({ "index.js": program }, { environment: withoutKeys });
    const { ALIBABA_CLOUD_ACCESS_KEY_ID: id = "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret = "" } =
      stack.emulator.environment();
    for (const setting of [
      ["--path", "pulumi:disable-default-providers[0]", "*"],
      ["eni:alibabaRegionId", region],
      ["--secret", "eni:alibabaAccessKeyId", id],
      ["--secret", "eni:alibabaAccessKeySecret", secret],
    ]) {
      const set = await stack.program.run(["config", "set", ...setting]);
      if (set.exitCode !== 0) throw new Error(set.text);
    }
    const up = await stack.program.up();
    if (up.exitCode !== 0) throw new Error(up.text);
    expect(stack.holderOf(free(1))).toBe(running);
    const state = await stack.program.run(["stack", "export"]);
    expect(state.text).toContain("pulumi:providers:pulumi-nodejs");
    expect(state.text).not.toContain(secret);
    const refreshed = await stack.program.run(["refresh", "--yes", "--expect-no-changes"]);
    if (refreshed.exitCode !== 0) throw new Error(refreshed.text);
    const destroyed = await stack.program.destroy();
    if (destroyed.exitCode !== 0) throw new Error(destroyed.text);
    expect(stack.holderOf(free(1))).toBeUndefined();
  });
});
