import type { AcceptedWrite } from "../../model/accepted-writes";
import type { StateResource } from "../../model/state";
import type { StoryStep } from "../../model/story";
import type { RecordedCall } from "../../support/recorded-calls";

/** What one step of a story led to. */
export interface StepTrace {
  readonly step: StoryStep;
  readonly hasFailed: boolean;
  readonly calls: readonly RecordedCall[];
  readonly writes: readonly AcceptedWrite[];
  readonly state: readonly StateResource[];
  /** The ids of what was created so far, in that order. */
  readonly created: readonly string[];
  readonly endpoint: string;
  /** What the user reads, for the report of a difference. */
  readonly text: string;
}

/** What two players of a story must agree on, as text. */
export function comparable(trace: StepTrace): string {
  const { hasFailed, calls, writes, state } = trace;
  const callsByUrn = grouped(
    calls,
    ({ urn }) => urn,
    ({ name, id }) => `${name} ${id}`,
  );
  const writesById = grouped(
    writes,
    ({ interfaceId }) => interfaceId,
    ({ kind, instanceId }) => `${kind} ${instanceId}`,
  );
  const text = JSON.stringify(
    { hasFailed, calls: callsByUrn, writes: writesById, state: state.map(lasting).sort(byUrn) },
    sorted,
    1,
  );
  return withNames(text, trace);
}

/** The order among resources is the engine's own. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string, textOf: (one: T) => string) {
  const groups: Record<string, string[]> = {};
  for (const one of all) groups[keyOf(one)] = [...(groups[keyOf(one)] ?? []), textOf(one)];
  return groups;
}

/** Without times, and without what only one run can know. */
function lasting(resource: StateResource): StateResource {
  return { ...resource, outputs: withoutTimes(resource.outputs) as StateResource["outputs"] };
}

function withoutTimes(value: unknown): unknown {
  // Lists of names are sets.
  if (Array.isArray(value)) return value.map(withoutTimes).sort();
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).filter(([name]) => !/(At|AtMs|Time|token|madeIn)$/i.test(name));
  return Object.fromEntries(parts.map(([name, part]) => [name, withoutTimes(part)]));
}

function byUrn(one: StateResource, other: StateResource): number {
  const key = ({ urn, isPendingDelete, id }: StateResource) => `${urn} ${isPendingDelete} ${id}`;
  return key(one) < key(other) ? -1 : 1;
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The two clouds may give other ids, and have other addresses. */
function withNames(text: string, { created, endpoint }: StepTrace): string {
  const named = created.reduce((all, id, index) => all.replaceAll(id, `created-${index + 1}`), text);
  return named.replaceAll(new URL(endpoint).host, "cloud");
}
