import { z } from "zod/v3";
import type { AttachRequest, Cloud, Connection, DetachRequest, Receipt } from "../../contract/cloud";
import { matching, must } from "../../contract/schemas";
import { accountId } from "../../core/account-id";
import { fingerprint, showKeys } from "../../core/credentials";
import { memoize } from "../../core/memoize";
import { findProxy } from "../../core/proxy";
import { AlibabaClient, cloudTitle, type Product } from "./client";
import { codes } from "./codes";
import { findCredentials } from "./credentials";
import { findEndpoints } from "./endpoints";
import {
  findCapacity,
  findInstances,
  findInterfaces,
  findMarkedInterfaces,
  listInstances,
  listInterfaces,
} from "./find";
import { findGroups, findInterfaceRoom, findSwitches, findUsedAddresses } from "./find-network";
import { interfaceArguments } from "./interface-arguments";
import { interfaceCalls } from "./interface-calls";
import { limits } from "./limits";
import { namesElsewhere } from "./names-elsewhere";
import { usedActions } from "./probes";
import { rules } from "./rules";

const receiptShape = z.object({ RequestId: z.string().nullish() });
const callerShape = z.object({ AccountId: accountId });

const eni = matching(/^eni-\S+$/, 'must be the id of an ENI, such as "eni-bp1…"');

/** Alibaba Cloud ECS, version 2014-05-26. */
export const alibaba: Cloud = {
  name: "alibaba",
  title: cloudTitle,
  attachmentArguments: {
    networkInterfaceId: eni,
    instanceId: matching(/^i-\S+$/, 'must be the id of an ECS instance, such as "i-bp1…"'),
    networkCardIndex: must(
      (value) => Number.isSafeInteger(value) && Number(value) >= 0,
      "must be a whole number of 0 or more",
    ).optional(),
    trunkNetworkInstanceId: eni.optional(),
  },
  networkInterface: interfaceArguments,
  namesElsewhere,
  rules,
  codes,
  limits,
  connect(place, surroundings): Connection {
    const endpoints = findEndpoints(place, surroundings);
    const credentials = findCredentials(place.profile, surroundings);
    const clientOf = (product: Product) => {
      const proxy = findProxy(product.endpoint, surroundings.environment);
      return new AlibabaClient({ ...product, proxy }, credentials);
    };
    const ecs = clientOf({
      endpoint: endpoints.ecs,
      version: "2014-05-26",
      followsRegion: endpoints.isDefault,
    });
    const vpc = clientOf({
      endpoint: endpoints.vpc,
      version: "2016-04-28",
      service: "vpc",
      followsRegion: true,
    });
    const sts = clientOf({ endpoint: endpoints.sts, version: "2015-04-01", service: "sts" });
    const write = async (
      action: string,
      request: AttachRequest | DetachRequest,
      trunkInterfaceId: unknown,
      more: object,
    ): Promise<Receipt> => {
      const answer = await ecs.call(action, {
        RegionId: place.regionId,
        InstanceId: request.instanceId,
        NetworkInterfaceId: request.networkInterfaceId,
        ...(trunkInterfaceId === undefined ? {} : { TrunkNetworkInstanceId: trunkInterfaceId }),
        ...more,
      });
      return { requestId: receiptShape.safeParse(answer).data?.RequestId ?? undefined };
    };
    const capacityOf = memoize((instanceType: string) => findCapacity(ecs, place.regionId, instanceType));
    return {
      identity: {
        endpoint: endpoints.ecs,
        endpointIsDefault: endpoints.isDefault,
        callerAccount: async () => (await sts.read("GetCallerIdentity", {}, callerShape)).AccountId,
        keyFingerprint: async () => fingerprint((await credentials.get()).accessKeyId),
      },
      find: {
        interfaces: (ids) => findInterfaces(ecs, place.regionId, ids),
        instances: (ids) => findInstances(ecs, place.regionId, ids),
        interfacesOfVpc: (vpcId, page) => listInterfaces(ecs, { ...place, vpcId }, page),
        instancesOfVpc: (vpcId, page) => listInstances(ecs, { ...place, vpcId }, page),
        subnets: (ids) => findSwitches(vpc, place.regionId, ids),
        securityGroups: (ids) => findGroups(ecs, place.regionId, ids),
        usedAddresses: (subnet, addresses) => findUsedAddresses(ecs, place.regionId, subnet, addresses),
        interfaceRoom: (regionId) => findInterfaceRoom(ecs, regionId),
        // The number of interfaces depends on the instance type, so each type is asked for once.
        capacity: async ({ instanceType }) =>
          instanceType === undefined ? {} : await capacityOf(instanceType),
        byMarker: (markers) => findMarkedInterfaces(ecs, place.regionId, markers),
      },
      writes: {
        attach: (request) =>
          write("AttachNetworkInterface", request, request.declared.trunkNetworkInstanceId, {
            ...(request.declared.networkCardIndex === undefined
              ? {}
              : { NetworkCardIndex: request.declared.networkCardIndex }),
          }),
        detach: (request) => write("DetachNetworkInterface", request, request.trunkInterfaceId, {}),
        networkInterface: interfaceCalls(ecs, place.regionId),
      },
      access: {
        keys: () => showKeys(credentials, ({ accessKeyId }) => accessKeyId),
        endpoints: { ecs: endpoints.ecs, vpc: endpoints.vpc, sts: endpoints.sts },
        actions: usedActions,
        call: ({ service, action }, parameters) =>
          (
            new Map([
              ["sts", sts],
              ["vpc", vpc],
            ]).get(service) ?? ecs
          ).call(action, parameters),
      },
      quirks: { createRepeats: true },
    };
  },
};
