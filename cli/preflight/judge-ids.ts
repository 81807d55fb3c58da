import type { CloudName } from "../../provider/clouds";
import { cloudFolders } from "../../provider/clouds";
import { UserError } from "../../provider/core/errors";
import { type AttachmentInputs, findAttachmentFailures } from "../../provider/resources/arguments";
import { describeUnknown } from "../../provider/resources/flow";
import { previewAttach } from "../../provider/resources/preflight";
import type { PlaceOptions } from "../doctor/candidate";
import type { StackConfiguration } from "../doctor/stack-configuration";
import { judgeRemoval } from "./judge-removal";
import { type Judged, type Judgement, notChecked, succeeds, told } from "./judged";
import type { OpenPlace, PlaceOpener } from "./open-place";
import { titleOf } from "./subject";

/** One operation on ids that were given without a stack. */
export type AskedIds = PlaceOptions & {
  readonly cloud: CloudName;
  readonly region: string;
  readonly networkInterfaceId: string;
} & (
    | { readonly operation: "attach" | "detach"; readonly instanceId: string }
    | { readonly operation: "delete" }
  );

/** Judges whether the operation would succeed now. */
export async function judgeIds(
  asked: AskedIds,
  configuration: StackConfiguration | undefined,
  open: PlaceOpener,
): Promise<Judged> {
  requireForms(asked);
  const { networkInterfaceId, cloud: name, region } = asked;
  const cloud = cloudFolders[name].cloud();
  const place = await open(name, asked, configuration);
  const judgement = typeof place === "string" ? notChecked(place) : await judge(asked, place);
  const isPair = asked.operation !== "delete";
  return {
    kind: isPair ? "attachment" : "interface",
    id: isPair ? `${networkInterfaceId}:${asked.instanceId}` : networkInterfaceId,
    cloud: name,
    title: titleOf(cloud.title, asked.api ?? cloud.defaultApi),
    regionId: region,
    ...judgement,
  };
}

/** The ids have the forms that the arguments of a program have. */
function requireForms(asked: AskedIds): void {
  const cloud = cloudFolders[asked.cloud].cloud();
  const failures = findAttachmentFailures(cloud, inputsOf(asked));
  const optionOf: Readonly<Record<string, string>> = {
    networkInterfaceId: "--interface",
    instanceId: "--instance",
    regionId: "--region",
    vpcId: "--vpc",
  };
  // A deletion names no instance.
  const [failure] = failures.filter(
    ({ property }) => property !== "instanceId" || asked.operation !== "delete",
  );
  if (!failure) return;
  const { property, reason } = failure;
  throw new UserError(`${optionOf[property] ?? `--${property}`}: ${reason}.`);
}

function inputsOf(asked: AskedIds): AttachmentInputs {
  const { region, profile, api, vpc, networkInterfaceId } = asked;
  const instanceId = asked.operation === "delete" ? "" : asked.instanceId;
  const given = Object.entries({ profile, api, vpcId: vpc }).filter(([, value]) => value !== undefined);
  return { regionId: region, networkInterfaceId, instanceId, ...Object.fromEntries(given) };
}

async function judge(asked: AskedIds, place: OpenPlace): Promise<Judgement> {
  if (asked.operation === "attach") return judgeAttach(inputsOf(asked), asked.instanceId, place);
  const { networkInterfaceId, operation } = asked;
  const goal =
    operation === "detach"
      ? ({ state: "detached", instanceId: asked.instanceId } as const)
      : ({ state: "deleted", detachFirst: false } as const);
  const { preview, ...judgement } = await judgeRemoval({ networkInterfaceId, goal }, place);
  if (preview === undefined || preview.seen) return judgement;
  // Without a state that records it, a wrong id is more probable than an interface that is gone.
  return notChecked(describeUnknown(networkInterfaceId, place.session));
}

async function judgeAttach(
  inputs: AttachmentInputs,
  instanceId: string,
  { session }: OpenPlace,
): Promise<Judgement> {
  try {
    const question = { inputs, previous: undefined, isNew: true, claimed: [] };
    const { findings, unchecked } = await previewAttach(question, session);
    const judgement = succeeds(`It can be attached to ${instanceId}.`, { findings: findings.map(told) });
    return unchecked === undefined || judgement.verdict === "refused"
      ? judgement
      : notChecked(`The room on ${instanceId} is not known: ${unchecked}`);
  } catch (error) {
    if (error instanceof UserError) return notChecked(error.message);
    throw error;
  }
}
