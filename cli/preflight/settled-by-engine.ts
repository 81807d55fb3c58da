import type { StackResource } from "./exported-stack";
import { type Judgement, refused, succeeds } from "./judged";

/**
 * What the engine decides about a deletion without the provider; undefined when it asks the provider. In the order of
 * the engine: see `ScheduleDeletes` and `DeleteStep.Apply` in pulumi/pkg/resource/deploy.
 *
 * @param isDeleted whether the same destroy deletes the resource with this URN
 */
export function settledByEngine(
  resource: StackResource,
  isDeleted: (urn: string) => boolean,
): Judgement | undefined {
  const { isPendingDeletion, isPendingReplacement, isExternal, isRetained, deletedWith } = resource;
  if (isPendingReplacement && !isPendingDeletion) {
    return succeeds("An earlier run has deleted it already. It is only removed from the state.");
  }
  if (isKeptByProtection(resource)) {
    return refused({
      rule: "protect",
      reason: "It is protected, so Pulumi does not delete it.",
      remedy:
        "Remove the option `protect` from the program and run `pulumi up`, or run `pulumi state unprotect` with its URN.",
    });
  }
  if (isExternal) return succeeds("The program only reads it. It is only removed from the state.");
  if (isRetained) return succeeds("It has `retainOnDelete`. It stays as it is in the cloud.");
  if (deletedWith !== undefined && isDeleted(deletedWith)) {
    return succeeds(`It has \`deletedWith\`, so it is left to the deletion of ${deletedWith}.`);
  }
  return undefined;
}

/** The engine deletes the old resource of a replacement even when it is protected. */
export function isKeptByProtection({ isProtected, isPendingDeletion }: StackResource): boolean {
  return isProtected && !isPendingDeletion;
}
