import { emulatorOfSuite } from "../support/emulator-of-suite";
import { createPluginProgram, type PulumiProgram } from "../support/pulumi-program";

describe("a YAML program with a mistake", () => {
  const emulator = emulatorOfSuite();
  let program: PulumiProgram;

  beforeAll(async () => {
    const files = { "Main.yaml": "resources: {}" };
    program = await createPluginProgram("yaml", { files, environment: emulator.environment() });
  });

  const place = { regionId: "cn-hangzhou" };
  const subnet = {
    ...place,
    subnetId: "vsw-bp1main0000000000001",
    securityGroupId: "sg-bp1main0000000000001",
  };

  it.each([
    {
      what: "an argument of another name",
      kind: "NetworkInterfaceAttachment",
      properties: { ...place, networkInterfaceId: "eni-bp1free0000000000001", instanceID: "i-1" },
      says: "instanceId: Missing required property 'instanceId'",
    },
    {
      what: "a value of another type",
      kind: "NetworkInterface",
      properties: { ...subnet, securityGroupId: ["sg-bp1main0000000000001"] },
      says: "securityGroupId: Cannot assign 'List<string>' to 'string'",
    },
    {
      what: "a number that is not whole",
      kind: "NetworkInterface",
      properties: { ...subnet, queueNumber: 1.5 },
      says: "queueNumber must be a whole number from 1 to 2048, not 1.5",
    },
    {
      what: "no region, neither in the program nor for the stack",
      kind: "NetworkInterface",
      properties: { ...subnet, regionId: undefined },
      says: "regionId is required: declare it, or set it for the stack with `pulumi config set eni:alibabaRegionId`",
    },
    {
      what: "a kind of resource that there is not",
      kind: "NetworkInterfaces",
      properties: subnet,
      says: 'unable to find resource type "eni:alibaba:NetworkInterfaces" in resource provider "eni"',
    },
    {
      what: "what the cloud would refuse",
      kind: "NetworkInterfaceAttachment",
      properties: {
        ...place,
        networkInterfaceId: "eni-bp1primary0000000002",
        instanceId: "i-bp1stopped0000000001",
      },
      says: "eni-bp1primary0000000002 is the primary ENI of its instance and cannot be detached. Remove this resource",
    },
  ])("is refused in preview: $what", async ({ kind, properties, says }) => {
    const resources = { wrong: { type: `eni:alibaba:${kind}`, properties } };
    program.write("Main.yaml", JSON.stringify({ resources }, undefined, 2));
    const refused = await program.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain(says);
    expect(refused.text).not.toMatch(/has a bug|panic|RPC|grpc/i);
  });
});
