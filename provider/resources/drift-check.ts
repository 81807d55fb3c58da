import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { placeOf } from "./arguments";
import type { Context, PrivateState, RefreshedState, Run } from "./handler";

/** What the state has, or what a look has shown since then. */
export interface Known {
  readonly outputs: Properties;
  readonly privateState: PrivateState;
}

/** The first look of a refresh at an interface. */
export type FirstLook = (networkInterfaceId: string) => Promise<InterfaceView | undefined>;

/**
 * With `eni:driftCheck`, the comparison of a plain `preview` or `up` looks at the cloud first, as a refresh does. The
 * update that follows then corrects what the comparison has shown.
 */
export class DriftCheck {
  private readonly seen = new Map<string, Known>();

  constructor(private readonly run: Run) {}

  /**
   * What is known for a comparison; undefined when the resource is gone. Only after a check of this run: a refresh
   * compares too, and has looked already.
   */
  async look(
    recorded: Known,
    context: Context,
    refresh: (look: FirstLook) => Promise<RefreshedState | undefined>,
  ): Promise<Known | undefined> {
    const { urn = "", ignored = [] } = context;
    const { checked, lookFailures, configuredDriftCheck, sessionFor, warnOnce } = this.run;
    if (!configuredDriftCheck() || !checked.has(urn)) return recorded;
    const place = placeOf(recorded.outputs);
    const key = JSON.stringify([place, "drift"]);
    const failed = lookFailures.of(key);
    if (failed !== undefined) return recorded;
    try {
      const session = sessionFor(place);
      const refreshed = await refresh((id) =>
        lookFailures.within(session, () => session.snapshots.interfaces.find(id)),
      );
      if (!refreshed) return undefined;
      const known = withIgnored(refreshed, recorded, ignored);
      this.seen.set(urn, known);
      return known;
    } catch (error) {
      warnOnce(`not checked for drift: ${lookFailures.note(key, error)}`);
      return recorded;
    }
  }

  /** What the comparison before an update has shown, else what the state has. */
  latest(recorded: Known, { urn = "" }: Context): Known {
    return this.seen.get(urn) ?? recorded;
  }
}

/** What was seen, but with the recorded value of each argument whose changes the program ignores. */
function withIgnored({ outputs, privateState }: Known, recorded: Known, ignored: readonly string[]): Known {
  if (ignored.includes("*")) return recorded;
  const names = ignored.map((path) => path.split(/[.[]/, 1)[0] ?? path);
  // The cloud shows the trunk of an attachment under another name.
  const all = names.includes("trunkNetworkInstanceId") ? [...names, "attachedThrough"] : names;
  const kept = recorded.privateState.declared?.filter((name) => all.includes(name)) ?? [];
  return {
    outputs: { ...outputs, ...Object.fromEntries(all.map((name) => [name, recorded.outputs[name]])) },
    privateState: {
      ...privateState,
      declared: privateState.declared && [...new Set([...privateState.declared, ...kept])],
    },
  };
}
