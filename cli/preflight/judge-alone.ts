import { mayMoveToOf, optionalText, parseId } from "../../provider/resources/arguments";
import type { RemovalQuestion } from "../../provider/resources/removal-preview";
import { judgeRemoval, type RemovalJudgement } from "./judge-removal";
import { notChecked, refused } from "./judged";
import { cloudOf, type OwnResource, secretOutputs } from "./own-resource";
import { settledByEngine } from "./settled-by-engine";
import type { StackPlaces } from "./stack-places";

export interface InStack {
  readonly places: StackPlaces;
  /** Whether the same destroy deletes the resource with this URN. */
  readonly isDeleted: (urn: string) => boolean;
  /** Whether the same destroy detaches the interface before. */
  readonly isDetachedBefore: boolean;
}

/** Judges the deletion of one resource, as if those before it had succeeded. */
export async function judgeAlone(resource: OwnResource, stack: InStack): Promise<RemovalJudgement> {
  const settled = settledByEngine(resource, stack.isDeleted);
  if (settled) return settled;
  const cloud = cloudOf(resource);
  if (cloud === undefined) {
    return notChecked(`This version of pulumi-eni does not know the cloud "${resource.cloudName}".`);
  }
  const secrets = secretOutputs(resource);
  if (secrets.length > 0) {
    return notChecked(
      `Its ${secrets.map((name) => `\`${name}\``).join(", ")} is secret in the state. Export with \`--show-secrets\`.`,
    );
  }
  const question = questionOf(resource, stack.isDetachedBefore);
  if (question === undefined) {
    return refused({
      rule: "id",
      reason: `The id "${resource.id}" is not of the form <networkInterfaceId>:<instanceId>.`,
      remedy: "Remove the resource from the state with `pulumi state delete`.",
    });
  }
  const place = await stack.places.of(cloud, resource);
  if (typeof place === "string") return notChecked(place);
  const { instanceId } = parseId(resource.id) ?? {};
  place.session.recorded.note({
    networkInterfaceId: question.networkInterfaceId,
    ...(instanceId === undefined ? {} : { instanceId }),
  });
  return judgeRemoval(question, place);
}

/** What a deletion reads from the state. Undefined when the id names no attachment. */
function questionOf(
  { kind, id, outputs }: OwnResource,
  isDetachedBefore: boolean,
): RemovalQuestion | undefined {
  const { accountId, endpoint } = outputs;
  if (kind === "interface") {
    const holder = optionalText(outputs.attachedTo);
    const detachFirst = outputs.detachOnDelete === true;
    return {
      networkInterfaceId: id,
      goal: { state: "deleted", detachFirst },
      isDetachedBefore,
      recorded: { id, accountId, endpoint, holder },
    };
  }
  const pair = parseId(id);
  return (
    pair && {
      networkInterfaceId: pair.networkInterfaceId,
      goal: { state: "detached", instanceId: pair.instanceId },
      mayMoveTo: mayMoveToOf(outputs),
      recorded: { id, accountId, endpoint, holder: pair.instanceId },
    }
  );
}
