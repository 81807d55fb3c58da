import type { InterfaceKind } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { declaredMismatch } from "../contract/rules";
import { mayMoveToOf, optionalText, type Pair } from "./arguments";

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

function asNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
