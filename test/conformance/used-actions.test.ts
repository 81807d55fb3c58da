import type { Access, UsedAction } from "../../provider/contract/access";
import type {
  AddressWrites,
  Connection,
  Finders,
  InterfaceWrites,
  Place,
  Writes,
} from "../../provider/contract/cloud";
import { CloudError } from "../../provider/core/errors";
import { readOnlyKeyOf } from "../support/accounts";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { emulatorOfSuite } from "../support/emulator-of-suite";

/** Calls every function of one group. A new function of the contract has to be added here. */
type EachOf<Group, Given> = {
  readonly [Name in keyof Group]-?: (group: Group, given: Given) => Promise<unknown> | undefined;
};

interface Ids {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
}

const finders: EachOf<Finders, Ids> = {
  interfaces: (find, { networkInterfaceId }) => find.interfaces([networkInterfaceId]),
  instances: (find, { instanceId }) => find.instances([instanceId]),
  interfacesOfVpc: (find) => find.interfacesOfVpc?.("vpc-1", undefined),
  instancesOfVpc: (find) => find.instancesOfVpc?.("vpc-1", undefined),
  instancesOfZone: (find) => find.instancesOfZone?.("zone-1", undefined),
  heldInterfaces: (find, { instanceId }) => find.heldInterfaces?.(instanceId),
  heldOfVpc: (find) => find.heldOfVpc?.("vpc-1", undefined),
  capacity: async (find, { instanceId }) => {
    const [instance] = await find.instances([instanceId]);
    return instance && find.capacity?.(instance);
  },
  bindings: (find) => find.bindings?.("1"),
  subnets: (find) => find.subnets?.(["subnet-1"]),
  usedAddresses: (find) => find.usedAddresses?.({ id: "subnet-1", vpcId: "vpc-1" }, ["172.16.0.9"]),
  interfaceRoom: (find) => find.interfaceRoom?.("vpc-1"),
  securityGroups: (find) => find.securityGroups?.(["sg-1"]),
  maybeGone: (find, { networkInterfaceId }) => find.maybeGone?.([networkInterfaceId]),
  byMarker: (find) => find.byMarker?.(["marker"]),
  task: (find) => find.task?.("1"),
};

const writes: EachOf<Omit<Writes, "networkInterface">, Ids> = {
  attach: ({ attach }, ids) => attach({ ...ids, declared: {}, token: "attach" }),
  detach: ({ detach }, ids) => detach({ ...ids, declared: {}, token: "detach" }),
};

const interfaceWrites: EachOf<Omit<InterfaceWrites, "addresses">, Ids> = {
  create: ({ create }) => create({ declared: {}, marker: "marker", token: "create" }),
  modify: ({ modify }, { networkInterfaceId }) => modify({ networkInterfaceId, changes: {} }),
  updateTags: ({ updateTags }, { networkInterfaceId }) =>
    updateTags?.({ networkInterfaceId, set: { role: "data" }, remove: ["old"] }),
  delete: ({ delete: remove }, { networkInterfaceId }) => remove(networkInterfaceId),
};

const addressWrites: EachOf<AddressWrites, Ids & { readonly argument: string }> = {
  assign: ({ assign }, given) => assign({ ...given, addresses: 1, token: "assign" }),
  unassign: ({ unassign }, given) => unassign({ ...given, addresses: ["172.16.0.9"] }),
};

async function callEach<Group, Given>(each: EachOf<Group, Given>, group: Group | undefined, given: Given) {
  if (group === undefined) return;
  for (const call of Object.values<(group: Group, given: Given) => Promise<unknown> | undefined>(each)) {
    await refusable(async () => call(group, given));
  }
}

/** The cloud may refuse the call: here only its name counts. */
async function refusable(call: () => Promise<unknown>): Promise<CloudError | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof CloudError) return error;
    throw error;
  }
}

