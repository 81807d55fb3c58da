import type { Emulator } from "../../emulator";
import type { PulumiProgram, PulumiResult } from "../pulumi-program";
import type { Attachment, Tour } from "./tours";

export interface TourReport {
  /** What was done, one line each. */
  done: string[];
  /** What did not come out as announced; empty when all is well. */
  problems: string[];
}

export interface Stage {
  tour: Tour;
  emulator: Emulator;
  program: PulumiProgram;
  /** Says what will happen and why, before it happens. */
  announce: (line: string) => void;
  /** Receives Pulumi's own output. */
  show: (text: string) => void;
}

/** Takes a stack through its life on one cloud and checks every step against the emulator's store. */
export async function runTour(stage: Stage): Promise<TourReport> {
  const report: TourReport = { done: [], problems: [] };
  for (const step of steps(stage)) {
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

type Expect = (truth: boolean, otherwise: string) => void;

interface Step {
  title: string;
  announcement: string;
  run: (expect: Expect) => Promise<void>;
}

function steps({ tour, emulator, program, show }: Stage): Step[] {
  const names = Object.keys(tour.attachments);
  const foreign = tour.attachments[tour.detachedByOthers];
  if (!foreign) throw new Error(`the tour of ${tour.name} has no attachment ${tour.detachedByOthers}`);
  const options = { onOutput: show };

  const holder = (id: string) => emulator.store.interface(tour.store, id);
  const isAttached = ({ networkInterfaceId, instanceId }: Attachment) =>
    holder(networkInterfaceId)?.status === "attached" &&
    holder(networkInterfaceId)?.instanceId === instanceId;
  const isFree = ({ networkInterfaceId }: Attachment) => holder(networkInterfaceId)?.status === "available";

  const expectSuccess = (expect: Expect, result: PulumiResult) =>
    expect(result.exitCode === 0, `Pulumi ended with ${result.exitCode}`);
  const expectAll = (expect: Expect, test: (attachment: Attachment) => boolean, state: string) => {
    for (const attachment of Object.values(tour.attachments)) {
      expect(test(attachment), `the cloud does not show ${attachment.networkInterfaceId} ${state}`);
    }
  };

  return [
    {
      title: `attached ${names.length} interfaces`,
      announcement: `pulumi up: attaches ${names.length} interfaces to ${tour.instances}, and waits until the cloud shows them attached.`,
      run: async (expect) => {
        expectSuccess(expect, await program.up([], options));
        expectAll(expect, isAttached, "attached");
      },
    },
    {
      title: "previewed: nothing to do",
      announcement: "pulumi preview: the program and the state agree, so there is nothing to do.",
      run: async (expect) => {
        emulator.journal.clear();
        expectSuccess(expect, await program.preview(["--expect-no-changes"], options));
        expect(
          emulator.journal.entries().length === 0,
          "the preview of an unchanged program asked the cloud",
        );
      },
    },
    {
      title: "found what someone else detached",
      announcement: `Someone else now detaches ${foreign.networkInterfaceId} behind Pulumi's back. pulumi preview --refresh --expect-no-changes, as a pipeline would run it: must show it and fail.`,
      run: async (expect) => {
        emulator.act({ act: "detach", cloud: tour.store, interfaceId: foreign.networkInterfaceId });
        const result = await program.preview(["--refresh", "--expect-no-changes"], options);
        expect(result.exitCode !== 0, "the drift was not noticed");
        expect(
          result.text.includes(tour.detachedByOthers),
          `the output does not name ${tour.detachedByOthers}`,
        );
        expect(isFree(foreign), "the preview itself changed the cloud");
      },
    },
    {
      title: "healed it",
      announcement: "pulumi up --refresh: attaches it again, and touches nothing else.",
      run: async (expect) => {
        expectSuccess(expect, await program.up(["--refresh"], options));
        expectAll(expect, isAttached, "attached");
      },
    },
    {
      title: "was refused an instance's own primary interface in preview",
      announcement: `The program now also names ${tour.forbidden.networkInterfaceId}, the primary interface of ${tour.forbidden.instanceId}. It is attached there, but no cloud ever detaches it: a destroy could not succeed. pulumi preview: refuses it with the reason and what to do, before anything is touched.`,
      run: async (expect) => {
        const attachments = { ...tour.attachments, forbidden: tour.forbidden };
        await configure(program, "attachments", JSON.stringify(attachments));
        const result = await program.preview([], options);
        const reason = new RegExp(`${tour.forbidden.networkInterfaceId}.*primary`, "i");
        expect(result.exitCode !== 0, "the preview let it pass");
        expect(reason.test(result.text), "the output does not tell the reason");
        expectAll(expect, isAttached, "attached still");
        expect(isAttached(tour.forbidden), "the cloud does not show the primary interface attached still");
        await configure(program, "attachments", JSON.stringify(tour.attachments));
      },
    },
    {
      title: "destroyed: all interfaces are free again",
      announcement: "pulumi destroy: detaches them all, and waits until the cloud shows them free.",
      run: async (expect) => {
        expectSuccess(expect, await program.destroy([], options));
        expectAll(expect, isFree, "free");
        expect(program.resources().length === 0, "the stack is not empty");
      },
    },
  ];
}

export async function configure(program: PulumiProgram, key: string, value: string): Promise<void> {
  const result = await program.run(["config", "set", key, value]);
  if (result.exitCode !== 0) throw new Error(result.text);
}
