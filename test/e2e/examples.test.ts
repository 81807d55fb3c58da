import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import { createPulumiProgram } from "../support/pulumi-program";
import { free, region, running } from "./emulated-stack";

/** What each example is configured with; one that is missing here fails below. */
const configurations: Record<string, Record<string, string>> = {
  "alibaba-interface": {
    subnetId: "vsw-bp1main0000000000001",
    securityGroupId: "sg-bp1main0000000000001",
    instanceId: running,
  },
  "zenlayer-interface": { subnetId: "1520000000000000001", instanceId: "1610000000000000001" },
  "alibaba-attachment": { regionId: region, networkInterfaceId: free(1), instanceId: running },
};

const examples = readdirSync(join(packageRoot, "examples"));

describe.each(examples)("the example %s", (example) => {
  it("runs as it is on the emulator: up, preview clean, destroy", async () => {
    const emulator = await createEmulator();
    try {
      const folder = join(packageRoot, "examples", example);
      const names = ["Pulumi.yaml", "package.json", "index.ts"];
      const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
      const program = await createPulumiProgram({
        files,
        project: example,
        environment: emulator.environment(),
      });
      for (const [key, value] of Object.entries(configurations[example] ?? {})) {
        await program.run(["config", "set", key, value]);
      }
      expect((await program.up()).text).toContain("created");
      const made = program.resources();
      expect(made.length).toBeGreaterThan(0);
      expect((await program.preview(["--expect-no-changes"])).exitCode).toBe(0);
      expect((await program.destroy()).exitCode).toBe(0);
      expect(program.resources()).toEqual([]);
      expect(emulator.journal.entries().filter((entry) => entry.code !== null)).toEqual([]);
    } finally {
      await emulator.close();
    }
  });
});
