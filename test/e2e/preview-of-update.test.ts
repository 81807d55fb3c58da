import { createEmulatedStack, free, region, running } from "./emulated-stack";

/** Says which values are known: a preview runs no `apply` on the others. */
const program = (name: string) => `
const { alibaba } = require("pulumi-eni");
const nic = new alibaba.NetworkInterface("nic", ${JSON.stringify({
  regionId: region,
  subnetId: "vsw-bp1main0000000000001",
  securityGroupId: "sg-bp1main0000000000001",
  name,
})});
const data = new alibaba.NetworkInterfaceAttachment("data", ${JSON.stringify({
  regionId: region,
  networkInterfaceId: free(1),
  instanceId: running,
})});
const values = { id: nic.id, name: nic.name, macAddress: nic.macAddress, unchanged: data.macAddress };
for (const [key, value] of Object.entries(values)) value.apply(() => console.log("known: " + key + "."));
`;

/** docs/limits.md says so. When this test fails, Pulumi keeps more values known, and the page may say less. */
it("knows only the id and the arguments of what a preview would update, and all of what stays", async () => {
  const stack = await createEmulatedStack({ "index.js": program("before") });
  await stack.program.up();
  stack.program.write("index.js", program("after"));
  const { text, exitCode } = await stack.program.preview();
  expect(exitCode).toBe(0);
  const known = [...text.matchAll(/known: (\w+)\./g)].map(([, key]) => key);
  expect([...new Set(known)].sort()).toEqual(["id", "name", "unchanged"]);
});
