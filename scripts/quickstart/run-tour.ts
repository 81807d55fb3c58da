import { attachmentSteps } from "./attachment-steps";
import { destroyStep } from "./destroy-step";
import { interfaceSteps } from "./interface-steps";
import { type Expect, type Stage, sceneOf } from "./scene";

export interface TourReport {
  /** What was done, one line each. */
  done: string[];
  /** What did not come out as announced; empty when all is well. */
  problems: string[];
}

/** Takes a stack through its life on one cloud and checks every step against the emulator's store. */
export async function runTour(stage: Stage): Promise<TourReport> {
  const report: TourReport = { done: [], problems: [] };
  const scene = sceneOf(stage);
  for (const step of [...attachmentSteps(scene), ...interfaceSteps(scene), destroyStep(scene)]) {
    stage.announce(step.announcement);
    const before = report.problems.length;
    const expect: Expect = (truth, otherwise) => {
      if (!truth) report.problems.push(`${step.title}: ${otherwise}`);
    };
    await step.run(expect);
    if (report.problems.length > before) break; // what follows builds on it
    report.done.push(step.title);
  }
  return report;
}
