import type { CloudCase } from "./cloud-cases";
import { type InterfaceCase, interfaceCases } from "./interface-cases";
import type { Properties, ProviderHost } from "./provider-process";
import { providerText } from "./provider-text";
import type { ServedCloud } from "./served-cloud";

/** What is ready to be called by the engine, and fails when the cloud refuses one action of it. */
export interface ReadyCall {
  readonly call: () => Promise<unknown>;
  /** The interface that the refused request names. Undefined: it names none, or those of other calls too. */
  readonly interfaceId?: string;
}

/** Prepares a call. Each number belongs to an interface of its own. */
export type PrepareCall = (served: ServedCloud, number: number) => Promise<ReadyCall>;

/** A time-out ends what would be repeated. It is the shortest that there is. */
const timeouts = { create: "1s", delete: "1s" };

/** A call of the engine for each action of a cloud, by the action. */
export function codeOperations(cloudCase: CloudCase): Readonly<Record<string, PrepareCall>> {
  const interfaceCase = interfaceCases.find(({ title }) => title === cloudCase.title);
  return {
    ...attachmentCalls(cloudCase),
    ...(interfaceCase ? interfaceCalls(interfaceCase, cloudCase.host) : {}),
  };
}

function attachmentCalls(cloudCase: CloudCase): Readonly<Record<string, PrepareCall>> {
  const { busy, running, storeName: cloud } = cloudCase;
  const seed = ({ emulator }: ServedCloud, number: number, instanceId: string | null = null) => {
    const example = cloudCase.free(1);
    // After those of the scenario, and in their form.
    const id = `${example.slice(0, -3)}${100 + number}`;
    const subnetId = emulator.store.interface(cloud, example)?.subnetId;
    emulator.seed({ interfaces: [{ cloud, id, subnetId, instanceId }] });
    return id;
  };
  const attach: PrepareCall = async (served, number) => {
    const interfaceId = seed(served, number);
    const call = () => served.provider.create(served.inputs(interfaceId, running, { timeouts }));
    return { call, interfaceId };
  };
  const look: PrepareCall = async (served, number) => ({ call: (await attach(served, number)).call });
  return {
    AttachNetworkInterface: attach,
    DetachNetworkInterface: async (served, number) => {
      const interfaceId = seed(served, number, busy);
      const inputs = served.inputs(interfaceId, busy, { timeouts });
      return { call: () => served.provider.delete(`${interfaceId}:${busy}`, inputs), interfaceId };
    },
    DescribeNetworkInterfaces: look,
    DescribeInstances: look,
  };
}

function interfaceCalls(
  interfaceCase: InterfaceCase,
  host: ProviderHost | undefined,
): Readonly<Record<string, PrepareCall>> {
  const { cloudCase, kind, tagging, fixedAddresses, modifyAction } = interfaceCase;
  const hidden =
    host === "plugin"
      ? {}
      : { __urn: "urn:pulumi:dev::interfaces::eni::data", __provider: providerText(kind) };
  const inputs = (more: Properties = {}) => ({
    ...cloudCase.place,
    ...interfaceCase.declared,
    ...more,
    timeouts,
    ...hidden,
  });
  const change =
    (olds: Properties, news: Properties): PrepareCall =>
    async ({ provider }) => {
      const { id, properties } = await provider.create(inputs(olds));
      return { call: () => provider.update(id, properties, inputs(news)), interfaceId: id };
    };
  const { secondaryIpAddresses } = fixedAddresses ?? {};
  return {
    DeleteNetworkInterface: async ({ provider }) => {
      const { id, properties } = await provider.create(inputs());
      return { call: () => provider.delete(id, properties), interfaceId: id };
    },
    [modifyAction ?? "ModifyNetworkInterfaceAttribute"]: change({}, interfaceCase.changed),
    ...(tagging
      ? {
          [tagging.removeAction]: change({ tags: { removed: "1" } }, { tags: {} }),
          [tagging.setAction]: change({ tags: {} }, { tags: { added: "1" } }),
        }
      : {}),
    ...(secondaryIpAddresses
      ? {
          AssignPrivateIpAddresses: change({ secondaryIpAddressCount: 1 }, { secondaryIpAddressCount: 2 }),
          UnassignPrivateIpAddresses: change({ secondaryIpAddresses }, { secondaryIpAddresses: [] }),
        }
      : {}),
    CreateNetworkInterface: async ({ provider }) => ({ call: () => provider.create(inputs()) }),
  };
}
