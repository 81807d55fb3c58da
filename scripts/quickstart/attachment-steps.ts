import type { Scene, Step } from "./scene";

/** The attachment that someone else detaches in the course of the tour. */
export const detachedByOthers = "backup";

/** Attaches, previews, repairs what someone else detached, and shows a refusal. */
export function attachmentSteps(scene: Scene): Step[] {
  const { sample, emulator, program, options, declare, isAttached, isFree, expectSuccess, expectAll } = scene;
  const names = Object.keys(sample.attachments);
  const foreign = sample.attachments[detachedByOthers];
  return [
    {
      title: `attached ${names.length} interfaces`,
      announcement: `pulumi up: attaches ${names.length} interfaces to ${sample.instances}, and waits until the cloud shows them attached.`,
      run: async (expect) => {
        expectSuccess(expect, await program.up([], options));
        expectAll(expect, isAttached, "attached");
      },
    },
    {
      title: "previewed an unchanged program",
      announcement: "pulumi preview: the program and the state agree, so there is nothing to do.",
      run: async (expect) => {
        emulator.journal.clear();
        expectSuccess(expect, await program.preview(["--expect-no-changes"], options));
        expect(
          emulator.journal.entries().length === 0,
          "the preview of an unchanged program called the cloud",
        );
      },
    },
    {
      title: "found the interface that someone else detached",
      announcement: `Someone else now detaches ${foreign.networkInterfaceId} without Pulumi. pulumi preview --refresh --expect-no-changes, as a pipeline would run it: shows the change and fails.`,
      run: async (expect) => {
        emulator.act({ act: "detach", cloud: sample.cloud, interfaceId: foreign.networkInterfaceId });
        const result = await program.preview(["--refresh", "--expect-no-changes"], options);
        expect(result.exitCode !== 0, "the preview did not find the change");
        expect(result.text.includes(detachedByOthers), `the output does not name ${detachedByOthers}`);
        expect(isFree(foreign), "the preview itself changed the cloud");
      },
    },
    {
      title: "attached it again",
      announcement: "pulumi up --refresh: attaches it again, and changes nothing else.",
      run: async (expect) => {
        expectSuccess(expect, await program.up(["--refresh"], options));
        expectAll(expect, isAttached, "attached");
      },
    },
    {
      title: "saw the preview refuse an instance's own primary interface",
      announcement: `The program now also names ${sample.primary.networkInterfaceId}, the primary interface of ${sample.primary.instanceId}. It is attached there, but no cloud ever detaches it: a destroy could not succeed. pulumi preview: refuses it with the reason and what to do, before anything is touched.`,
      run: async (expect) => {
        const attachments = { ...sample.attachments, forbidden: sample.primary };
        await declare({ attachments });
        const result = await program.preview([], options);
        const reason = new RegExp(`${sample.primary.networkInterfaceId}.*primary`, "i");
        expect(result.exitCode !== 0, "the preview did not refuse it");
        expect(reason.test(result.text), "the output does not say the reason");
        expectAll(expect, isAttached, "still attached");
        expect(isAttached(sample.primary), "the cloud does not show the primary interface as still attached");
        await declare(sample);
      },
    },
  ];
}
