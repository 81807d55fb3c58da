import type { InterfaceView } from "../contract/observation";

/** What only an operation that may create an interface knows: replies may be lost, tokens repeat, what is new shows late. */
export interface Creation {
  /** What creates were answered with, and no look showed to be of no use: any of it may be there. */
  readonly answered: readonly string[];
  /** Which of that the latest look showed. */
  readonly shown: readonly InterfaceView[];
  /** What carried the marker before this operation created anything, or turned out not to be its own. */
  readonly notMade: readonly string[];
  /** How often another request than the one before was needed: each has a token of its own. */
  readonly salt: number;
}

export const nothingCreated: Creation = { answered: [], shown: [], notMade: [], salt: 0 };

/** The part of an operation that an event about a create changes. */
export interface CreationState {
  readonly creation: Creation;
  readonly networkInterfaceId: string | undefined;
  readonly unseenCreates: number;
}

export type CreationEvent =
  /** A look for what creates were answered with, or for the marker. */
  | { readonly type: "found"; readonly id: string | undefined; readonly shown: readonly InterfaceView[] }
  /** What carries the marker and is not this operation's. */
  | { readonly type: "not made"; readonly ids: readonly string[] }
  /** Another create is about to be sent. `lastSeen`: whether the latest look showed what the one before made. */
  | { readonly type: "set aside"; readonly anew: boolean; readonly wasSeen: boolean }
  /** A create was answered with this id; `vanished`: it is known to be of no use. */
  | { readonly type: "created"; readonly id: string; readonly vanished: boolean };

/** Pure. */
export function applyCreation(state: CreationState, event: CreationEvent): CreationState {
  const { creation } = state;
  switch (event.type) {
    case "found":
      return {
        ...state,
        networkInterfaceId: event.id ?? state.networkInterfaceId,
        creation: { ...creation, shown: event.shown },
      };
    case "not made":
      return { ...state, creation: { ...creation, notMade: withAll(creation.notMade, event.ids) } };
    case "set aside":
      return setAside(state, event);
    case "created":
      return event.vanished
        ? { ...state, creation: { ...creation, notMade: withAll(creation.notMade, [event.id]) } }
        : {
            ...state,
            networkInterfaceId: event.id,
            creation: { ...creation, answered: withAll(creation.answered, [event.id]) },
          };
    default:
      return event satisfies never;
  }
}

/** Before another create: what does not show may still come; what was seen is not what this operation makes. */
function setAside(
  { networkInterfaceId: id, ...state }: CreationState,
  { anew, wasSeen }: Extract<CreationEvent, { type: "set aside" }>,
): CreationState {
  const creation = { ...state.creation, salt: state.creation.salt + (anew ? 1 : 0) };
  if (id === undefined) return { ...state, creation, networkInterfaceId: undefined };
  if (!wasSeen && creation.answered.includes(id)) {
    return { creation, networkInterfaceId: undefined, unseenCreates: state.unseenCreates + 1 };
  }
  return {
    ...state,
    networkInterfaceId: undefined,
    creation: {
      ...creation,
      answered: creation.answered.filter((answered) => answered !== id),
      notMade: withAll(creation.notMade, [id]),
    },
  };
}

/** Interfaces beside its own that creates of the operation made, or may have made. */
export function othersMade({ answered, shown }: Creation, own: string | undefined): readonly string[] {
  const isShown = (id: string) => shown.some((view) => view.id === id);
  // What was answered before the one that was taken, and does not show, is gone since an earlier run.
  const later = answered.slice(answered.indexOf(own ?? "") + 1);
  return answered.filter((id) => id !== own && (isShown(id) || later.includes(id)));
}

function withAll(list: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...list, ...more])];
}
