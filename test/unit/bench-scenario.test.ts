import { samples } from "../../emulator";
import { benchScenario } from "../../scripts/bench/bench-scenario";

/** The form of a known id: its length and prefix, and only digits where it has only digits. */
const formOf = (known: string) => {
  const [, prefix = "", rest = ""] = /^([a-z]+-)?(.*)$/.exec(known) ?? [];
  return new RegExp(`^${prefix}${/^\d+$/.test(rest) ? "\\d" : "[a-z0-9]"}{${rest.length}}$`);
};

describe.each(samples)("the benchmark's scenario of $name", (sample) => {
  it("attaches each interface once, spread evenly over the instances, with ids as long as the cloud's", () => {
    const { attachments, scenario } = benchScenario(sample, { interfaces: 25, instances: 3 });
    const made = Object.values(attachments);
    expect(new Set(made.map(({ networkInterfaceId }) => networkInterfaceId)).size).toBe(25);
    const holders = made.map(({ instanceId }) => instanceId);
    const loads = [...new Set(holders)].map((id) => holders.filter((holder) => holder === id).length);
    expect(loads).toEqual([9, 8, 8]);
    expect(scenario.instanceTypes?.[0]?.eniQuantity).toBe(10);
    for (const attachment of made) {
      expect(attachment.networkInterfaceId).toMatch(formOf(sample.attachments.data.networkInterfaceId));
      expect(attachment.instanceId).toMatch(formOf(sample.attachments.data.instanceId));
    }
  });

  it("puts the interfaces and instances of others into other VPCs of the region", () => {
    const size = { interfaces: 5, instances: 2 };
    const alone = benchScenario(sample, size);
    const { attachments, scenario } = benchScenario(sample, { ...size, foreign: 50 });
    expect(attachments).toEqual(alone.attachments);
    expect(scenario.interfaces?.slice(0, 5)).toEqual(alone.scenario.interfaces);
    const [own, ...others] = scenario.vpcs ?? [];
    expect(new Set(others.map(({ regionId }) => regionId))).toEqual(new Set([own?.regionId]));
    const vpcOf = new Map(scenario.subnets?.map(({ id, vpcId }) => [id, vpcId]));
    const inOthers = (seeds: readonly { subnetId?: string | undefined }[] = []) =>
      seeds.filter(({ subnetId = "" }) => vpcOf.get(subnetId) !== own?.id).length;
    expect(inOthers(scenario.interfaces)).toBe(50);
    expect(inOthers(scenario.instances)).toBe(10);
  });

  it("is the same for the same seed, and different for another seed", () => {
    const size = { interfaces: 5, instances: 2 };
    expect(benchScenario(sample, size)).toEqual(benchScenario(sample, { ...size, seed: 1 }));
    expect(benchScenario(sample, size)).not.toEqual(benchScenario(sample, { ...size, seed: 2 }));
  });
});

const making = samples.filter(({ networkInterface }) => networkInterface !== undefined);

describe.each(making)("the benchmark's scenario of $name with interfaces of its own", (sample) => {
  it("lets the program create each interface of pairs, in its own group, and seeds none", () => {
    const { attachments, interfaces, scenario } = benchScenario(sample, {
      ...{ interfaces: 25, instances: 3, pairs: true },
    });
    expect(Object.keys(interfaces)).toEqual(Object.keys(attachments));
    expect(Object.values(attachments).map(({ networkInterfaceId }) => networkInterfaceId)).toEqual(
      Array.from({ length: 25 }),
    );
    expect(scenario.interfaces).toBeUndefined();
    const groups = Object.values(interfaces).flatMap((made) => made.securityGroupId ?? made.securityGroupIds);
    expect(new Set(groups)).toEqual(new Set(scenario.securityGroups?.map(({ id }) => id)));
    expect(new Set(Object.values(interfaces).map(({ name }) => name)).size).toBe(25);
  });
});
