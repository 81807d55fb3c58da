import type { FaultKind, InstanceStatus } from "../../emulator";
import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { ProviderError, providerFailureOf } from "../support/provider-error";
import type { Properties, ProviderProcess } from "../support/provider-process";
import { ServedCloud } from "../support/served-cloud";

/** The number of the first interface that the default scenario does not have. */
const firstOwn = 60;
/** What a page of DescribeNetworkInterfaces holds at the most. */
const longestPage = 500;

/**
 * What can happen to an attachment, each case through one provider process that serves all of them side by side, as in
 * a large program. Other files hold through the process: stuck (stuck-detach), throttled for ever (failures), two
 * resources on one interface (messages), unknown ids in preview (life), replacements, drift and keys (e2e).
 */
describe.each(hostedCases)(
  "side by side through one process on $title by the $host host",
  (cloudCase: CloudCase) => {
    const { storeName: cloud, free, running, primary } = cloudCase;
    let served: ServedCloud;
    let seeded = 0;

    beforeAll(async () => {
      served = await ServedCloud.start(cloudCase, { transitionMs: 400 });
    });
    afterAll(() => served.close());

    /** A free interface and two running instances that no other case knows. */
    const place = (status: InstanceStatus = "running") => {
      const { store } = served.emulator;
      seeded += 1;
      const model = {
        instance: store.instance(cloud, running),
        networkInterface: store.interface(cloud, free(1)),
      };
      if (!model.instance || !model.networkInterface)
        throw new Error("the scenario has instances and interfaces");
      const { subnetId, instanceType, securityGroupIds } = model.instance;
      const [here, elsewhere] = [0, 1].map((second) => ownInstance(running, 2 * seeded + second)) as [
        string,
        string,
      ];
      const eni = free(firstOwn + seeded);
      served.emulator.seed({
        instances: [
          { cloud, id: here, subnetId, instanceType, securityGroupIds: [...securityGroupIds], status },
          { cloud, id: elsewhere, subnetId, instanceType, securityGroupIds: [...securityGroupIds] },
        ],
        interfaces: [
          {
            ...{ cloud, id: eni, subnetId: model.networkInterface.subnetId },
            securityGroupIds: [...model.networkInterface.securityGroupIds],
          },
        ],
      });
      return { eni, here, elsewhere, id: `${eni}:${here}` };
    };
    const strike = (interfaceId: string, action: "Attach" | "Detach", kind: FaultKind, times = 1) =>
      served.emulator.faults.add({
        ...{ cloud, action: `${action}NetworkInterface`, match: { interfaceId }, times },
        ...kind,
      });
    const attachByHand = (interfaceId: string, instanceId: string) =>
      served.emulator.act({ act: "attach", cloud, interfaceId, instanceId });
    const stored = (eni: string) => served.emulator.store.interface(cloud, eni);
    /** The writes that the cloud was asked for about an interface, with the code of a refusal. */
    const writes = (eni: string) =>
      served.emulator.journal
        .entries({ cloud, foreign: false })
        .filter(({ action, params }) => /^(At|De)tach/.test(action) && JSON.stringify(params).includes(eni))
        .map(
          ({ action, code }) => action.replace("NetworkInterface", "") + (code === null ? "" : `:${code}`),
        );
    const hasWritten = async (eni: string, write: string) => {
      while (!writes(eni).includes(write)) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const create = (eni: string, instance: string, more: Properties = {}) =>
      served.provider.create(served.inputs(eni, instance, more));

    // The longest cases begin first.
    it.concurrent("goes on in another run from where a process was killed between its attach and the end", async () => {
      const own = await ServedCloud.start(cloudCase, { transitionMs: 5_000 });
      try {
        const creating = providerFailureOf(own.provider.create(own.inputs(free(1))));
        await own.hasAsked("AttachNetworkInterface");
        own.provider.kill("SIGKILL");
        await creating;
        const next = await own.startAnother();
        const { id, properties } = await next.create(own.inputs(free(1)));
        expect(own.emulator.store.interface(cloud, free(1))).toMatchObject({
          ...{ status: "attached", instanceId: running },
        });
        const attaches = own.emulator.journal.entries({ action: "AttachNetworkInterface" });
        expect(attaches.filter(({ code }) => code === null)).toHaveLength(1);
        own.emulator.transitions.setDuration(0);
        await next.delete(id, properties);
        expect(own.holderOf(free(1))).toBeNull();
      } finally {
        await own.close();
      }
    });

    it.concurrent("gives an interface to one of two programs that both attach it, and tells the other who has it", async () => {
      const { eni, here, elsewhere } = place();
      const other = await served.startAnother();
      const attempt = async (provider: ProviderProcess, instance: string) =>
        provider.create(served.inputs(eni, instance)).catch((error: unknown) => error);
      const outcomes = await Promise.all([attempt(served.provider, here), attempt(other, elsewhere)]);
      const failures = outcomes.filter((outcome) => outcome instanceof ProviderError);
      const winner = stored(eni)?.instanceId ?? "nobody";
      expect([here, elsewhere]).toContain(winner);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.message).toContain(winner);
      expect(failures[0]?.partial).toBeUndefined();
      expect(writes(eni).filter(isAccepted)).toEqual(["Attach"]);
    });

    it.concurrent("adopts what is attached here already without a write, and detaches it in the end", async () => {
      const { eni, here, id } = place();
      attachByHand(eni, here);
      const created = await create(eni, here);
      expect(created).toMatchObject({ id, properties: { status: "attached", attachedTo: here } });
      expect(writes(eni)).toEqual([]);
      await served.provider.delete(id, created.properties);
      expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
      expect(writes(eni)).toEqual(["Detach"]);
    });

    it.concurrent("refuses what another instance holds, names the holder and leaves it there", async () => {
      const { eni, here, elsewhere } = place();
      attachByHand(eni, elsewhere);
      const failure = await providerFailureOf(create(eni, here));
      expect(failure.message).toContain(elsewhere);
      expect(failure.message).toContain("moveFrom");
      expect(failure.partial).toBeUndefined();
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: elsewhere });
      expect(writes(eni)).toEqual([]);
    });

    it.concurrent("takes it from the instance that moveFrom names", async () => {
      const { eni, here, elsewhere } = place();
      attachByHand(eni, elsewhere);
      const { properties } = await create(eni, here, { moveFrom: elsewhere });
      expect(properties).toMatchObject({ status: "attached", attachedTo: here });
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      expect(writes(eni).filter(isAccepted)).toEqual(["Detach", "Attach"]);
    });

    it.concurrent("names both instances when a move fails after its detach", async () => {
      const { eni, here, elsewhere } = place();
      attachByHand(eni, elsewhere);
      strike(eni, "Attach", { kind: "fail", transition: "attach" });
      const failure = await providerFailureOf(create(eni, here, { moveFrom: elsewhere }));
      expect(failure.message).toContain(elsewhere);
      expect(failure.message).toContain(here);
      expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
      expect(writes(eni).filter(isAccepted)).toEqual(["Detach", "Attach"]);
    });

    it.concurrent("hands an interface from a removed resource to a new one elsewhere", async () => {
      const { eni, here, elsewhere, id } = place();
      const { properties } = await create(eni, here);
      const heir = served.inputs(eni, elsewhere, { __urn: served.urn(`heir of ${eni}`), moveFrom: here });
      expect((await served.provider.check({}, heir)).failures).toEqual([]);
      await served.provider.create(heir);
      await served.provider.delete(id, properties);
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: elsewhere });
      expect(writes(eni).filter(isAccepted)).toEqual(["Attach", "Detach", "Attach"]);
    });

    it.concurrent("fails a create whose interface goes while it waits, and says which", async () => {
      const { eni, here } = place();
      strike(eni, "Attach", { kind: "stuck", transition: "attach" });
      const creating = providerFailureOf(create(eni, here));
      await hasWritten(eni, "Attach");
      served.emulator.act({ act: "delete", cloud, interfaceId: eni });
      expect((await creating).message).toContain(eni);
      expect(writes(eni)).toEqual(["Attach"]);
    });

    it.concurrent("ends a delete whose interface goes while it waits", async () => {
      const { eni, here, id } = place();
      const { properties } = await create(eni, here);
      strike(eni, "Detach", { kind: "stuck", transition: "detach" });
      const deleting = served.provider.delete(id, properties);
      await hasWritten(eni, "Detach");
      served.emulator.act({ act: "delete", cloud, interfaceId: eni });
      await deleting;
      expect(writes(eni)).toEqual(["Attach", "Detach"]);
    });

    it.concurrent("ends a delete without a write when the instance and the interface are gone", async () => {
      const { eni, here, id } = place();
      const { properties } = await create(eni, here);
      served.emulator.act({ act: "set-interface", cloud, interfaceId: eni, set: { deleteOnRelease: true } });
      served.emulator.act({ act: "release-instance", cloud, instanceId: here });
      expect(stored(eni)).toBeUndefined();
      await served.provider.delete(id, properties);
      expect(writes(eni)).toEqual(["Attach"]);
    });

    if (cloud === "alibaba") {
      const releaseBehindItsInterface = (instanceId: string) =>
        served.emulator.act({ act: "set-instance", cloud, instanceId, set: { status: "released" } });

      it.concurrent("waits for the cloud to free an interface whose instance is gone already", async () => {
        const { eni, here, id } = place();
        const { properties } = await create(eni, here);
        releaseBehindItsInterface(here);
        const deleting = served.provider.delete(id, properties);
        await hasWritten(eni, "Detach:InvalidEcsId.NotFound");
        served.emulator.act({ act: "detach", cloud, interfaceId: eni });
        await deleting;
        expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
        expect(writes(eni).filter(isAccepted)).toEqual(["Attach"]);
      });

      it.concurrent("fails a delete that a released instance never lets go, and says what it saw", async () => {
        const { eni, here, id } = place();
        const { properties } = await create(eni, here);
        releaseBehindItsInterface(here);
        const deletion = served.provider.delete(id, { ...properties, timeouts: { delete: "3s" } });
        const failure = await providerFailureOf(deletion);
        expect(failure.message).toContain("timeouts.delete");
        expect(failure.message).toContain(`${here} no longer exists`);
        expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      });
    }

    it.concurrent("waits for an instance that is starting, and sends nothing that is refused", async () => {
      const { eni, here } = place("stopped");
      served.emulator.act({ act: "start", cloud, instanceId: here, afterMs: 1_500 });
      await create(eni, here);
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      expect(writes(eni)).toEqual(["Attach"]);
    });

    if (cloudCase.attachesToStopped) {
      it.concurrent("attaches to a stopped instance", async () => {
        const { eni, here } = place("stopped");
        await create(eni, here);
        expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      });
    } else {
      it.concurrent("refuses a stopped instance by name, without a write", async () => {
        const { eni, here } = place("stopped");
        const failure = await providerFailureOf(create(eni, here));
        expect(failure.message).toContain(here);
        expect(failure.partial).toBeUndefined();
        expect(writes(eni)).toEqual([]);
      });
    }

    it.concurrent("neither attaches nor detaches a primary interface", async () => {
      const holder = stored(primary)?.instanceId ?? "";
      const { here } = place();
      for (const refused of [
        () => create(primary, here, { moveFrom: holder }),
        () => served.provider.delete(`${primary}:${holder}`, served.inputs(primary, holder)),
      ]) {
        const failure = await providerFailureOf(refused());
        expect(failure.message).toContain("primary");
        expect(failure.partial).toBeUndefined();
      }
      expect(stored(primary)?.instanceId).toBe(holder);
      expect(writes(primary)).toEqual([]);
    });

    it.concurrent("sends an attach once whose reply was lost after the cloud had acted", async () => {
      const { eni, here } = place();
      strike(eni, "Attach", { kind: "lost-reply" });
      await create(eni, here);
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      expect(writes(eni)).toEqual(["Attach"]);
    });

    it.concurrent("sends a detach once whose reply was lost after the cloud had acted", async () => {
      const { eni, here, id } = place();
      const { properties } = await create(eni, here);
      strike(eni, "Detach", { kind: "lost-reply" });
      await served.provider.delete(id, properties);
      expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
      expect(writes(eni)).toEqual(["Attach", "Detach"]);
    });

    it.concurrent("reports an attach that the cloud accepted and gave up", async () => {
      const { eni, here } = place();
      strike(eni, "Attach", { kind: "fail", transition: "attach" });
      const failure = await providerFailureOf(create(eni, here));
      expect(failure.message).toContain(eni);
      expect(failure.message).toMatch(/stopped the|FAILED/);
      expect(failure.partial).toBeUndefined();
      expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
      expect(writes(eni)).toEqual(["Attach"]);
    });

    it.concurrent("is throttled twice, for an attach and for a detach, and does both", async () => {
      const { eni, here, id } = place();
      const refused = (action: string) => `${action}:${cloudCase.throttleCode}`;
      strike(eni, "Attach", { kind: "throttle" }, 2);
      const { properties } = await create(eni, here);
      expect(stored(eni)).toMatchObject({ status: "attached", instanceId: here });
      expect(writes(eni)).toEqual([refused("Attach"), refused("Attach"), "Attach"]);
      strike(eni, "Detach", { kind: "throttle" }, 2);
      await served.provider.delete(id, properties);
      expect(stored(eni)).toMatchObject({ status: "available", instanceId: null });
      expect(writes(eni).slice(3)).toEqual([refused("Detach"), refused("Detach"), "Detach"]);
    });
  },
);

