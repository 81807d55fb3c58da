import { type CloudName, isCloudName } from "../../provider/clouds";
import { isUnknown } from "../../provider/core/unknown";
import { parseId } from "../../provider/resources/arguments";
import type { StackResource } from "./exported-stack";

/** An attachment or an interface of this package in a stack. */
export interface OwnResource extends StackResource {
  readonly kind: "attachment" | "interface";
  /** As the type token has it. A newer version may have written it, with more clouds. */
  readonly cloudName: string;
}

const typeForm = /^pulumi-nodejs:dynamic\/eni\/([^:/]+):NetworkInterface(Attachment)?$/;

/** The resource with what its type says; unchanged when it belongs to another package. */
export function withKind(resource: StackResource): StackResource | OwnResource {
  const [whole, cloudName = "", isAttachment] = typeForm.exec(resource.type) ?? [];
  if (whole === undefined) return resource;
  return { ...resource, kind: isAttachment ? "attachment" : "interface", cloudName };
}

export function isOwn(resource: StackResource | OwnResource): resource is OwnResource {
  return "kind" in resource;
}

export function cloudOf({ cloudName }: OwnResource): CloudName | undefined {
  return isCloudName(cloudName) ? cloudName : undefined;
}

/** The interface that the resource is or attaches. A deletion takes it from the id alone. */
export function interfaceOf({ kind, id }: OwnResource): string | undefined {
  return kind === "interface" ? id : parseId(id)?.networkInterfaceId;
}

/** Such as `attachment "data"`. */
export function nameOfResource(resource: StackResource | OwnResource): string {
  const kind = isOwn(resource) ? resource.kind : "resource";
  return `${kind} "${shortName(resource)}"`;
}

/** The name that the program gives. */
export function shortName({ urn }: StackResource): string {
  return urn.split("::").slice(3).join("::");
}

/** The outputs that a deletion reads. */
const needed = [
  "regionId",
  "profile",
  "api",
  "vpcId",
  "accountId",
  "endpoint",
  "mayMoveTo",
  "detachOnDelete",
];

/** Those of them that are secrets without their plain text. */
export function secretOutputs({ outputs }: OwnResource): readonly string[] {
  return needed.filter((name) => isUnknown(outputs[name]));
}
