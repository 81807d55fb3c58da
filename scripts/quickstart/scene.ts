import type { CloudSample, Emulator, SampleAttachment, StoredInterface } from "../../emulator";
import type { PulumiProgram, PulumiResult } from "../pulumi-program";
import type { Declared, TourLanguage } from "./tour-language";

export interface Stage {
  sample: CloudSample;
  emulator: Emulator;
  program: PulumiProgram;
  language: TourLanguage;
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

/** What the steps of a tour use. They check the emulated cloud itself, not what the program reports. */
export interface Scene extends Stage {
  /** The options of each Pulumi command. */
  options: { onOutput: (text: string) => void };
  /** Has the program declare this, and nothing else. */
  declare: (declared: Declared) => Promise<void>;
  isAttached: (attachment: SampleAttachment) => boolean;
  isFree: (attachment: SampleAttachment) => boolean;
  /** The interfaces that did not exist when the tour began. */
  made: () => StoredInterface[];
  /** The kinds of the writes since the journal was cleared, in their order. */
  writes: () => string[];
  /** How many calls the cloud refused since then. */
  refusals: () => number;
  expectSuccess: (expect: Expect, result: PulumiResult) => void;
  /** Each attachment of the sample. */
  expectAll: (expect: Expect, test: (attachment: SampleAttachment) => boolean, state: string) => void;
}

export function sceneOf(stage: Stage): Scene {
  const { sample, emulator, program, language, show } = stage;
  const existing = new Set(emulator.store.interfaces(sample.cloud).map(({ id }) => id));
  const holder = (id: string) => emulator.store.interface(sample.cloud, id);
  const calls = () => emulator.journal.entries({ cloud: sample.cloud, foreign: false });
  return {
    ...stage,
    options: { onOutput: show },
    declare: (declared) => language.declare(program, sample, declared),
    isAttached: ({ networkInterfaceId, instanceId }) =>
      holder(networkInterfaceId)?.status === "attached" &&
      holder(networkInterfaceId)?.instanceId === instanceId,
    isFree: ({ networkInterfaceId }) => holder(networkInterfaceId)?.status === "available",
    made: () => emulator.store.interfaces(sample.cloud).filter(({ id }) => !existing.has(id)),
    writes: () =>
      calls().flatMap(
        ({ action }) => /^(Attach|Detach|Create|Delete|Modify|Tag|Untag)/.exec(action)?.[0] ?? [],
      ),
    refusals: () => calls().filter(({ code }) => code !== null).length,
    expectSuccess: (expect, result) =>
      expect(result.exitCode === 0, `Pulumi ended with the exit code ${result.exitCode}`),
    expectAll: (expect, test, state) => {
      for (const attachment of Object.values(sample.attachments)) {
        expect(test(attachment), `the cloud does not show ${attachment.networkInterfaceId} as ${state}`);
      }
    },
  };
}
