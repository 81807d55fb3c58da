import { z } from "zod/v3";
import type { Access } from "../../contract/access";
import type { Cloud, Connection, Finders, Identity, Place, Receipt, Writes } from "../../contract/cloud";
import type { InstanceView } from "../../contract/observation";
import { matching, oneOfWords } from "../../contract/schemas";
import { accountId } from "../../core/account-id";
import { fingerprint, showKeys } from "../../core/credentials";
import { UserError } from "../../core/errors";
import { memoize } from "../../core/memoize";
import { findProxy } from "../../core/proxy";
import { cloudTitle, TencentClient } from "./client";
import { TencentClientV2 } from "./client-v2";
import { codes, codesOfV2, codesOfV3 } from "./codes";
import type { Surroundings } from "./configuration";
import { findCredentials } from "./credentials";
import { findEndpoints } from "./endpoints";
import {
  filterInterfaces,
  findCapacity,
  findHeld,
  findInstances,
  findInterfaces,
  findMarkedInterfaces,
  listInstances,
  listInterfaces,
} from "./find";
import {
  findGroups,
  findInterfaceRoom,
  findSubnets,
  findUsedAddresses,
  findVirtualAddresses,
} from "./find-network";
import { findInterfacesV2, listInterfacesV2 } from "./find-v2";
import { interfaceArguments } from "./interface-arguments";
import { interfaceCalls } from "./interface-calls";
import { interfaceCallsV2, interfaceFindersV2 } from "./interface-calls-v2";
import { limits, timingV2 } from "./limits";
import { namesElsewhere } from "./names-elsewhere";
import { usedActionsV2, usedActionsV3 } from "./probes";
import { rules, rulesOfV2, rulesOfV3 } from "./rules";
import type { SignatureMethod } from "./sign-v2";
import { findTask, findTaskV2 } from "./tasks";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const taskId = z.union([z.number(), z.string()]).nullish();
/** One edition of the documentation has the task's id at the top, another under `data`. */
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
      return [{ property: "vpcId", reason: 'vpcId is required with `api: "v2"`: all its calls need it' }];
    }
    if ((api === undefined || api === "v3") && isDeclared) {
      return [{ property: "vpcId", reason: 'vpcId is an argument of `api: "v2"` only: remove it' }];
    }
    return [];
  },
  defaultApi: "v3",
  networkInterface: interfaceArguments,
  namesElsewhere,
  bindingKeys: ({ vpcId }) => (vpcId === undefined ? [] : [vpcId]),
  rules,
  codes,
  generations: {
    v3: { rules: rulesOfV3, codes: codesOfV3 },
    v2: { rules: rulesOfV2, codes: codesOfV2 },
  },
  limits,
  connect: (place, surroundings) =>
    place.api === "v2" ? connectV2(place, surroundings) : connectV3(place, surroundings),
};

/** What both generations share. Only the API v3 has calls for instances and the account; the keys are the same. */
function connectAround(place: Place, surroundings: Surroundings) {
  const endpoints = findEndpoints(place, surroundings);
  const credentials = findCredentials(place.profile, surroundings);
  const { regionId } = place;
  const clientOf = (service: "cvm" | "sts" | "vpc" | "tag", version: string) => {
    const endpoint = endpoints[service];
    const proxy = findProxy(endpoint, surroundings.environment);
    return new TencentClient({ endpoint, version, regionId, service, proxy }, credentials);
  };
  const cvm = clientOf("cvm", "2017-03-12");
  const sts = clientOf("sts", "2018-08-13");
  const vpc = clientOf("vpc", "2017-03-12");
  const tag = clientOf("tag", "2018-08-13");
  const callerAccount = memoize(async () => (await sts.read("GetCallerIdentity", {}, callerShape)).AccountId);
  const identity = (endpoint: string): Identity => ({
    endpoint,
    endpointIsDefault: endpoints.isDefault,
    callerAccount,
    keyFingerprint: async () => fingerprint((await credentials.get()).secretId),
  });
  // The limit follows from the instance type (inferred, see FACTS.md), so each type is asked for once.
  const capacityOf = memoize(
    ({ id }: InstanceView) => findCapacity(vpc, id),
    ({ id, instanceType }) => instanceType ?? id,
  );
  const find: Pick<Finders, AroundFinder> = {
    instances: (ids) => findInstances(cvm, regionId, ids),
    instancesOfVpc: (vpcId, page) => listInstances(cvm, regionId, vpcId, page),
    subnets: (ids) => findSubnets(vpc, ids),
    securityGroups: (ids) => findGroups(vpc, ids),
    usedAddresses: (subnet, addresses) => findUsedAddresses(vpc, subnet, addresses),
    interfaceRoom: (vpcId) => findInterfaceRoom(vpc, vpcId),
    bindings: (vpcId) => findVirtualAddresses(vpc, vpcId),
  };
  const services: Readonly<Record<string, TencentClient>> = { cvm, sts, vpc, tag };
  const access: Access = {
    keys: () => showKeys(credentials, ({ secretId }) => secretId),
    endpoints: { cvm: endpoints.cvm, sts: endpoints.sts, vpc: endpoints.vpc, tag: endpoints.tag },
    actions: usedActionsV3,
    call: ({ service, action }, parameters) => (services[service] ?? vpc).call(action, parameters),
  };
  return {
    endpoints,
    credentials,
    access,
    vpc,
    tagging: { client: tag, ownerAccount: callerAccount },
    identity,
    find,
    capacityOf,
  };
}

