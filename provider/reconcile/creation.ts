import type { InterfaceView } from "../contract/observation";

/**
 * What only an operation that creates an interface must know: replies can be lost, tokens can be repeated, and a new
 * interface can become visible late.
 */
export interface Creation {
  /** The interfaces in the answers to creates, without the useless ones. Each of them may exist. */
  readonly answered: readonly string[];
  /** Those of them that the latest look showed. */
  readonly shown: readonly InterfaceView[];
  /** Interfaces with the marker that existed before this operation's creates, or that turned out not to be its own. */
  readonly notOurs: readonly string[];
  /** How often a create had to differ from the one before. Each has its own token. */
  readonly salt: number;
}

export const nothingCreated: Creation = { answered: [], shown: [], notOurs: [], salt: 0 };

/** The part of an operation that changes when something about a create becomes known. */
export interface CreationState {
  readonly creation: Creation;
  readonly networkInterfaceId: string | undefined;
  readonly invisibleCreates: number;
}

export type CreationEvent =
  /** A look for the interfaces in the answers to creates, or for the marker. */
  | { readonly type: "found"; readonly id: string | undefined; readonly shown: readonly InterfaceView[] }
  /** Interfaces with the marker that are not this operation's. */
  | { readonly type: "not ours"; readonly ids: readonly string[] }
  /** Another create is about to be sent. `wasSeen`: whether the latest look showed the interface of the one before. */
  | { readonly type: "set aside"; readonly withNewToken: boolean; readonly wasSeen: boolean }
  /** The answer to a create named this id. `vanished`: it is known to be useless. */
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
    case "not ours":
      return { ...state, creation: withoutTokenOf(creation, event.ids) };
    case "set aside":
      return setAside(state, event);
    case "created":
      return event.vanished
        ? { ...state, creation: { ...creation, notOurs: union(creation.notOurs, [event.id]) } }
        : {
            ...state,
            networkInterfaceId: event.id,
            creation: { ...creation, answered: union(creation.answered, [event.id]) },
          };
    default:
      return event satisfies never;
  }
}

/** An older interface with the marker may have been created with the first token, so that token is not used again. */
function withoutTokenOf(creation: Creation, ids: readonly string[]): Creation {
  const salt = ids.length > 0 ? Math.max(creation.salt, 1) : creation.salt;
  return { ...creation, salt, notOurs: union(creation.notOurs, ids) };
}

/**
 * Before another create: an invisible interface may still become visible, and a visible one is not this operation's.
 */
function setAside(
  { networkInterfaceId: id, ...state }: CreationState,
  { withNewToken, wasSeen }: Extract<CreationEvent, { type: "set aside" }>,
): CreationState {
  const creation = { ...state.creation, salt: state.creation.salt + (withNewToken ? 1 : 0) };
  if (id === undefined) return { ...state, creation, networkInterfaceId: undefined };
  if (!wasSeen && creation.answered.includes(id)) {
    return { creation, networkInterfaceId: undefined, invisibleCreates: state.invisibleCreates + 1 };
  }
  return {
    ...state,
    networkInterfaceId: undefined,
    creation: {
      ...creation,
      answered: creation.answered.filter((answered) => answered !== id),
      notOurs: union(creation.notOurs, [id]),
    },
  };
}

/** Interfaces, besides its own, that creates of the operation made or may have made. */
export function extraInterfaceIds({ answered, shown }: Creation, own: string | undefined): readonly string[] {
  const isShown = (id: string) => shown.some((view) => view.id === id);
  // An invisible one that was answered before the operation's own has been gone since an earlier run.
  const later = answered.slice(answered.indexOf(own ?? "") + 1);
  return answered.filter((id) => id !== own && (isShown(id) || later.includes(id)));
}

function union(list: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...list, ...more])];
}
