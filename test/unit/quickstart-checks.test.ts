import { createEmulator, type Emulator, samples } from "../../emulator";
import type { PulumiProgram } from "../../scripts/pulumi-program";
import { attachmentSteps, detachedByOthers } from "../../scripts/quickstart/attachment-steps";
import { destroyStep } from "../../scripts/quickstart/destroy-step";
import { interfaceSteps } from "../../scripts/quickstart/interface-steps";
import { type Scene, type Step, sceneOf } from "../../scripts/quickstart/scene";
import { tourLanguages } from "../../scripts/quickstart/tour-language";

/** Says that all went well, and does nothing. */
const idle = async () => ({ exitCode: 0, text: "", stdout: "", stderr: "" });
const program = { up: idle, preview: idle, destroy: idle, run: idle, resources: () => [] };

describe.each(samples)(
  "the quickstart on $title, with a Pulumi that claims success and does nothing",
  (sample) => {
    let emulator: Emulator;
    let scene: Scene;

    beforeEach(async () => {
      emulator = await createEmulator();
      scene = sceneOf({
        ...{ sample, emulator, program: program as unknown as PulumiProgram },
        language: tourLanguages.typescript,
        ...{ announce: () => {}, show: () => {} },
      });
    });
    afterEach(() => emulator.close());

    const problemsOf = async (step: Step | undefined) => {
      const problems: string[] = [];
      await step?.run((truth, otherwise) => {
        if (!truth) problems.push(otherwise);
      });
      return problems;
    };

    it("reports that nothing was attached, that no change was found, and that nothing was refused", async () => {
      const [attached, , drift, , refused] = attachmentSteps(scene);
      expect(await problemsOf(attached)).toHaveLength(Object.keys(sample.attachments).length);
      const foreign = sample.attachments[detachedByOthers];
      emulator.act({
        ...{ act: "attach", cloud: sample.cloud },
        ...{ interfaceId: foreign.networkInterfaceId, instanceId: foreign.instanceId },
      });
      expect(await problemsOf(drift)).toContain("the preview did not find the change");
      expect(await problemsOf(refused)).toContain("the preview did not refuse it");
    });

    if (sample.networkInterface !== undefined) {
      it("reports that no interface was created, and that none was renamed", async () => {
        const [created, renamed] = interfaceSteps(scene);
        expect(await problemsOf(created)).toContain("the cloud shows no new interface");
        expect(await problemsOf(renamed)).toContain("the writes were: none");
      });
    }

    it("reports an interface that a destroy did not delete", async () => {
      expect(await problemsOf(destroyStep(scene))).toEqual([]);
      const left = { cloud: sample.cloud, id: "left-behind", subnetId: sample.subnetId };
      emulator.seed({ interfaces: [left] });
      expect(await problemsOf(destroyStep(scene))).toEqual([
        "the cloud still has left-behind, which the program created",
      ]);
    });
  },
);
