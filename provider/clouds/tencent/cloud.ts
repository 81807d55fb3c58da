import { z } from "zod/v3";
import type { Cloud, Connection, Place, Receipt, Surroundings } from "../../contract/cloud";
import { type InterfaceView, nameOf } from "../../contract/observation";
import { matching, oneOfWords } from "../../contract/schemas";
import { accountId } from "../../core/account-id";
import { fingerprint } from "../../core/credentials";
import { UserError } from "../../core/errors";
import { readAnswer } from "../../core/no-answer";
import { remember } from "../../core/remember";
import { cloudTitle, TencentClient } from "./client";
import { TencentClientV2 } from "./client-v2";
import { findCredentials } from "./credentials";
import { findEndpoints } from "./endpoints";
import { codes } from "./errors";
import { findCapacity, findInstances, findInterfaces, listInstances, listInterfaces } from "./find";
import { findInterfacesV2 } from "./find-v2";
import { interfaceArguments } from "./interface-arguments";
import { interfaceCalls } from "./interface-calls";
import { interfaceCallsV2 } from "./interface-calls-v2";
import { limits, patienceV2 } from "./limits";
import { rules, rulesOfV2, rulesOfV3 } from "./rules";
import type { SignatureMethod } from "./sign-v2";
import { findTask, findTaskV2 } from "./tasks";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const taskId = z.union([z.number(), z.string()]).nullish();
/** One edition of the documentation puts the task's id at the top, another under `data`. */
const receiptShapeV2 = z.object({ taskId, data: z.object({ taskId }).nullish().catch(undefined) });
const callerShape = z.object({ AccountId: accountId });

/** Tencent Cloud VPC: API v3 of version 2017-03-12, and the legacy API v2. */
export const tencent: Cloud = {
  name: "tencent",
  title: cloudTitle,
  attachmentArguments: {
    regionId: matching(/^[a-z]+-[a-z0-9-]+$/, 'must be the name of a region, such as "ap-guangzhou"'),
    networkInterfaceId: matching(/^eni-\S+$/, 'must be the id of an ENI, such as "eni-m6dyj72l"'),
    instanceId: matching(/^ins-\S+$/, 'must be the id of a CVM instance, such as "ins-xx44545f"'),
    api: oneOfWords(["v3", "v2"]).optional(),
    vpcId: matching(/^vpc-\S+$/, 'must be the id of a VPC, such as "vpc-7t9nf3pu"').optional(),
  },
  argumentConflicts: ({ api, vpcId }) => {
    const isDeclared = vpcId !== undefined && vpcId !== null;
    if (api === "v2" && !isDeclared) {
      return [
        { property: "vpcId", reason: 'vpcId is required with `api: "v2"`: each of its calls wants it' },
      ];
    }
    if ((api === undefined || api === "v3") && isDeclared) {
      return [{ property: "vpcId", reason: 'vpcId is an argument of `api: "v2"` only: leave it out' }];
    }
    return [];
  },
  defaultApi: "v3",
  networkInterface: interfaceArguments,
  rules,
  codes,
  limits,
  connect: (place, surroundings) =>
    place.api === "v2" ? connectV2(place, surroundings) : connectV3(place, surroundings),
};

/** What both generations share: what only the API v3 tells about instances and the account, with the same keys. */
function connectAround(place: Place, surroundings: Surroundings) {
  const endpoints = findEndpoints(place, surroundings);
  const credentials = findCredentials(place.profile, surroundings);
  const { regionId } = place;
  const clientOf = (endpoint: string, version: string) =>
    new TencentClient({ endpoint, version, regionId }, credentials);
  const cvm = clientOf(endpoints.cvm, "2017-03-12");
  const sts = clientOf(endpoints.sts, "2018-08-13");
  const vpc = clientOf(endpoints.vpc, "2017-03-12");
  const tag = clientOf(endpoints.tag, "2018-08-13");
  const action = "GetCallerIdentity";
  const callerAccount = remember(async () => {
    const answer = await sts.call(action, {});
    return readAnswer({ cloudTitle, action }, () => callerShape.parse(answer)).AccountId;
  });
  const shared: Pick<
    Connection,
    | "endpointIsDefault"
    | "findInstances"
    | "listInstances"
    | "findCapacity"
    | "callerAccount"
    | "keyFingerprint"
    | "detachSideEffect"
  > = {
    endpointIsDefault: endpoints.isDefault,
    findInstances: (ids) => findInstances(cvm, regionId, ids),
    listInstances: (vpcId, page) => listInstances(cvm, regionId, vpcId, page),
    findCapacity: ({ id }) => findCapacity(vpc, id),
    callerAccount,
    keyFingerprint: async () => fingerprint((await credentials.get()).secretId),
    detachSideEffect,
  };
  return { endpoints, credentials, vpc, tagging: { client: tag, ownerAccount: callerAccount }, shared };
}

