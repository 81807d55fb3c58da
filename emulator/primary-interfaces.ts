import { InvalidInput } from "./invalid-input";
import type { CloudName, StoredInterface } from "./model";
import type { Scenario } from "./scenario";
import type { Store } from "./store";

type InterfaceSeed = NonNullable<Scenario["interfaces"]>[number];
type InstanceSeed = NonNullable<Scenario["instances"]>[number];

/** The primary interface of an instance for which a scenario names none. */
export interface MissingPrimary {
  /** Where the scenario has the instance. */
  readonly field: string;
  readonly seed: InterfaceSeed;
}

const keyOf = (cloud: CloudName, instanceId: string): string => `${cloud}/${instanceId}`;

/** A cloud makes a primary interface with every instance, so each seeded instance without one gets one. */
export function missingPrimaries(
  store: Store,
  scenario: Scenario,
  newId: (cloud: InstanceSeed["cloud"]) => string,
): MissingPrimary[] {
  const complete = new Set(seededPrimaries(scenario).keys());
  const missing: MissingPrimary[] = [];
  for (const [index, instance] of (scenario.instances ?? []).entries()) {
    const { cloud, id, accountId, resourceGroupId } = instance;
    const key = keyOf(cloud, id);
    if (complete.has(key) || isReleased(store, instance) || hasPrimary(store, cloud, id)) continue;
    complete.add(key);
    missing.push({
      field: `instances[${index}]`,
      seed: { cloud, id: newId(cloud), kind: "primary", instanceId: id, accountId, resourceGroupId },
    });
  }
  return missing;
}

/** The primary interfaces that the scenario names, by their instances. */
function seededPrimaries({ interfaces = [] }: Scenario): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [index, { cloud, id, kind, instanceId }] of interfaces.entries()) {
    if (kind !== "primary" || instanceId == null) continue;
    const other = ids.get(keyOf(cloud, instanceId)) ?? id;
    if (other !== id) {
      throw new InvalidInput(
        `interfaces[${index}].kind: ${other} is already the primary one of ${instanceId}`,
      );
    }
    ids.set(keyOf(cloud, instanceId), id);
  }
  return ids;
}

function isReleased(store: Store, { cloud, id, status }: InstanceSeed): boolean {
  return (status ?? store.instance(cloud, id)?.status) === "released";
}

function hasPrimary(store: Store, cloud: CloudName, instanceId: string): boolean {
  return store.attachmentsOf(instanceId, cloud).some(({ kind }) => kind === "primary");
}

/** Tells whether the scenario gives the instance another primary interface, which takes the place of this one. */
export function replacedPrimaries(scenario: Scenario): (entry: StoredInterface) => boolean {
  const seeded = seededPrimaries(scenario);
  return ({ cloud, id, kind, instanceId }) => {
    if (kind !== "primary" || instanceId === null) return false;
    const next = seeded.get(keyOf(cloud, instanceId));
    return next !== undefined && next !== id;
  };
}
