import { attachmentSteps } from "./attachment-steps";
import { destroyStep } from "./destroy-step";
import { interfaceSteps } from "./interface-steps";
import { type Expect, type Stage, sceneOf } from "./scene";

export interface TourReport {
  /** What was done, one line each. */
  done: string[];
  /** What differs from the announcement; empty when everything is right. */
  problems: string[];
}

/** Runs all steps on one cloud and checks each against the emulator's store. */
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
    if (report.problems.length > before) break; // the next steps build on it
    report.done.push(step.title);
  }
  return report;
}