function connectV3(place: Place, surroundings: Surroundings): Connection {
  const { endpoints, vpc, tagging, shared } = connectAround(place, surroundings);
  const write =
    (action: string): Connection["attach"] =>
    async (request) => {
      const answer = await vpc.call(action, {
        NetworkInterfaceId: request.networkInterfaceId,
        InstanceId: request.instanceId,
        ClientToken: request.token,
      });
      const requestId = receiptShape.safeParse(answer).data?.RequestId ?? undefined;
      return { requestId, taskId: requestId };
    };
  return {
    ...shared,
    rules: rulesOfV3,
    endpoint: endpoints.vpc,
    findInterfaces: (ids) => findInterfaces(vpc, place.regionId, ids),
    listInterfaces: (vpcId, page) => listInterfaces(vpc, place.regionId, vpcId, page),
    attach: write("AttachNetworkInterface"),
    detach: write("DetachNetworkInterface"),
    interfaces: interfaceCalls(vpc, place.regionId, tagging),
    task: (taskId) => findTask(vpc, taskId),
  };
}

function connectV2(place: Place, surroundings: Surroundings): Connection {
  const { endpoints, credentials, shared } = connectAround(place, surroundings);
  const { regionId } = place;
  const signatureMethod = signatureMethodOf(surroundings.config("tencentV2SignatureMethod"));
  const vpc = new TencentClientV2({ endpoint: endpoints.vpcV2, regionId, signatureMethod }, credentials);
  const write =
    (action: string): Connection["attach"] =>
    async ({ networkInterfaceId, instanceId }) =>
      receiptV2(await vpc.call(action, { vpcId: requireVpc(place), networkInterfaceId, instanceId }));
  return {
    ...shared,
    rules: rulesOfV2,
    endpoint: endpoints.vpcV2,
    findInterfaces: async (ids) => findInterfacesV2(vpc, { regionId, vpcId: requireVpc(place) }, ids),
    attach: write("AttachNetworkInterface"),
    detach: write("DetachNetworkInterface"),
    interfaces: interfaceCallsV2(vpc, () => ({ regionId, vpcId: requireVpc(place) }), receiptV2),
    task: (taskId) => findTaskV2(vpc, taskId),
    taskSettles: true,
    patience: patienceV2,
  };
}

function receiptV2(answer: unknown): Receipt {
  const receipt = receiptShapeV2.safeParse(answer).data;
  const id = receipt?.data?.taskId ?? receipt?.taskId;
  return { requestId: undefined, taskId: id === undefined || id === null ? undefined : String(id) };
}

function requireVpc({ vpcId }: Place): string {
  if (vpcId !== undefined) return vpcId;
  throw new UserError('Tencent Cloud\'s API v2 wants the VPC in every call: give `vpcId` with `api: "v2"`.');
}

function signatureMethodOf(configured: string | undefined): SignatureMethod {
  if (configured === undefined || configured === "HmacSHA256") return "HmacSHA256";
  if (configured === "HmacSHA1") return configured;
  throw new UserError(
    `eni:tencentV2SignatureMethod must be "HmacSHA256" or "HmacSHA1", not "${configured}".`,
  );
}

/** A detach takes elastic IPs off the interface, and they go on costing money. */
function detachSideEffect(view: InterfaceView): string | undefined {
  const bound = view.addresses.flatMap(({ publicAddress }) =>
    publicAddress
      ? [publicAddress.name ? `${publicAddress.address} (${publicAddress.name})` : publicAddress.address]
      : [],
  );
  if (bound.length === 0) return undefined;
  return `detaching ${nameOf(view)} dissociates its public ${bound.length === 1 ? "address" : "addresses"} ${bound.join(", ")}: elastic IPs that nothing uses are billed.`;
}
