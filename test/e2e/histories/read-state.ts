import type { Scene } from "../../model/scene";
import type { StateResource } from "../../model/state";
import type { PulumiProgram } from "../../support/pulumi-program";

/** The state of a stack in the words of the model. */
export function readState(program: PulumiProgram, { api }: Scene): readonly StateResource[] {
  return program
    .resources()
    .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/eni/"))
    .map((stored) => ({
      urn: stored.urn,
      kind: stored.type.endsWith(api.kind) ? "attachment" : "interface",
      id: stored.id ?? "",
      inputs: stored.inputs ?? {},
      outputs: stored.outputs ?? {},
      dependencies: stored.dependencies ?? [],
      hasInitErrors: (stored.initErrors ?? []).length > 0,
      isPendingDelete: stored.delete === true,
      isPendingReplacement: stored.pendingReplacement === true,
      isTainted: stored.taint === true,
      isProtected: stored.protect === true,
      isRetained: stored.retainOnDelete === true,
      isExternal: stored.external === true,
      ...(stored.deletedWith === undefined ? {} : { deletedWith: stored.deletedWith }),
    }));
}
