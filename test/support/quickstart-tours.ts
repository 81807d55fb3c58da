import { createEmulator, samples } from "../../emulator";
import { runTour } from "../../scripts/quickstart/run-tour";
import { type TourLanguageName, tourLanguages } from "../../scripts/quickstart/tour-language";
import { createPluginProgram, createPulumiProgram } from "./pulumi-program";

/** The quickstart on every cloud, with a program in this language. */
export function describeTours(languageName: TourLanguageName, timeoutMs?: number): void {
  const language = tourLanguages[languageName];

  it.each(samples)(
    `the quickstart on $title takes a program in ${language.title} from up to destroy, and finds the cloud as it announces`,
    async (sample) => {
      const emulator = await createEmulator();
      try {
        const options = {
          project: "quickstart",
          files: language.files(sample),
          environment: emulator.environment(),
        };
        const program = await (languageName === "typescript"
          ? createPulumiProgram(options)
          : createPluginProgram(languageName, options));
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
    timeoutMs,
  );
}
