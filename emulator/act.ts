import { z } from "zod";
import type { Parts } from "./answer";
import { check, InvalidInput } from "./invalid-input";
import type { CloudName } from "./model";
import { cloudName } from "./scenario";
import { instanceSeedFields, interfaceSeedFields } from "./seeds";
import type { Store } from "./store";
import { freed } from "./transitions";

const id = z.string().min(1);
const onInterface = { cloud: cloudName, interfaceId: id };
const onInstance = { cloud: cloudName, instanceId: id };
const afterMs = z.number().min(0).optional();

export const actSchema = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("attach"),
    ...onInterface,
    instanceId: id,
    deviceIndex: z.number().int().min(0).optional(),
  }),
  z.strictObject({ act: z.literal("detach"), ...onInterface }),
  z.strictObject({ act: z.literal("delete"), ...onInterface }),
  z.strictObject({ act: z.literal("release-instance"), ...onInstance }),
  z.strictObject({ act: z.literal("start"), ...onInstance, afterMs }),
  z.strictObject({ act: z.literal("stop"), ...onInstance, afterMs }),
  z.strictObject({ act: z.literal("set-interface"), ...onInterface, set: interfaceSeedFields }),
  z.strictObject({
    act: z.literal("set-instance"),
    ...onInstance,
    set: instanceSeedFields.omit({ settlesTo: true }),
    afterMs,
  }),
  z.strictObject({ act: z.literal("assign-ip"), ...onInterface, address: z.ipv4().optional() }),
  z.strictObject({ act: z.literal("unassign-ip"), ...onInterface, address: z.ipv4() }),
  z.strictObject({ act: z.literal("associate-eip"), ...onInterface, address: z.ipv4(), allocationId: id }),
  z.strictObject({
    act: z.literal("rotate-key"),
    cloud: cloudName,
    accountId: id,
    accessKeyId: id,
    accessKeySecret: id,
  }),
]);

/** A change that someone else makes in the cloud: at once, without a signature, marked as foreign in the journal. */
export type Act = z.infer<typeof actSchema>;

export function perform(input: unknown, parts: Parts): void {
  const act = check(actSchema, input, "act");
  carryOut(act, parts);
  const { act: _act, cloud: name, ...params } = act;
  parts.journal.record({
    cloud: name,
    api: "foreign",
    action: act.act,
    regionId: null,
    accountId: null,
    params,
    httpStatus: 200,
    code: null,
    requestId: "",
    tookMs: 0,
    foreign: true,
  });
}

function carryOut(act: Act, { store, transitions, clock }: Parts): void {
  if ("interfaceId" in act) {
    checkExists(store, act.cloud, "interface", act.interfaceId);
    if (["attach", "detach", "delete", "set-interface"].includes(act.act)) {
      transitions.drop(act.cloud, act.interfaceId);
    }
  }
  if ("instanceId" in act) checkExists(store, act.cloud, "instance", act.instanceId);
  switch (act.act) {
    case "attach":
      attach(act, store, clock.now());
      return;
    case "detach":
      free(store, act.cloud, act.interfaceId);
      return;
    case "delete":
      store.removeInterface(act.cloud, act.interfaceId);
      return;
    case "release-instance":
      transitions.releaseInstance(act.cloud, act.instanceId);
      return;
    case "start":
      store.updateInstance(act.cloud, act.instanceId, { status: "starting" });
      transitions.scheduleInstance(act.cloud, act.instanceId, "running", act.afterMs ?? 0);
      return;
    case "stop":
      store.updateInstance(act.cloud, act.instanceId, { status: "stopping" });
      transitions.scheduleInstance(act.cloud, act.instanceId, "stopped", act.afterMs ?? 0);
      return;
    case "set-interface":
      transitions.adopt(store.updateInterface(act.cloud, act.interfaceId, given(act.set)));
      return;
    case "set-instance":
      if (act.afterMs !== undefined && act.set.status !== undefined) {
        transitions.scheduleInstance(act.cloud, act.instanceId, act.set.status, act.afterMs);
      } else store.updateInstance(act.cloud, act.instanceId, given(act.set));
      return;
    case "assign-ip":
    case "unassign-ip":
    case "associate-eip":
      changeAddresses(act, store);
      return;
    case "rotate-key":
      rotateKey(act, store);
      return;
    default: {
      const never: never = act;
      throw new InvalidInput(`act: ${JSON.stringify(never)} does not exist`);
    }
  }
}

function attach(act: Extract<Act, { act: "attach" }>, store: Store, now: number): void {
  const used = new Set(store.attachmentsOf(act.instanceId, act.cloud).map((entry) => entry.deviceIndex));
  let deviceIndex = act.deviceIndex ?? 1;
  while (act.deviceIndex === undefined && used.has(deviceIndex)) deviceIndex += 1;
  store.updateInterface(act.cloud, act.interfaceId, {
    status: "attached",
    instanceId: act.instanceId,
    deviceIndex,
    networkCardIndex: 0,
    attachedAt: now,
  });
}

function free(store: Store, name: CloudName, interfaceId: string): void {
  const entry = store.interface(name, interfaceId);
  if (entry !== undefined) store.updateInterface(name, interfaceId, freed(entry));
}

type AddressAct = Extract<Act, { act: "assign-ip" | "unassign-ip" | "associate-eip" }>;

function changeAddresses(act: AddressAct, store: Store): void {
  const entry = store.interface(act.cloud, act.interfaceId);
  if (entry === undefined) return;
  if (act.act === "unassign-ip") {
    const privateIps = entry.privateIps.filter((ip) => ip.primary || ip.address !== act.address);
    store.updateInterface(act.cloud, entry.id, { privateIps });
  } else if (act.act === "assign-ip") {
    const address = act.address ?? store.addressPool(act.cloud, entry.subnetId)?.propose();
    if (address === undefined) throw new InvalidInput(`act: subnet ${entry.subnetId} has no free address`);
    store.updateInterface(act.cloud, entry.id, {
      privateIps: [...entry.privateIps, { address, primary: false }],
    });
  } else {
    const publicIp = { address: act.address, allocationId: act.allocationId };
    const privateIps = entry.privateIps.map((ip) => (ip.primary ? { ...ip, publicIp } : ip));
    store.updateInterface(act.cloud, entry.id, { privateIps });
  }
}

/** Replaces the account's first key pair; the cloud no longer knows the old one. */
function rotateKey(act: Extract<Act, { act: "rotate-key" }>, store: Store): void {
  const account = store.account(act.cloud, act.accountId);
  if (account === undefined)
    throw new InvalidInput(`accountId: there is no account ${act.accountId} on ${act.cloud}`);
  const { accessKeyId, accessKeySecret } = act;
  const [first, ...others] = account.keys;
  store.putAccount({ ...account, keys: [{ ...first, accessKeyId, accessKeySecret }, ...others] });
}

function checkExists(store: Store, name: CloudName, what: "interface" | "instance", wanted: string): void {
  const found = what === "interface" ? store.interface(name, wanted) : store.instance(name, wanted);
  if (found === undefined) throw new InvalidInput(`${what}Id: there is no ${what} ${wanted} on ${name}`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
