import type { Scene, Step } from "./scene";

/** Destroys the stack: existing interfaces become free, and the one that the program created is deleted. */
export function destroyStep(scene: Scene): Step {
  const { sample, emulator, program, options, isFree, made, refusals, expectSuccess, expectAll } = scene;
  const makesOne = sample.networkInterface !== undefined;
  return {
    title: `destroyed the stack: the existing interfaces are free again${makesOne ? ", and the one that the program created is deleted" : ""}`,
    announcement: `pulumi destroy: detaches them all, and waits until the cloud shows them free.${makesOne ? " Then it deletes the interface that the program created, because no cloud deletes an attached one." : ""}`,
    run: async (expect) => {
      emulator.journal.clear();
      expectSuccess(expect, await program.destroy([], options));
      expectAll(expect, isFree, "free");
      for (const { id } of made()) expect(false, `the cloud still has ${id}, which the program created`);
      expect(refusals() === 0, `the cloud refused ${refusals()} calls`);
      expect(program.resources().length === 0, "the stack is not empty");
    },
  };
}
