import { existsSync, readFileSync } from "node:fs";
import type { Scene } from "../../model/scene";
import type { StateResource } from "../../model/state";
import type { PulumiProgram } from "../../support/pulumi-program";

/** A resource in the file of a stack, with what the model of the engine knows. */
interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: StateResource["inputs"];
  readonly outputs?: StateResource["outputs"];
  readonly dependencies?: readonly string[];
  readonly initErrors?: readonly string[];
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly taint?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly external?: boolean;
  readonly deletedWith?: string;
}

/** The state of a stack in the words of the model. */
export function readState({ stateFile }: PulumiProgram, { api }: Scene): readonly StateResource[] {
  if (!existsSync(stateFile)) return [];
  const file: { checkpoint: { latest?: { resources?: StoredResource[] } } } = JSON.parse(
    readFileSync(stateFile, "utf8"),
  );
  const resources = file.checkpoint.latest?.resources ?? [];
  return resources
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
