import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { DeclaredClaim } from "../../provider/resources/claims";
import type { ProviderHost } from "../support/provider-host";
import type { Program } from "./program";
import type { ProviderOfRun } from "./provider-of-run";

/** What a run of the engine has around it. */
export interface EngineOptions {
  readonly provider: ProviderOfRun;
  readonly nowMs: () => number;
  /** What the program tells the provider process through the run file. */
  readonly declared: DeclaredClaim[];
  /** What serves the resources. Default: the host of dynamic providers. */
  readonly host?: ProviderHost;
}

/** What `up` includes, by URNs. */
export interface UpLimits {
  readonly target?: readonly string[] | undefined;
  /** Whether what depends on a target is one, too. */
  readonly targetDependents?: boolean | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** The URNs of `--replace`. */
  readonly replace?: readonly string[] | undefined;
}

/** What limits or changes an `up`. */
export interface UpOptions extends UpLimits {
  readonly refresh?: boolean | undefined;
  /** One step after the other, as with `--parallel 1`. */
  readonly isSerial?: boolean | undefined;
}

export interface DestroyOptions {
  /** With what depends on them. */
  readonly target?: readonly string[] | undefined;
  readonly refresh?: boolean | undefined;
}

/** One call of the engine to the provider. */
export interface EngineCall {
  readonly name: keyof DynamicProvider;
  readonly urn: string;
  readonly id: string | undefined;
  readonly tookMs: number;
  readonly error?: string | undefined;
}

/** Whether an `up` with these limits is about a resource. */
export function isIncludedBy(
  { target, targetDependents, exclude = [] }: UpLimits,
  program: Program,
): (urn: string) => boolean {
  if (!target) return (urn) => !exclude.includes(urn);
  const dependents = program.filter(({ interfaceUrn }) => interfaceUrn && target.includes(interfaceUrn));
  const all = [...target, ...(targetDependents ? dependents.map(({ urn }) => urn) : [])];
  return (urn) => all.includes(urn);
}
