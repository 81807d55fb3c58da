import type { InterfaceKind } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { declaredMismatch } from "../contract/rules";
import type { Session } from "../session/session";
import { mayMoveToOf, optionalText, type Pair } from "./arguments";
import type { PrivateState } from "./handler";
import { withoutUndefined } from "./outputs";

/**
 * How the cloud, at the last read, differs from the attachment in the id; undefined when it does not. The cloud may
 * change addresses, the device index and the like, so these are not drift.
 */
export function findDrift(pair: Pair, outputs: Properties, declared: Properties): string | undefined {
  const { status, attachedTo } = outputs;
  // The state of a version that recorded neither, so nothing can be compared.
  if (typeof status !== "string") return undefined;
  const holder = typeof attachedTo === "string" ? attachedTo : "";
  if (status === "attached" && holder !== pair.instanceId && mayMoveToOf(declared).includes(holder))
    return undefined;
  if (holder !== "" && holder !== pair.instanceId) {
    const word = status === "detaching" ? "from" : "to";
    return `it is ${status} ${word} ${holder}, not ${word} ${pair.instanceId}`;
  }
  if (status !== "attached") return `it is ${status}, not attached`;
  const mismatch = declaredMismatch(
    {
      networkCardIndex: asNumber(declared.networkCardIndex),
      trunkNetworkInstanceId: optionalText(declared.trunkNetworkInstanceId),
    },
    {
      networkCardIndex: asNumber(outputs.networkCardIndex),
      trunkInterfaceId: optionalText(outputs.attachedThrough),
      kind: (optionalText(outputs.interfaceKind) ?? "other") as InterfaceKind,
    },
  );
  return mismatch && `it is attached ${mismatch}`;
}

/**
 * What follows in the report of a drift: the name of the new holder and what a destroy does, or that the declared
 * instance is gone.
 */
export async function explainDrift(
  session: Session,
  pair: Pair,
  holder: string | undefined,
): Promise<string> {
  const isElsewhere = holder !== undefined && holder !== pair.instanceId;
  return `${await describeInstance(session, pair, holder)}.${isElsewhere ? ` ${leftThere}` : ""}`;
}

async function describeInstance(session: Session, pair: Pair, holder: string | undefined): Promise<string> {
  if (holder === pair.instanceId) return "";
  try {
    const instance = await session.instances.load(holder ?? pair.instanceId);
    if (holder === undefined) return instance ? "" : `, and instance ${pair.instanceId} no longer exists`;
    const isNamed = instance?.name !== undefined && instance.name !== holder;
    return isNamed ? `; the name of ${holder} is "${instance.name}"` : "";
  } catch {
    // Without permission to look at instances, the drift is still reported.
    return "";
  }
}

/** What a destroy of this stack does about an interface that another instance holds. */
const leftThere =
  "A destroy leaves it there. If the stack has the interface too, its deletion is refused until someone detaches it there.";

/**
 * The result of a read. When the interface is attached differently than declared, the arguments in it say how. So a
 * program that ignores changes of such an argument leaves it as it is.
 */
export function refreshedProperties(
  observed: Properties,
  declared: Properties,
  pair: Pair,
  { declared: names }: PrivateState,
): { readonly outputs: Properties; readonly inputs?: Properties } {
  const isMismatched =
    observed.attachedTo === pair.instanceId && findDrift(pair, observed, declared) !== undefined;
  if (!names || !isMismatched) return { outputs: observed };
  const { trunkNetworkInstanceId: _, ...others } = observed;
  const outputs = withoutUndefined({ ...others, trunkNetworkInstanceId: observed.attachedThrough });
  return {
    outputs,
    inputs: withoutUndefined(Object.fromEntries(names.map((name) => [name, outputs[name]]))),
  };
}

/** Removes the outputs of an earlier read, so that values which the cloud no longer shows do not stay. */
export function dropObserved(outputs: Properties): Properties {
  const reported = [
    "deviceIndex",
    "attachedThrough",
    "publicIpAddresses",
    "ipv6Addresses",
    "attachedAt",
    "endpoint",
  ];
  return Object.fromEntries(Object.entries(outputs).filter(([key]) => !reported.includes(key)));
}

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
