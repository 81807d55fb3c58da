import { benchClouds, benchScenario } from "../../scripts/bench/bench-scenario";

const idForms: Record<string, { networkInterfaceId: RegExp; instanceId: RegExp }> = {
  alibaba: { networkInterfaceId: /^eni-bp1[a-z0-9]{17}$/, instanceId: /^i-bp1[a-z0-9]{17}$/ },
  tencent: { networkInterfaceId: /^eni-[a-z0-9]{8}$/, instanceId: /^ins-[a-z0-9]{8}$/ },
  "tencent-v2": { networkInterfaceId: /^eni-[a-z0-9]{8}$/, instanceId: /^ins-[a-z0-9]{8}$/ },
  zenlayer: { networkInterfaceId: /^\d{19}$/, instanceId: /^\d{19}$/ },
};

describe.each(benchClouds)("the benchmark's scenario of %s", (cloud) => {
  it("attaches each interface once, spread evenly over the instances, with ids as long as the cloud's", () => {
    const { attachments, scenario } = benchScenario(cloud, { interfaces: 25, instances: 3 });
    const made = Object.values(attachments);
    expect(new Set(made.map(({ networkInterfaceId }) => networkInterfaceId)).size).toBe(25);
    const holders = made.map(({ instanceId }) => instanceId);
    const loads = [...new Set(holders)].map((id) => holders.filter((holder) => holder === id).length);
    expect(loads).toEqual([9, 8, 8]);
    expect(scenario.instanceTypes?.[0]?.eniQuantity).toBe(10);
    for (const attachment of made) {
      expect(attachment.networkInterfaceId).toMatch(idForms[cloud]?.networkInterfaceId ?? /unknown cloud/);
      expect(attachment.instanceId).toMatch(idForms[cloud]?.instanceId ?? /unknown cloud/);
    }
  });

  it("makes each interface of pairs in the program, in a group of its own, and seeds none", () => {
    const { attachments, interfaces, scenario } = benchScenario(cloud, {
      ...{ interfaces: 25, instances: 3, pairs: true },
    });
    expect(Object.keys(interfaces)).toEqual(Object.keys(attachments));
    expect(Object.values(attachments).map(({ networkInterfaceId }) => networkInterfaceId)).toEqual(
      Array.from({ length: 25 }),
    );
    expect(scenario.interfaces).toBeUndefined();
    const groups = Object.values(interfaces).map(
      (made) => made.securityGroupId ?? made.securityGroupIds?.[0],
    );
    expect(new Set(groups)).toEqual(new Set(scenario.securityGroups?.map(({ id }) => id)));
    expect(new Set(Object.values(interfaces).map(({ name }) => name)).size).toBe(25);
  });

  it("is the same for the same seed, and another for another", () => {
    const size = { interfaces: 5, instances: 2 };
    expect(benchScenario(cloud, size)).toEqual(benchScenario(cloud, { ...size, seed: 1 }));
    expect(benchScenario(cloud, size)).not.toEqual(benchScenario(cloud, { ...size, seed: 2 }));
  });
});
