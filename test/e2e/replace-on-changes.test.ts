import { busy, createEmulatedStack, type EmulatedStack, free, region, running } from "./emulated-stack";

/** An attachment and an interface. The option is set by a transformation, which the constructors do not see. */
const program = (args: { instanceId: string; owner: string }, replaceOnChanges: readonly string[]) => `
const { alibaba } = require("pulumi-eni");
const transformations = [({ props, opts }) => ({ props, opts: { ...opts, ...${JSON.stringify({ replaceOnChanges })} } })];
new alibaba.NetworkInterfaceAttachment("data", ${JSON.stringify({
  regionId: region,
  networkInterfaceId: free(1),
  instanceId: args.instanceId,
})}, { transformations });
new alibaba.NetworkInterface("nic", ${JSON.stringify({
  regionId: region,
  subnetId: "vsw-bp1main0000000000001",
  securityGroupId: "sg-bp1main0000000000001",
  tags: { owner: args.owner },
})}, { transformations });
`;

async function upOf(stack: EmulatedStack, source: string) {
  stack.program.write("index.js", source);
  const result = await stack.program.up();
  if (result.exitCode !== 0) throw new Error(result.text);
  return result.events.changes;
}

/** The requests of the given kind, in their order. */
const asked = ({ emulator }: EmulatedStack, kind: RegExp) =>
  emulator.journal
    .entries()
    .map(({ action }) => action)
    .filter((action) => kind.test(action));

/** Why the constructors refuse the option. When this test fails, an engine honours it, and they may take it. */
describe("replaceOnChanges that a transformation sets", () => {
  it.each([[["tags"]], [["*"]]])("is ignored by the engine: %j is changed in place", async (paths) => {
    const stack = await createEmulatedStack({});
    await upOf(stack, program({ instanceId: running, owner: "network" }, paths));
    const changes = await upOf(stack, program({ instanceId: running, owner: "platform" }, paths));
    expect(changes).toMatchObject({ update: 1 });
    expect(changes).not.toHaveProperty("replace");
    expect(asked(stack, /^(Create|Delete|Tag)/)).toEqual(["CreateNetworkInterface", "TagResources"]);
  });

  it("leaves what replaces anyway as it is: detached first, then attached to the new instance", async () => {
    const stack = await createEmulatedStack({});
    await upOf(stack, program({ instanceId: running, owner: "network" }, ["instanceId"]));
    const changes = await upOf(stack, program({ instanceId: busy, owner: "network" }, ["instanceId"]));
    expect(changes).toMatchObject({ replace: 1 });
    expect(asked(stack, /^(Attach|Detach)/)).toEqual([
      "AttachNetworkInterface",
      "DetachNetworkInterface",
      "AttachNetworkInterface",
    ]);
    expect(stack.holderOf(free(1))).toBe(busy);
  });
});

describe("replaceOnChanges of a program", () => {
  it("is refused in preview with the remedy and without a stack trace, and nothing is asked of the cloud", async () => {
    const source = program({ instanceId: running, owner: "network" }, []).replaceAll(
      "{ transformations }",
      '{ replaceOnChanges: ["tags"] }',
    );
    const stack = await createEmulatedStack({ "index.js": source });
    const preview = await stack.program.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.text).toContain("the option `replaceOnChanges` is not possible");
    expect(preview.text).toContain("pulumi up --replace <urn>");
    expect(preview.text).not.toMatch(/\n\s+at .+:\d+:\d+/);
    expect(stack.emulator.journal.entries()).toEqual([]);
  });
});
