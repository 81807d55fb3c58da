import type { Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { RunFile } from "./run-file";

/**
 * Tells the provider process of this run what the program declares, and whether the state has it. A preview deletes
 * nothing, and a resource that is only looked up claims nothing.
 */
export function declareAttachment(
  resource: pulumi.CustomResource,
  pair: {
    readonly networkInterfaceId: pulumi.Input<string>;
    readonly instanceId: pulumi.Input<string>;
    readonly mayMoveTo?: pulumi.Input<string | pulumi.Input<string>[]> | undefined;
  },
  opts: pulumi.CustomResourceOptions | undefined,
): void {
  const file = opts?.id === undefined && !pulumi.runtime.isDryRun() ? runFile() : undefined;
  if (!file) return;
  pulumi
    .all([resource.urn, pair.networkInterfaceId, pair.instanceId, pair.mayMoveTo ?? []])
    .apply(([urn, networkInterfaceId, instanceId, mayMoveTo]) =>
      file.add({ urn, networkInterfaceId, instanceId, mayMoveTo: [mayMoveTo].flat(), isInState: false }),
    );
  const { __urn: urnInState, mayMoveTo } = resource as unknown as RecordedOutputs;
  pulumi
    .all([resource.urn, resource.id, urnInState, mayMoveTo ?? []])
    .apply(([urn, id, recordedUrn, may]) => {
      const [networkInterfaceId = "", instanceId = ""] = id.split(":");
      file.add({
        urn,
        networkInterfaceId,
        instanceId,
        mayMoveTo: [may].flat(),
        isInState: true,
        recordedUrn,
      });
    });
}

/** Outputs that the class does not declare. */
interface RecordedOutputs {
  /** The URN that the state has from the last update, which may be an older one. */
  readonly __urn?: pulumi.Output<string>;
  readonly mayMoveTo?: pulumi.Output<string | string[]>;
}

const runFiles = new Map<string, RunFile>();

/**
 * The file of the run. A process of the Automation API has several runs, one after another. A run with mocks has none.
 */
function runFile(): RunFile | undefined {
  const engine = pulumi.runtime.getEngine() as unknown as Partial<Client> | undefined;
  const address = engine?.getChannel?.().getTarget();
  if (address === undefined) return undefined;
  const file = runFiles.get(address) ?? new RunFile(address);
  runFiles.set(address, file);
  return file;
}
