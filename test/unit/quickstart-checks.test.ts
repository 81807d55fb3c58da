import { createEmulator, type Emulator, samples } from "../../emulator";
import type { PulumiProgram } from "../../scripts/pulumi-program";
import { attachmentSteps, detachedByOthers } from "../../scripts/quickstart/attachment-steps";
import { destroyStep } from "../../scripts/quickstart/destroy-step";
import { interfaceSteps } from "../../scripts/quickstart/interface-steps";
import { type Scene, type Step, sceneOf } from "../../scripts/quickstart/scene";

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

    it("notices that nothing was attached, no drift found, and nothing refused", async () => {
      const [attached, , drift, , refused] = attachmentSteps(scene);
      expect(await problemsOf(attached)).toHaveLength(Object.keys(sample.attachments).length);
      const foreign = sample.attachments[detachedByOthers];
      emulator.act({
        ...{ act: "attach", cloud: sample.cloud },
        ...{ interfaceId: foreign.networkInterfaceId, instanceId: foreign.instanceId },
      });
      expect(await problemsOf(drift)).toContain("the drift was not noticed");
      expect(await problemsOf(refused)).toContain("the preview let it pass");
    });

    it("notices that no interface was made, and that none was renamed", async () => {
      const [made, renamed] = interfaceSteps(scene);
      expect(await problemsOf(made)).toContain("the cloud shows no new interface");
      expect(await problemsOf(renamed)).toContain("the cloud was asked for nothing");
    });

    it("notices an interface that a destroy left behind", async () => {
      expect(await problemsOf(destroyStep(scene))).toEqual([]);
      const left = { cloud: sample.cloud, id: "left-behind", subnetId: sample.networkInterface.subnetId };
      emulator.seed({ interfaces: [left] });
      expect(await problemsOf(destroyStep(scene))).toEqual([
        "the cloud still has left-behind, which the program made",
      ]);
    });
  },
);
