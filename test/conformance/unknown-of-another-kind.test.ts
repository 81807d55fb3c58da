import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

const codes: Readonly<Record<string, string>> = {
  tencent: "InvalidInstanceId.NotFound",
  zenlayer: "INVALID_INSTANCE_NOT_FOUND",
};
const withCode = cloudCases.filter(({ title }) => title in codes);

describe.each(withCode)(
  "a describe of interfaces on $title that names an unknown instance",
  (cloudCase: CloudCase) => {
    const { storeName: cloud, place, running, free } = cloudCase;
    const world = worldForEachTest({ transitionMs: 0 });

    it("says nothing about the interface, so a refresh keeps the state", async () => {
      const inputs = { ...place, networkInterfaceId: free(1), instanceId: running };
      const { id, outs } = await world.beginFor(cloudCase).attachments.create(inputs);
      const code = codes[cloudCase.title] ?? "";
      world.emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", kind: "error", code });
      await expect(world.beginFor(cloudCase).attachments.read(id, outs)).rejects.toThrow(code);
    });
  },
);
