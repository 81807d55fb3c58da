import type { CloudName, Emulator } from "../../emulator";
import { alibaba } from "../../provider/clouds/alibaba/cloud";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { codesOfV2, codesOfV3 } from "../../provider/clouds/tencent/codes";
import { rulesOfV2, rulesOfV3 } from "../../provider/clouds/tencent/rules";
import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import type { Cloud } from "../../provider/contract/cloud";
import type { Rule } from "../../provider/contract/rules";
import type { CodeEntry } from "../../provider/core/errors";

/**
 * What a suite that holds for every cloud needs to know about one: ids of the emulator's default scenario, and words.
 */
export interface CloudCase {
  /** The API under test, such as "tencent v2". */
  readonly title: string;
  readonly cloud: Cloud;
  readonly kind: string;
  readonly storeName: CloudName;
  /** Arguments that every attachment of this case has. */
  readonly place: Readonly<Record<string, unknown>> & { readonly regionId: string };
  readonly running: string;
  /** A second running instance in the same zone and VPC; it holds `attached`. */
  readonly busy: string;
  readonly stopped: string;
  readonly starting: string;
  readonly otherZoneInstance: string;
  /** A free secondary interface by its number, from 1. */
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

const zenlayerEmpty = { requestId: "T1", response: { requestId: "T1", totalCount: 0, dataSet: [] } };

export const cloudCases: readonly CloudCase[] = [
  {
    title: "alibaba",
    cloud: alibaba,
    kind: "alibaba:NetworkInterfaceAttachment",
    storeName: "alibaba",
    place: { regionId: "cn-hangzhou" },
    running: "i-bp1running0000000001",
    busy: "i-bp1busy0000000000001",
    stopped: "i-bp1stopped0000000001",
    starting: "i-bp1starting000000001",
    otherZoneInstance: "i-bp1otherzone00000001",
    free: (number) => `eni-bp1free${String(number).padStart(13, "0")}`,
    room: 7,
    quotaCode: "EniPerInstanceLimitExceeded",
    attached: "eni-bp1attached000000001",
    primary: "eni-bp1primary0000000001",
    keys: (pair) => ({ alibabaAccessKeyId: pair.accessKeyId, alibabaAccessKeySecret: pair.accessKeySecret }),
    attachesToStopped: true,
    hasCallerIdentity: true,
    showsTransitions: true,
    stateCode: "InvalidOperation.InvalidEniState",
    primaryCode: "InvalidOperation.DetachPrimaryEniNotAllowed",
    throttleCode: "Throttling.User",
    malformedCode: "InvalidParams.EniId",
    deniedCode: "Forbidden.RAM",
    empty: {
      interfaces: {
        RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",
        TotalCount: 0,
        PageNumber: 1,
        PageSize: 10,
        NetworkInterfaceSets: { NetworkInterfaceSet: [] },
      },
      instances: {
        RequestId: "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",
        TotalCount: 0,
        PageNumber: 1,
        PageSize: 10,
        Instances: { Instance: [] },
      },
    },
    inventedCode: "InvalidOperation.NeverHeardOf",
    unknownIdCodes: ["InvalidEniId.NotFound"],
    trunks: {
      instance: "i-bp1large000000000001",
      type: { cloud: "alibaba", id: "ecs.g7.16xlarge", trunkSupported: true },
      elsewhere: "i-bp1running0000000001",
      trunk: "eni-bp1trunk000000000001",
      otherTrunk: "eni-bp1fast0000000000001",
    },
  },
  tencentCase({ title: "tencent", codes: codesOfV3, rules: rulesOfV3 }),
  tencentCase({
    title: "tencent v2",
    codes: codesOfV2,
    rules: rulesOfV2,
    place: { regionId: "ap-guangzhou", api: "v2", vpcId: "vpc-main0001" },
    showsTransitions: false,
    quotaCode: "5100",
    stateCode: "ActionLocked",
    primaryCode: "5100",
    throttleCode: "4400",
    malformedCode: "4000",
    namesRequests: false,
  }),
  {
    title: "zenlayer",
    cloud: zenlayer,
    kind: "zenlayer:NetworkInterfaceAttachment",
    storeName: "zenlayer",
    place: { regionId: "asia-east-1" },
    running: "1610000000000000001",
    busy: "1610000000000000004",
    stopped: "1610000000000000002",
    starting: "1610000000000000003",
    otherZoneInstance: "1610000000000000007",
    free: (number) => `162${String(number).padStart(16, "0")}`,
    room: 7,
    quotaCode: "INVALID_INSTANCE_NIC_LIMIT",
    attached: "1622000000000000001",
    primary: "1621000000000000001",
    keys: (pair) => ({
      zenlayerAccessKeyId: pair.accessKeyId,
      zenlayerAccessKeyPassword: pair.accessKeySecret,
    }),
    attachesToStopped: false,
    hasCallerIdentity: false,
    showsTransitions: true,
    stateCode: "INVALID_NIC_STATUS",
    primaryCode: "INVALID_NIC_PRIMARY_CANT_DETACH",
    throttleCode: "REQUEST_LIMIT_EXCEEDED",
    unknownIdCodes: [
      "OPERATION_FAILED_RESOURCE_NOT_FOUND",
      "INVALID_NIC_NOT_FOUND",
      "INVALID_INSTANCE_NOT_FOUND",
    ],
    malformedCode: "INVALID_PARAMETER_VALUE",
    deniedCode: "AUTHFAILURE_UNAUTHORIZED_OPERATION",
    empty: { interfaces: zenlayerEmpty, instances: zenlayerEmpty },
    inventedCode: "INVALID_NIC_NEVER_HEARD_OF",
  },
];

/** The key pair of the second account of a cloud, which sees nothing of the first. */
export function otherAccountKey(emulator: Emulator, cloudCase: CloudCase) {
  const key = emulator.store.accounts(cloudCase.storeName)[1]?.keys[0];
  if (!key) throw new Error(`${cloudCase.title} has no second account`);
  return key;
}

/** One cloud with two generations of its API. */
function tencentCase(own: Partial<CloudCase> & Pick<CloudCase, "title">): CloudCase {
  return {
    cloud: tencent,
    kind: "tencent:NetworkInterfaceAttachment",
    storeName: "tencent",
    place: { regionId: "ap-guangzhou" },
    running: "ins-running1",
    busy: "ins-busy0001",
    stopped: "ins-stopped1",
    starting: "ins-start001",
    otherZoneInstance: "ins-zone0001",
    free: (number) => `eni-free${String(number).padStart(4, "0")}`,
    room: 7,
    quotaCode: "LimitExceeded",
    attached: "eni-held0001",
    primary: "eni-prim0001",
    keys: (pair) => ({ tencentSecretId: pair.accessKeyId, tencentSecretKey: pair.accessKeySecret }),
    attachesToStopped: true,
    hasCallerIdentity: true,
    showsTransitions: true,
    stateCode: "UnsupportedOperation.InvalidState",
    primaryCode: "UnsupportedOperation",
    throttleCode: "RequestLimitExceeded",
    malformedCode: "InvalidParameterValue.Malformed",
    deniedCode: "UnauthorizedOperation",
    inventedCode: "NewFailure.NobodyKnows",
    unknownIdCodes: ["ResourceNotFound", "InvalidNetworkInterface.NotFound"],
    ...own,
  };
}
