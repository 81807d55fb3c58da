import { deletedBefore } from "./deleted-before";
import type { StackResource } from "./exported-stack";
import { judgeAlone } from "./judge-alone";
import type { RemovalJudgement } from "./judge-removal";
import { type Judged, type Judgement, notChecked, refused, type ToldFinding } from "./judged";
import type { PlaceOpener } from "./open-place";
import { interfaceOf, isOwn, nameOfResource, type OwnResource, withKind } from "./own-resource";
import { isKeptByProtection } from "./settled-by-engine";
import { StackPlaces } from "./stack-places";
import { subjectOf } from "./subject";

/** Judges for each attachment and interface of a stack whether `destroy` would succeed now. */
export async function judgeStack(
  exported: readonly StackResource[],
  open: PlaceOpener,
): Promise<readonly Judged[]> {
  const resources = exported.map(withKind);
  const own = resources.filter(isOwn);
  const stack: JudgedStack = {
    before: deletedBefore(resources),
    urns: new Set(resources.map(({ urn }) => urn)),
    places: new StackPlaces(resources, open),
    alone: new Map(),
    attachments: own.filter(({ kind }) => kind === "attachment"),
  };
  // Whether an interface can be deleted depends on the attachments that are detached before.
  await judgeAll(stack.attachments, stack);
  await judgeAll(
    own.filter(({ kind }) => kind === "interface"),
    stack,
  );
  return own.map((resource) => ({ ...subjectOf(resource), ...judgeInOrder(resource, stack) }));
}

type AnyResource = StackResource | OwnResource;

interface JudgedStack {
  readonly before: (resource: AnyResource) => readonly AnyResource[];
  readonly urns: ReadonlySet<string>;
  readonly places: StackPlaces;
  readonly attachments: readonly OwnResource[];
  /** What each resource's own deletion would come to. */
  readonly alone: Map<AnyResource, RemovalJudgement>;
}

async function judgeAll(resources: readonly OwnResource[], stack: JudgedStack): Promise<void> {
  const isDeleted = (urn: string) => stack.urns.has(urn);
  await Promise.all(
    resources.map(async (resource) => {
      const isDetachedBefore = stack.before(resource).some((first) => detaches(first, resource, stack));
      stack.alone.set(resource, await judgeAlone(resource, { ...stack, isDeleted, isDetachedBefore }));
    }),
  );
}

/** Whether the deletion of a resource detaches an interface. */
function detaches(first: AnyResource, { cloudName, id }: OwnResource, { alone }: JudgedStack): boolean {
  if (!isOwn(first) || first.kind !== "attachment" || first.cloudName !== cloudName) return false;
  if (interfaceOf(first) !== id) return false;
  const { verdict, preview } = alone.get(first) ?? {};
  const hasDetach = preview?.steps.some((step) => step.do === "detach") === true;
  return hasDetach && (verdict === "ok" || verdict === "would wait");
}

/** The judgement of a resource, with what becomes of the resources that are deleted first. */
function judgeInOrder(resource: OwnResource, stack: JudgedStack): Judgement {
  const { alone, before, attachments } = stack;
  const own = judgementOf(resource, stack);
  if (own.verdict === "refused") {
    const unordered = attachments.find(
      (attachment) => detaches(attachment, resource, stack) && !before(resource).includes(attachment),
    );
    return unordered ? { ...own, findings: [...own.findings, noteUnordered(unordered)] } : own;
  }
  const isRefused = (first: AnyResource) =>
    isKeptByProtection(first) || alone.get(first)?.verdict === "refused";
  const refusedFirst = before(resource).find(isRefused);
  if (refusedFirst) {
    return refused({
      rule: "deleted-first",
      reason: `Pulumi deletes ${nameOfResource(refusedFirst)} before it, and that would be refused.`,
      remedy: "First do what is said there.",
    });
  }
  const open = before(resource).find((first) => alone.get(first)?.verdict === "not checked");
  if (own.verdict === "not checked" || !open) return own;
  return notChecked(`Pulumi deletes ${nameOfResource(open)} before it, and that was not checked.`);
}

function judgementOf(resource: OwnResource, { alone }: JudgedStack): Judgement {
  const { preview: _, ...judgement }: RemovalJudgement =
    alone.get(resource) ?? notChecked("It was not looked at.");
  return judgement;
}

function noteUnordered(attachment: OwnResource): ToldFinding {
  const reason = `${nameOfResource(attachment)} of this stack is detached by the same destroy, but does not depend on the interface, so Pulumi deletes both at the same time.`;
  const remedy = "Pass the interface's `id` to the attachment, or give that the option `dependsOn`.";
  return { rule: "no-dependency", lasting: "note", codes: [], reason, remedy, text: `${reason} ${remedy}` };
}
