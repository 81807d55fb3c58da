import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, samples } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";
import { configure } from "../../scripts/quickstart/configure";
import { runTour } from "../../scripts/quickstart/run-tour";
import { createPulumiProgram } from "../support/pulumi-program";

const files = Object.fromEntries(
  ["index.ts", "Pulumi.yaml"].map((name) => [name, readFileSync(join(packageRoot, name), "utf8")]),
);

describe.each(samples)("the quickstart on $title", (sample) => {
  it("takes the root program from up to destroy, and finds the cloud as it announces", async () => {
    const emulator = await createEmulator();
    try {
      const environment = emulator.environment();
      const program = await createPulumiProgram({ project: "quickstart", files, environment });
      await configure(program, "cloud", sample.name);
      const announced: string[] = [];
      const interfaces = () => emulator.store.interfaces(sample.cloud).map(({ id }) => id);
      const before = interfaces();
      const stage = {
        sample,
        emulator,
        program,
        announce: (line: string) => announced.push(line),
        show: () => {},
      };
      const { done, problems } = await runTour(stage);
      expect(problems).toEqual([]);
      expect(done).toHaveLength(announced.length);
      expect(interfaces()).toEqual(before);
      expect(emulator.store.interface(sample.cloud, sample.primary.networkInterfaceId)?.instanceId).toBe(
        sample.primary.instanceId,
      );
    } finally {
      await emulator.close();
    }
  });
});