const ofAlibaba = hostedCases.filter(({ storeName }) => storeName === "alibaba");

describe.each(ofAlibaba)(
  "a VPC with more interfaces than a page of its list on $title by the $host host",
  (cloudCase) => {
    const { storeName: cloud, free, running, busy } = cloudCase;
    let served: ServedCloud;

    beforeAll(async () => {
      served = await ServedCloud.start(cloudCase);
      const model = served.emulator.store.interface(cloud, free(1));
      if (!model) throw new Error("the scenario has a free interface");
      const { subnetId, securityGroupIds } = model;
      served.emulator.seed({
        interfaces: Array.from({ length: longestPage + 4 }, (_, index) => ({
          ...{ cloud, id: free(firstOwn + index), subnetId, securityGroupIds: [...securityGroupIds] },
        })),
      });
    });
    afterAll(() => served.close());

    it("is judged rightly for those that the first page does not have", async () => {
      const { provider, emulator } = served;
      const [ready, held, managed, last] = [0, 1, 2, 3].map((index) => free(firstOwn + longestPage + index));
      if (!ready || !held || !managed || !last) throw new Error("there are four behind the first page");
      emulator.act({ act: "attach", cloud, interfaceId: held, instanceId: busy });
      emulator.act({ act: "set-interface", cloud, interfaceId: managed, set: { serviceManaged: true } });

      const failuresOf = async (eni: string) => (await provider.check({}, served.inputs(eni))).failures;
      expect(await failuresOf(ready)).toEqual([]);
      expect(await failuresOf(held)).toEqual([]);
      const [refusal] = await failuresOf(managed);
      expect(refusal).toMatchObject({ property: "networkInterfaceId" });
      expect(refusal?.reason).toContain("managed");
      expect(await failuresOf(last)).toEqual([]);
      const told = await provider.log.find(({ severity }) => severity === "warning");
      expect(told).toMatchObject({ urn: served.urn(held), message: expect.stringContaining(busy) });
      expect(provider.log.messages).toHaveLength(1);
      const pages = emulator.journal
        .entries({ action: "DescribeNetworkInterfaces" })
        .filter(({ params }) => params.VpcId !== undefined);
      expect(pages.map(({ params }) => params.NextToken !== undefined)).toEqual([false, true]);

      const { id, properties } = await provider.create(served.inputs(last));
      expect(served.holderOf(last)).toBe(running);
      expect(await provider.read(id, properties)).toMatchObject({ id, properties: { attachedTo: running } });
      await provider.delete(id, properties);
      expect(served.holderOf(last)).toBeNull();
    });
  },
);

const isAccepted = (write: string) => !write.includes(":");

/** An id of the same form. */
function ownInstance(model: string, number: number): string {
  return model.slice(0, -3) + String(100 + number);
}
