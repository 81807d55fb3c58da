import { createEmulator, samples } from "../../emulator";
import { runTour } from "../../scripts/quickstart/run-tour";
import { tourLanguages } from "../../scripts/quickstart/tour-language";
import { createPluginProgram, createPulumiProgram } from "../support/pulumi-program";

const tours = samples.flatMap((sample) =>
  (["typescript", "yaml"] as const).map((language) => ({ sample, language, title: sample.title })),
);

it.each(tours)(
  "the quickstart on $title takes a program in $language from up to destroy, and finds the cloud as it announces",
  async ({ sample, language: name }) => {
    const emulator = await createEmulator();
    try {
      const language = tourLanguages[name];
      const options = {
        project: "quickstart",
        files: language.files(sample),
        environment: emulator.environment(),
      };
      const program = await (name === "yaml"
        ? createPluginProgram(name, options)
        : createPulumiProgram(options));
      await language.begin(program, sample);
      const announced: string[] = [];
      const interfaces = () => emulator.store.interfaces(sample.cloud).map(({ id }) => id);
      const before = interfaces();
      const { done, problems } = await runTour({
        sample,
        emulator,
        program,
        language,
        announce: (line) => announced.push(line),
        show: () => {},
      });
      expect(problems).toEqual([]);
      expect(done).toHaveLength(announced.length);
      expect(interfaces()).toEqual(before);
      expect(emulator.store.interface(sample.cloud, sample.primary.networkInterfaceId)?.instanceId).toBe(
        sample.primary.instanceId,
      );
    } finally {
      await emulator.close();
    }
  },
);
