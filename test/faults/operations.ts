import type { ProviderError } from "../support/provider-error";
import type { Checked, Properties, ProviderProcess } from "../support/provider-process";
import type { OperationName } from "./cell";
import type { Scene } from "./scene";

/** What the engine has of a resource. */
export interface Recorded {
  readonly id: string;
  readonly properties: Properties;
}

/** How the operation of a cell ended. */
export type Ending = { readonly error: ProviderError } | { readonly answer: unknown };

export interface Operation {
  /** Makes what the operation begins with, in a run before. */
  readonly prepare: (scene: Scene, earlier: ProviderProcess) => Promise<Recorded | undefined>;
  readonly run: (scene: Scene, run: ProviderProcess, timeout: string, state: Recorded) => Promise<unknown>;
  /** What is wrong when it ended well. */
  readonly missed: (scene: Scene, answer: unknown) => string | undefined;
  /** What the next run of the user's command does: returns the state after it. */
  readonly again: (
    scene: Scene,
    later: ProviderProcess,
    ending: Ending,
    state: Recorded | undefined,
  ) => Promise<Recorded | undefined>;
  /** What is wrong after that. */
  readonly missedAgain: (scene: Scene, state: Recorded | undefined) => string | undefined;
}

/** Enough for every operation without a fault. */
const ample = "120s";
const none: Recorded = { id: "", properties: {} };

const notAttached = (scene: Scene): string | undefined => {
  const where = scene.whereIs(scene.networkInterfaceId);
  return where === scene.whenAttached ? undefined : `${scene.networkInterfaceId} is ${where}`;
};
const notFree = (scene: Scene): string | undefined => {
  const where = scene.whereIs(scene.networkInterfaceId);
  return where === "available" ? undefined : `${scene.networkInterfaceId} is ${where}`;
};
const notMade = (scene: Scene, count: number): string | undefined => {
  const made = scene.made();
  const shown = made.map(({ id, status }) => `${id} ${status}`).join(", ");
  return made.length === count ? undefined : `${made.length} interfaces exist, not ${count}: ${shown}`;
};

/** The state that the engine has after the operation: what a failure carries, else what it had before. */
function stateAfter(ending: Ending, state: Recorded | undefined): Recorded | undefined {
  if ("answer" in ending) {
    const answer = ending.answer as Recorded | Properties | undefined;
    if (isRecorded(answer)) return answer;
    return state && answer ? { id: state.id, properties: answer } : state;
  }
  return ending.error.partial ?? state;
}

function isRecorded(answer: unknown): answer is Recorded {
  return typeof answer === "object" && answer !== null && "properties" in answer && "id" in answer;
}

/** What is wrong with the answer of a check that must not refuse. */
function refused(answer: unknown): string | undefined {
  const { failures } = answer as Checked;
  return failures.length === 0 ? undefined : `refused: ${failures.map(({ reason }) => reason).join(" ")}`;
}

const withTimeout = ({ id, properties }: Recorded, timeout: string): Recorded => ({
  id,
  properties: { ...properties, timeouts: { create: timeout, delete: timeout } },
});

/** What the next refresh leaves in the state; what was read as gone is in it no more. */
async function readAgain(by: ProviderProcess, state: Recorded | undefined): Promise<Recorded | undefined> {
  if (!state || state.id === "") return undefined;
  const read = await by.read(state.id, state.properties);
  return read.id === "" ? undefined : read;
}

const attach = (scene: Scene, by: ProviderProcess) => by.create(scene.attachmentInputs(ample));
const detach = async (by: ProviderProcess, state: Recorded | undefined): Promise<undefined> => {
  const { id, properties } = withTimeout(state ?? none, ample);
  await by.delete(id, properties);
  return undefined;
};
/** What `up` does: create what is not in the state, else repair it. */
const upAttachment = async (scene: Scene, by: ProviderProcess, state: Recorded | undefined) => {
  const inputs = scene.attachmentInputs(ample);
  if (!state) return by.create(inputs);
  return { id: state.id, properties: await by.update(state.id, state.properties, inputs) };
};
const upInterface = async (
  scene: Scene,
  by: ProviderProcess,
  state: Recorded | undefined,
  inputs = scene.interfaceInputs(ample),
) => {
  if (!state) return by.create(inputs);
  return { id: state.id, properties: await by.update(state.id, state.properties, inputs) };
};

const attachments = {
  "attachment.check": {
    prepare: async () => undefined,
    run: (scene, run, timeout) => run.check({}, scene.attachmentInputs(timeout)),
    missed: (scene, answer) => refused(answer) ?? notFree(scene),
    again: (scene, later) => attach(scene, later),
    missedAgain: notAttached,
  },
  "attachment.create": {
    prepare: async () => undefined,
    run: (scene, run, timeout) => run.create(scene.attachmentInputs(timeout)),
    missed: notAttached,
    again: (scene, later, ending, state) => upAttachment(scene, later, stateAfter(ending, state)),
    missedAgain: notAttached,
  },
  "attachment.read": {
    prepare: attach,
    run: (_scene, run, timeout, state) => {
      const { id, properties } = withTimeout(state, timeout);
      return run.read(id, properties);
    },
    missed: (scene, answer) => {
      const { id, properties } = answer as Recorded;
      if (id === "") return "it was read as gone";
      return properties.attachedTo === scene.instanceId
        ? notAttached(scene)
        : `attachedTo is ${properties.attachedTo}`;
    },
    again: (_scene, later, ending, state) => readAgain(later, stateAfter(ending, state)),
    missedAgain: (scene, state) => (state ? notAttached(scene) : "the state does not have it"),
  },
  "attachment.update": {
    prepare: async (scene, earlier) => {
      const state = await attach(scene, earlier);
      // Someone else takes it away, so that the update has to attach.
      scene.act("detach", scene.networkInterfaceId);
      return state;
    },
    run: (scene, run, timeout, { id, properties }) =>
      run.update(id, properties, scene.attachmentInputs(timeout)),
    missed: notAttached,
    again: (scene, later, ending, state) => upAttachment(scene, later, stateAfter(ending, state)),
    missedAgain: notAttached,
  },
  "attachment.delete": {
    prepare: attach,
    run: (_scene, run, timeout, state) => {
      const { id, properties } = withTimeout(state, timeout);
      return run.delete(id, properties);
    },
    missed: notFree,
    again: async (_scene, later, ending, state) =>
      "answer" in ending ? undefined : detach(later, stateAfter(ending, state)),
    missedAgain: notFree,
  },
} satisfies Record<string, Operation>;