function connectV3(place: Place, surroundings: Surroundings): Connection {
  const { endpoints, access, vpc, tagging, identity, find, capacityOf } = connectAround(place, surroundings);
  const { regionId } = place;
  const write =
    (action: string): Writes["attach"] =>
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
    identity: identity(endpoints.vpc),
    find: {
      ...find,
      interfaces: (ids) => findInterfaces(vpc, regionId, ids),
      interfacesOfVpc: (vpcId, page) => listInterfaces(vpc, regionId, vpcId, page),
      capacity: capacityOf,
      heldInterfaces: (instanceId) => findHeld(vpc, regionId, instanceId),
      maybeGone: (ids) => filterInterfaces(vpc, regionId, ids),
      byMarker: (markers) => findMarkedInterfaces(vpc, regionId, markers),
      task: (taskId) => findTask(vpc, taskId),
    },
    writes: {
      attach: write("AttachNetworkInterface"),
      detach: write("DetachNetworkInterface"),
      networkInterface: interfaceCalls(vpc, regionId, tagging),
    },
    access,
    quirks: { rules: rulesOfV3, createRepeats: true },
  };
}

function connectV2(place: Place, surroundings: Surroundings): Connection {
  const around = connectAround(place, surroundings);
  const { endpoints, credentials, access, identity, find } = around;
  const { regionId } = place;
  const signatureMethod = signatureMethodOf(surroundings.config("tencentV2SignatureMethod"));
  const endpoint = endpoints.vpcV2;
  const proxy = findProxy(endpoint, surroundings.environment);
  const vpc = new TencentClientV2({ endpoint, regionId, signatureMethod, proxy }, credentials);
  const placeV2 = () => ({ regionId, vpcId: requireVpc(place) });
  const write =
    (action: string): Writes["attach"] =>
    async ({ networkInterfaceId, instanceId }) =>
      receiptV2(await vpc.call(action, { vpcId: requireVpc(place), networkInterfaceId, instanceId }));
  return {
    identity: identity(endpoints.vpcV2),
    find: {
      ...find,
      ...interfaceFindersV2(vpc, placeV2),
      interfaces: async (ids) => findInterfacesV2(vpc, placeV2(), ids),
      interfacesOfVpc: (vpcId, page) => listInterfacesV2(vpc, { regionId, vpcId }, page),
      capacity: around.capacityOf,
      // Only the API v3 shows which interfaces are extended ones, which do not count.
      heldInterfaces: (instanceId) => findHeld(around.vpc, regionId, instanceId),
      heldOfVpc: (vpcId, page) => listInterfaces(around.vpc, regionId, vpcId, page),
      task: (taskId) => findTaskV2(vpc, taskId),
    },
    writes: {
      attach: write("AttachNetworkInterface"),
      detach: write("DetachNetworkInterface"),
      networkInterface: interfaceCallsV2(vpc, placeV2, receiptV2),
    },
    access: {
      ...access,
      endpoints: { ...access.endpoints, "vpc v2": endpoint },
      actions: usedActionsV2,
      call: (used, parameters) =>
        used.service === "vpc v2"
          ? vpc.call(used.action, asTexts(parameters))
          : access.call(used, parameters),
    },
    quirks: {
      rules: rulesOfV2,
      timing: timingV2,
      describesOneInterface: true,
      onlyTasksShowTransitions: true,
    },
  };
}

function asTexts(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

function receiptV2(answer: unknown): Receipt {
  const receipt = receiptShapeV2.safeParse(answer).data;
  const id = receipt?.data?.taskId ?? receipt?.taskId;
  return { requestId: undefined, taskId: id === undefined || id === null ? undefined : String(id) };
}

function requireVpc({ vpcId }: Place): string {
  if (vpcId !== undefined) return vpcId;
  throw new UserError('Tencent Cloud\'s API v2 needs the VPC in every call: give `vpcId` with `api: "v2"`.');
}

function signatureMethodOf(configured: string | undefined): SignatureMethod {
  if (configured === undefined || configured === "HmacSHA256") return "HmacSHA256";
  if (configured === "HmacSHA1") return configured;
  throw new UserError(
    `eni:tencentV2SignatureMethod must be "HmacSHA256" or "HmacSHA1", not "${configured}".`,
  );
}

/** What the API v3 finds for both generations. */
type AroundFinder =
  | "instances"
  | "instancesOfVpc"
  | "subnets"
  | "securityGroups"
  | "usedAddresses"
  | "interfaceRoom"
  | "bindings";
