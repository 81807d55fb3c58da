import { apiOf } from "../support/codes-to-read";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** A proxy may send a request again when it has lost the answer. The client then gets the answer to the second one. */
const refusesRepetitions = interfaceCases.filter(({ cloudCase }) =>
  apiOf(cloudCase).codes.some(({ kind }) => kind === "nonce"),
);

describe.each(refusesRepetitions)(
  "a request that arrives twice on $title",
  (interfaceCase: InterfaceCase) => {
    const { cloudCase, declared, fixedAddresses } = interfaceCase;
    const { storeName: cloud } = cloudCase;
    const world = worldForEachTest();

    const interfaces = () => world.beginFor(cloudCase).interfaces();
    const inputs = (more: object = {}) => ({
      ...cloudCase.place,
      ...declared,
      __urn: "urn:pulumi:x",
      ...more,
    });
    const arrivesTwice = (action: string) =>
      world.emulator.faults.add({ cloud, action, kind: "duplicate", answers: "second" });
    const all = () => world.emulator.store.interfaces(cloud);

    it("makes one interface, though the answer says only that the request was a repetition", async () => {
      const before = all().length;
      arrivesTwice("CreateNetworkInterface");
      const { id } = await interfaces().create(inputs());
      expect(all()).toHaveLength(before + 1);
      expect(all().some((each) => each.id === id)).toBe(true);
    });

    if (fixedAddresses?.secondaryIpAddresses) {
      it("assigns as many addresses as are declared", async () => {
        const { id, outs } = await interfaces().create(inputs({ secondaryIpAddressCount: 1 }));
        arrivesTwice("AssignPrivateIpAddresses");
        await interfaces().update(id, outs, inputs({ secondaryIpAddressCount: 2 }));
        expect(world.emulator.store.interface(cloud, id)?.privateIps).toHaveLength(3);
      });
    }
  },
);
