import type { CloudName } from "../../provider/clouds";
import { systemClock } from "../../provider/core/clock";
import type { SharedLooks } from "../../provider/resources/removal-preview";
import { Session } from "../../provider/session/session";
import { openCandidate, type PlaceOptions } from "../doctor/candidate";
import type { StackConfiguration } from "../doctor/stack-configuration";

/** A place of a cloud that can be asked. */
export interface OpenPlace {
  readonly session: Session;
  readonly looks: SharedLooks;
}

/** Opens a place with the provider's own code; a text says why that is not possible. */
export type PlaceOpener = (
  cloud: CloudName,
  place: PlaceOptions,
  configuration: StackConfiguration | undefined,
) => Promise<OpenPlace | string>;

/** Opens a place with the credentials of this shell and of the stack's configuration. */
export const openPlace: PlaceOpener = async (name, options, configuration) => {
  const { cloud, place, opened, unreadSecrets } = await openCandidate(name, options, configuration);
  switch (opened.kind) {
    case "ready":
      return asOpenPlace(
        new Session(cloud, place, opened.connection, {
          clock: systemClock,
          signal: new AbortController().signal,
          random: Math.random,
          lastWrites: new Map(),
          // Every look waits a moment for others to share its call.
          busy: () => true,
        }),
      );
    case "secrets not read":
      return `The stack has the keys as secrets (${unreadSecrets.map((key) => `eni:${key}`).join(", ")}). \`--stack\` with \`--show-secrets\` reads them, and so does an input from \`pulumi stack export --show-secrets\`.`;
    case "no keys":
    case "refused":
      return opened.error.message;
    default:
      return opened satisfies never;
  }
};

export function asOpenPlace(session: Session): OpenPlace {
  return {
    session,
    looks: {
      findInterface: askedOnce((id) => session.interfaces.load(id)),
      findInstance: askedOnce((id) => session.instances.load(id)),
    },
  };
}

/** Asks once for each id. A failure is an answer too, so that all resources tell the same one. */
function askedOnce<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (id) => {
    const answer = answers.get(id) ?? ask(id);
    answers.set(id, answer);
    return answer;
  };
}
