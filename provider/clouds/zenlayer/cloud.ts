import { z } from "zod/v3";
import type { Cloud, Connection, Receipt } from "../../contract/cloud";
import { fingerprint, showKeys } from "../../core/credentials";
import { answerTimeoutMs } from "../../core/http";
import { findProxy } from "../../core/proxy";
import { cloudTitle, ZenlayerClient } from "./client";
import { codes } from "./codes";
import { findCredentials } from "./credentials";
import { findEndpoint } from "./endpoints";
import { findInstances, findInterfaces, findMarkedInterfaces, listInstances, listInterfaces } from "./find";
import { findBackends } from "./find-backends";
import { findGroups, findSubnets } from "./find-network";
import { id } from "./ids";
import { interfaceArguments } from "./interface-arguments";
import { interfaceCalls } from "./interface-calls";
import { interfacesPerInstance, limits } from "./limits";
import { namesElsewhere } from "./names-elsewhere";
import { usedActions } from "./probes";
import { rules } from "./rules";

const zlb = { service: "zlb", version: "2025-04-01" };
const zrm = { service: "zrm", version: "2025-10-14" };
const receiptShape = z.object({ requestId: z.string().nullish() });

/** Zenlayer Elastic Compute (ZEC), version 2025-09-01. */
export const zenlayer: Cloud = {
  name: "zenlayer",
  title: cloudTitle,
  attachmentArguments: { networkInterfaceId: id, instanceId: id },
  networkInterface: interfaceArguments,
  namesElsewhere,
  bindingKeys: (_, holder) => holder?.loadBalancerIds ?? [],
  rules,
  codes,
  limits,
  connect(place, surroundings): Connection {
    const endpoint = findEndpoint(surroundings);
    const credentials = findCredentials(place.profile, surroundings);
    const proxy = findProxy(endpoint.url, surroundings.environment);
    const client = new ZenlayerClient(endpoint.url, credentials, answerTimeoutMs, { proxy });
    const resourceManagement = new ZenlayerClient(endpoint.url, credentials, answerTimeoutMs, {
      product: zrm,
      proxy,
    });
    const loadBalancing = new ZenlayerClient(endpoint.url, credentials, answerTimeoutMs, {
      product: zlb,
      proxy,
    });
    const services: Readonly<Record<string, ZenlayerClient>> = {
      zec: client,
      zlb: loadBalancing,
      zrm: resourceManagement,
    };
    const write = async (action: string, parameters: Readonly<Record<string, unknown>>): Promise<Receipt> => {
      const answer = await client.call(action, parameters);
      return { requestId: receiptShape.safeParse(answer).data?.requestId ?? undefined };
    };
    return {
      identity: {
        endpoint: endpoint.url,
        endpointIsDefault: endpoint.isDefault,
        keyFingerprint: async () => {
          const keys = await credentials.get();
          return fingerprint("token" in keys ? keys.token : keys.accessKeyId);
        },
      },
      find: {
        interfaces: (ids) => findInterfaces(client, ids),
        instances: (ids) => findInstances(client, ids),
        interfacesOfVpc: (vpcId, page) => listInterfaces(client, vpcId, page),
        instancesOfZone: (zoneId, page) => listInstances(client, zoneId, page),
        // One number holds for every instance. The cloud itself decides at the attach.
        capacity: async () => ({ interfaceQuota: interfacesPerInstance }),
        byMarker: (markers) => findMarkedInterfaces(client, markers),
        subnets: (ids) => findSubnets(client, ids),
        securityGroups: (ids) => findGroups(client, ids),
        bindings: (loadBalancerId) => findBackends(loadBalancing, loadBalancerId),
      },
      writes: {
        attach: ({ networkInterfaceId, instanceId }) =>
          write("AttachNetworkInterface", { nicId: networkInterfaceId, instanceId }),
        detach: ({ networkInterfaceId }) => write("DetachNetworkInterface", { nicId: networkInterfaceId }),
        networkInterface: interfaceCalls(client, resourceManagement),
      },
      access: {
        keys: () => showKeys(credentials, (keys) => ("token" in keys ? undefined : keys.accessKeyId)),
        endpoints: { zec: endpoint.url, zlb: endpoint.url, zrm: endpoint.url },
        actions: usedActions,
        call: ({ service, action }, parameters) => (services[service] ?? client).call(action, parameters),
      },
      // No action has an idempotency token, so a create never repeats an earlier answer.
      quirks: { detachNamesNoInstance: true },
    };
  },
};
