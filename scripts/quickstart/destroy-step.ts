import type { Scene, Step } from "./scene";

/** The end: what was there is free, what the program made is gone. */
export function destroyStep(scene: Scene): Step {
  const { emulator, program, options, isFree, made, refusals, expectSuccess, expectAll } = scene;
  return {
    title: "destroyed: the interfaces that were there are free again, the one that it made is gone",
    announcement:
      "pulumi destroy: detaches them all, and waits until the cloud shows them free. The interface that the program made is deleted only then: no cloud deletes one that an instance holds.",
    run: async (expect) => {
      emulator.journal.clear();
      expectSuccess(expect, await program.destroy([], options));
      expectAll(expect, isFree, "free");
      for (const { id } of made()) expect(false, `the cloud still has ${id}, which the program made`);
      expect(refusals() === 0, `the cloud refused ${refusals()} calls`);
      expect(program.resources().length === 0, "the stack is not empty");
    },
  };
}
