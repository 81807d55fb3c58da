import { attachmentFixture } from "../support/attachment-fixture";
import { cloudCases } from "../support/cloud-cases";

/** What the type of an instance takes, and whether the cloud says the same to an attach. */
describe.each(cloudCases.filter(({ title }) => title === "alibaba"))(
  "the type of an instance on $title",
  (cloudCase) => {
    const { free, running, stopped, storeName: cloud } = cloudCase;
    const small = "i-bp1small000000000001";
    const { world, inputs } = attachmentFixture(cloudCase);

    const set = (interfaceId: string, change: object) =>
      world.emulator.act({ cloud, act: "set-interface", interfaceId, set: change });
    const setType = (change: object) =>
      world.emulator.seed({ instanceTypes: [{ cloud, id: "ecs.g7.4xlarge", eniQuantity: 8, ...change }] });
    const addresses = ["172.16.9.1", "172.16.9.2", "172.16.9.3"];
    const privateIps = addresses.map((address, index) => ({ address, primary: index === 0 }));
    const ipv6 = ["2001:db8::1", "2001:db8::2"];

    it.each([
      ["IPv4 addresses", { privateIps }, { ipv4PerInterface: 2 }, "InvalidOperation.Ipv4CountExceeded"],
      ["IPv6 addresses", { ipv6 }, { ipv6PerInterface: 1 }, "InvalidOperation.Ipv6CountExceeded"],
      ["IPv6 at all", { ipv6 }, { ipv6PerInterface: 0 }, "InvalidOperation.Ipv6NotSupport"],
      ["a trunk", { kind: "trunk" }, {}, "InvalidOperation.InstanceTypeNotSupportEniTrunking"],
    ])("is told in preview not to take so many of them, or none: %s", async (_what, change, type, code) => {
      set(free(1), change);
      setType(type);
      const run = world.beginFor(cloudCase);
      const failures = await run.attachments.check({}, inputs(free(1), running));
      expect([...failures.map(({ reason }) => reason), run.reported("warn")].join("\n")).toContain(code);
      const blind = inputs(free(1), running, { preflight: "off" });
      await expect(world.beginFor(cloudCase).attachments.create(blind)).rejects.toThrow(code);
    });

    it("keeps a working attachment where its new instance takes fewer addresses", async () => {
      set(free(1), { privateIps });
      const { outs } = await world.beginFor(cloudCase).attachments.create(inputs(free(1), running));
      world.emulator.act({
        cloud,
        act: "set-instance",
        instanceId: stopped,
        set: { instanceType: "ecs.t5-lc2m1.nano", status: "stopped" },
      });
      const [failure] = await world.beginFor(cloudCase).attachments.check(outs, inputs(free(1), stopped));
      expect(failure?.reason).toContain("InvalidOperation.Ipv4CountExceeded");
    });

    it("does not prevent what the cloud allows", async () => {
      set(free(1), { privateIps: privateIps.slice(0, 2) });
      const run = world.beginFor(cloudCase);
      expect(await run.attachments.check({}, inputs(free(1), small))).toEqual([]);
      expect(run.reported("warn")).toBe("");
      await run.attachments.create(inputs(free(1), small));
    });
  },
);
