import type { InterfaceKind } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { declaredMismatch } from "../contract/rules";
import { mayMoveToOf, optionalText, type Pair } from "./arguments";

/**
 * Where the cloud, as last read, differs from the goal that the id records; undefined: nowhere. Addresses, the device
 * index and the like are the cloud's to change and are no drift.
 */
export function findDrift(pair: Pair, outputs: Properties, declared: Properties): string | undefined {
  const { status, attachedTo } = outputs;
  // State of a version that recorded neither: nothing can be said.
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

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
