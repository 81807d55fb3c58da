import type { Emulator, StoredInterface } from "../../emulator";
import type { PulumiProgram, PulumiResult } from "../pulumi-program";
import type { Attachment, Tour } from "./tours";

export interface Stage {
  tour: Tour;
  emulator: Emulator;
  program: PulumiProgram;
  /** Says what will happen and why, before it happens. */
  announce: (line: string) => void;
  /** Receives Pulumi's own output. */
  show: (text: string) => void;
}

export type Expect = (truth: boolean, otherwise: string) => void;

export interface Step {
  title: string;
  announcement: string;
  run: (expect: Expect) => Promise<void>;
}

/** What the steps of a tour look at: the cloud as it is, not as the program says it is. */
export interface Scene extends Stage {
  /** For each command of Pulumi. */
  options: { onOutput: (text: string) => void };
  isAttached: (attachment: Attachment) => boolean;
  isFree: (attachment: Attachment) => boolean;
  /** What was not there when the tour began. */
  made: () => StoredInterface[];
  /** The kinds of writes that the cloud was asked for since the journal was cleared, in their order. */
  writes: () => string[];
  /** How often the cloud said no since then. */
  refusals: () => number;
  expectSuccess: (expect: Expect, result: PulumiResult) => void;
  /** Each attachment of the tour. */
  expectAll: (expect: Expect, test: (attachment: Attachment) => boolean, state: string) => void;
}

export function sceneOf(stage: Stage): Scene {
  const { tour, emulator, show } = stage;
  const existing = new Set(emulator.store.interfaces(tour.store).map(({ id }) => id));
  const holder = (id: string) => emulator.store.interface(tour.store, id);
  const calls = () => emulator.journal.entries({ cloud: tour.store, foreign: false });
  return {
    ...stage,
    options: { onOutput: show },
    isAttached: ({ networkInterfaceId, instanceId }) =>
      holder(networkInterfaceId)?.status === "attached" &&
      holder(networkInterfaceId)?.instanceId === instanceId,
    isFree: ({ networkInterfaceId }) => holder(networkInterfaceId)?.status === "available",
    made: () => emulator.store.interfaces(tour.store).filter(({ id }) => !existing.has(id)),
    writes: () =>
      calls().flatMap(
        ({ action }) => /^(Attach|Detach|Create|Delete|Modify|Tag|Untag)/.exec(action)?.[0] ?? [],
      ),
    refusals: () => calls().filter(({ code }) => code !== null).length,
    expectSuccess: (expect, result) => expect(result.exitCode === 0, `Pulumi ended with ${result.exitCode}`),
    expectAll: (expect, test, state) => {
      for (const attachment of Object.values(tour.attachments)) {
        expect(test(attachment), `the cloud does not show ${attachment.networkInterfaceId} ${state}`);
      }
    },
  };
}