/** What the program declares of the interface after its change. */
function changedInputs(scene: Scene, timeout: string): Properties {
  const { changed, tagging, fixedAddresses } = scene.interfaceCase;
  const addresses = fixedAddresses?.secondaryIpAddresses ? { secondaryIpAddressCount: 2 } : {};
  return scene.interfaceInputs(timeout, {
    ...changed,
    ...addresses,
    ...(tagging ? { tags: { added: "1" } } : {}),
  });
}

const make = (scene: Scene, by: ProviderProcess) => {
  const { fixedAddresses } = scene.interfaceCase;
  const addresses = fixedAddresses?.secondaryIpAddresses ? { secondaryIpAddressCount: 1 } : {};
  return by.create(scene.interfaceInputs(ample, addresses));
};

/** Whether the cloud shows the interface as it was changed. */
function notChanged(scene: Scene): string | undefined {
  const [made] = scene.made();
  const { shows, tagging, fixedAddresses } = scene.interfaceCase;
  const wanted: Record<string, unknown> = { ...shows, ...(tagging ? { "tags.added": "1" } : {}) };
  const seen: Record<string, unknown> = { ...made, "tags.added": made?.tags.added };
  const wrong = Object.keys(wanted).filter(
    (key) => JSON.stringify(seen[key]) !== JSON.stringify(wanted[key]),
  );
  const addresses = fixedAddresses?.secondaryIpAddresses ? 3 : 1;
  if (made?.privateIps.length !== addresses)
    wrong.push(`${made?.privateIps.length} addresses, not ${addresses}`);
  return wrong.length === 0 ? notMade(scene, 1) : `not changed: ${wrong.join(", ")}`;
}

const interfaces = {
  "interface.check": {
    prepare: async () => undefined,
    run: (scene, run, timeout) => run.check({}, scene.interfaceInputs(timeout)),
    missed: (scene, answer) => refused(answer) ?? notMade(scene, 0),
    again: make,
    missedAgain: (scene) => notMade(scene, 1),
  },
  "interface.create": {
    prepare: async () => undefined,
    run: (scene, run, timeout) => run.create(scene.interfaceInputs(timeout)),
    missed: (scene, answer) =>
      notMade(scene, 1) ??
      (scene.made()[0]?.id === (answer as Recorded).id
        ? undefined
        : `it answered ${(answer as Recorded).id}`),
    again: (scene, later, ending, state) => upInterface(scene, later, stateAfter(ending, state)),
    missedAgain: (scene) => notMade(scene, 1),
  },
  "interface.read": {
    prepare: make,
    run: (_scene, run, timeout, state) => {
      const { id, properties } = withTimeout(state, timeout);
      return run.read(id, properties);
    },
    missed: (scene, answer) => ((answer as Recorded).id === "" ? "it was read as gone" : notMade(scene, 1)),
    again: (_scene, later, ending, state) => readAgain(later, stateAfter(ending, state)),
    missedAgain: (scene, state) => (state ? notMade(scene, 1) : "the state does not have it"),
  },
  "interface.update": {
    prepare: make,
    run: (scene, run, timeout, { id, properties }) =>
      run.update(id, properties, changedInputs(scene, timeout)),
    missed: notChanged,
    again: (scene, later, ending, state) =>
      upInterface(scene, later, stateAfter(ending, state), changedInputs(scene, ample)),
    missedAgain: notChanged,
  },
  "interface.delete": {
    prepare: async (scene, earlier) => {
      const state = await make(scene, earlier);
      scene.act("attach", state.id);
      return state;
    },
    run: (_scene, run, timeout, state) => {
      const { id, properties } = withTimeout(state, timeout);
      return run.delete(id, properties);
    },
    missed: (scene) => notMade(scene, 0),
    again: async (_scene, later, ending, state) =>
      "answer" in ending ? undefined : detach(later, stateAfter(ending, state)),
    missedAgain: (scene) => notMade(scene, 0),
  },
} satisfies Record<string, Operation>;

export const operations: Readonly<Record<OperationName, Operation>> = { ...attachments, ...interfaces };

/** What `destroy` does at the end, and what is wrong after it. */
export async function destroy(
  scene: Scene,
  later: ProviderProcess,
  operation: OperationName,
  state: Recorded | undefined,
): Promise<string | undefined> {
  if (state) await detach(later, state);
  return operation.startsWith("attachment") ? notFree(scene) : notMade(scene, 0);
}
