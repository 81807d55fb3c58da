import type { StackResource } from "./exported-stack";

/**
 * What `destroy` deletes before a resource: everything that depends on it, also through others. Resources without such
 * a relation are deleted at the same time.
 */
export function deletedBefore<T extends StackResource>(
  resources: readonly T[],
): (resource: T) => readonly T[] {
  const dependents = new Map<string, T[]>();
  for (const resource of resources) {
    for (const urn of resource.dependsOn) {
      const known = dependents.get(urn);
      if (known) known.push(resource);
      else dependents.set(urn, [resource]);
    }
  }
  return (resource) => {
    const found = new Set<T>();
    const open = [resource.urn];
    for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
      for (const dependent of dependents.get(urn) ?? []) {
        if (dependent === resource || found.has(dependent)) continue;
        found.add(dependent);
        open.push(dependent.urn);
      }
    }
    return [...found];
  };
}
