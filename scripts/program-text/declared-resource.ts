/** A resource that a program in any language declares. */
export interface DeclaredResource {
  /** The cloud's name, which is a module of every SDK. */
  readonly cloud: string;
  readonly kind: "NetworkInterface" | "NetworkInterfaceAttachment";
  readonly name: string;
  readonly args: Readonly<Record<string, Argument>>;
}

/** What an argument can be here: the two resources take more, and no program that is written here needs it. */
export type Argument = string | readonly string[] | InterfaceId;

/** The id of an interface that the same program creates. */
export class InterfaceId {
  constructor(readonly ofName: string) {}
}

/** The interfaces whose id another resource uses: a program keeps these in variables. */
export function namesInUse(resources: readonly DeclaredResource[]): ReadonlySet<string> {
  const args = resources.flatMap((resource) => Object.values(resource.args));
  return new Set(args.flatMap((value) => (value instanceof InterfaceId ? [value.ofName] : [])));
}