describe.each(cloudCases)("the list of used actions of $title", (cloudCase: CloudCase) => {
  const { cloud, storeName, running, free } = cloudCase;
  const emulator = emulatorOfSuite();
  const { regionId, api, vpcId } = cloudCase.place as Partial<Place> & { regionId: string };
  const place: Place = { regionId, profile: undefined, api, vpcId };

  const connect = (pair: { accessKeyId: string; accessKeySecret: string }): Connection => {
    const config = cloudCase.keys(pair);
    return cloud.connect(place, {
      config: (name) => config[name],
      environment: emulator.environment(),
      homeDirectory: "/nowhere",
    });
  };
  const asked = () => new Set(emulator.journal.entries({ cloud: storeName }).map(({ action }) => action));
  const probesOf = ({ actions }: Access) =>
    actions.flatMap(({ probe, ...rest }) => {
      const parameters = probe?.parameters(place);
      return probe && parameters ? [{ used: { ...rest, probe }, parameters }] : [];
    });

  it("has every action that the connection calls, and no other", async () => {
    const connection = connect(emulator.credentials[storeName]);
    const ids = { networkInterfaceId: free(1), instanceId: running };
    await connection.identity.callerAccount?.();
    await callEach(finders, connection.find, ids);
    await callEach(writes, connection.writes, ids);
    const own = connection.writes.networkInterface;
    await callEach(interfaceWrites, own, ids);
    for (const [argument, { addresses }] of Object.entries(cloud.networkInterface?.arguments ?? {})) {
      if (addresses) await callEach(addressWrites, own?.addresses, { ...ids, argument });
    }
    const listed = new Set(connection.access.actions.map(({ action }) => action));
    expect([...listed].sort()).toEqual([...asked()].sort());
  });

  it("names each action of a service once, with a purpose, a source and an endpoint", () => {
    const { actions, endpoints } = connect(emulator.credentials[storeName]).access;
    const names = actions.map(({ service, action }) => `${service}:${action}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { service, purpose, source } of actions) {
      expect(endpoints[service]).toBe(emulator.url);
      expect([purpose, source]).toEqual([
        expect.stringMatching(/^[a-z].{4,}/),
        expect.stringMatching(/.{6}/),
      ]);
    }
    expect(probesOf(connect(emulator.credentials[storeName]).access)).not.toHaveLength(0);
  });

  it("tries only actions that change nothing, and those of a key that may only describe", async () => {
    const { access } = connect(readOnlyKeyOf(emulator, storeName));
    const before = JSON.stringify(emulator.store.interfaces(storeName));
    for (const { used, parameters } of probesOf(access)) {
      expect(used.action).toMatch(/^(Describe|Get)[A-Z]/);
      const refusal = await refusable(() => access.call(used, parameters));
      const wanted = used.probe?.refusedIds ? "id refused" : "accepted";
      expect([used.action, outcome(used, refusal)]).toEqual([used.action, wanted]);
    }
    expect([...asked()].filter((action) => !/^(Describe|Get)/.test(action))).toEqual([]);
    expect(JSON.stringify(emulator.store.interfaces(storeName))).toBe(before);
  });

  it("tells by each probe that the permission is missing, except where the invented id is refused", async () => {
    const [account] = emulator.store.accounts(storeName);
    if (account === undefined) throw new Error("the emulator has no account");
    const keys = account.keys.map((key) => ({ ...key, deniedActions: ["*"] }));
    emulator.seed({ accounts: [{ cloud: storeName, id: account.id, keys }] });
    const { access } = connect(emulator.credentials[storeName]);
    for (const { used, parameters } of probesOf(access)) {
      const refusal = await refusable(() => access.call(used, parameters));
      expect([used.action, outcome(used, refusal)]).toEqual([used.action, expectedOutcome(used)]);
    }
  });
});

function outcome({ probe }: UsedAction, refusal: CloudError | undefined): string {
  if (refusal === undefined) return "accepted";
  return probe?.refusedIds?.includes(refusal.code ?? "") ? "id refused" : refusal.kind;
}

/** A caller identity needs no permission. */
function expectedOutcome({ action, probe }: UsedAction): string {
  if (action === "GetCallerIdentity") return "accepted";
  return probe?.refusedIds ? "id refused" : "permission";
}
