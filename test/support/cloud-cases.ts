import type { CloudName, Emulator } from "../../emulator";
import { cloudNames } from "../../provider/clouds";
import type { Cloud } from "../../provider/contract/cloud";
import type { Rule } from "../../provider/contract/rules";
import type { CodeEntry } from "../../provider/core/errors";
import type { ProviderHost } from "./provider-process";

/**
 * What a suite that holds for every cloud needs to know about one: ids of the emulator's default scenario, and words.
 */
export interface CloudCase {
  /** The API under test, such as "tencent v2". */
  readonly title: string;
  readonly cloud: Cloud;
  readonly kind: string;
  /** What starts the provider process, in tests that have one. Default: the host of dynamic providers. */
  readonly host?: ProviderHost;
  readonly storeName: CloudName;
  /** Arguments that every attachment of this case has. */
  readonly place: Readonly<Record<string, unknown>> & { readonly regionId: string };
  readonly running: string;
  /** A second running instance in the same zone and VPC; it has a name, and holds `attached`. */
  readonly busy: string;
  readonly stopped: string;
  readonly starting: string;
  readonly otherZoneInstance: string;
  /** A free secondary interface by its number, from 1 to 12. It is in the zone of `running`, and stays when an instance that holds it is released. */
  readonly free: (number: number) => string;
  /** How many more interfaces `running` takes, at the start. */
  readonly room: number;
  readonly quotaCode: string;
  readonly attached: string;
  readonly primary: string;
  /** The `eni:` configuration that gives a key pair. */
  readonly keys: (pair: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
  }) => Record<string, string>;
  /** Whether a stopped instance takes interfaces. */
  readonly attachesToStopped: boolean;
  /** Whether the cloud says which account a key belongs to. */
  readonly hasCallerIdentity: boolean;
  /** Whether the describe shows transitions. */
  readonly showsTransitions: boolean;
  /** Whether the describe of an instance shows the interfaces that it holds. */
  readonly showsHoldings: boolean;
  /** Whether an instance that is being released has a status of its own. */
  readonly showsReleases: boolean;
  /** The code of a refusal for the state of the interface. */
  readonly stateCode: string;
  readonly primaryCode: string;
  readonly throttleCode: string;
  /** A refusal of a describe for the form of one id, and one for want of the permission. */
  readonly malformedCode: string;
  readonly deniedCode: string;
  /** Answers of describes that show nothing, where the cloud lists the interfaces of an instance in both. */
  readonly empty?: { readonly interfaces: object; readonly instances: object };
  /** A code in the form of this API that its documentation does not have. */
  readonly inventedCode: string;
  /** The codes of the API under test, where the cloud has several; else all of its table. */
  readonly codes?: readonly CodeEntry[];
  /** The rules with these codes. */
  readonly rules?: readonly Rule[];
  /** Whether its answers carry a request id; default: yes. */
  readonly namesRequests?: boolean;
  /** A folder of node_modules that only this cloud's calls load, such as "@alicloud"; undefined: there is no SDK. */
  readonly sdk?: string;
  /** Codes by which a describe of one id says that there is no such thing; elsewhere an empty answer says so. */
  readonly unknownIdCodes?: readonly string[];
  /** Where interfaces are attached through a trunk interface too: an instance whose type allows it, and two trunks. */
  readonly trunks?: {
    readonly instance: string;
    readonly type: { readonly cloud: CloudName; readonly id: string; readonly trunkSupported: true };
    /** A second instance in the same zone and VPC. */
    readonly elsewhere: string;
    readonly trunk: string;
    readonly otherTrunk: string;
  };
}

/** The cases of `test/clouds/<cloud>.ts` of each registered cloud: one for each generation of its API. */
export const cloudCases: readonly CloudCase[] = cloudNames.flatMap((name) => {
  const { cases }: { readonly cases: readonly CloudCase[] } = require(`../clouds/${name}`);
  return cases;
});

/** Each case with each host that can start the provider process. */
export const hostedCases: readonly (CloudCase & { readonly host: ProviderHost })[] = cloudCases.flatMap(
  (cloudCase) => (["dynamic", "plugin"] as const).map((host) => ({ ...cloudCase, host })),
);

/** The key pair of the second account of a cloud, which sees nothing of the first. */
export function otherAccountKey(emulator: Emulator, cloudCase: CloudCase) {
  const key = emulator.store.accounts(cloudCase.storeName)[1]?.keys[0];
  if (!key) throw new Error(`${cloudCase.title} has no second account`);
  return key;
}
