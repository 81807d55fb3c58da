import type { Properties } from "../../provider/contract/properties";
import type { ResourceKind } from "./state";

/** A resource as a program registers it. */
export interface DeclaredResource {
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly inputs: Properties;
  /** For an attachment: the URN of the resource whose id is its `networkInterfaceId`. */
  readonly interfaceUrn?: string | undefined;
  readonly options: ResourceOptions;
  /** The id by which it is only looked up. */
  readonly lookUp?: string | undefined;
}

/** The resource options that the model knows. */
export interface ResourceOptions {
  /** URNs that the resource had before. */
  readonly aliases?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly replaceOnChanges?: readonly string[];
  /** The URN of a resource with which it goes. */
  readonly deletedWith?: string;
  /** False where a transformation takes back what the class sets. */
  readonly deleteBeforeReplace?: false;
}

/** The resources of a program, each after those that it depends on. */
export type Program = readonly DeclaredResource[];
