import { findCode } from "../../provider/core/errors";
import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/**
 * A preview names the codes that the cloud would answer: those of the API that is asked, and what it really answers.
 */
describe.each(cloudCases)("the code that a preview names on $title", (cloudCase) => {
  const { running, free, attached, otherZoneInstance, primary, storeName: cloud } = cloudCase;
  const world = worldForEachTest();

  const fill = () => {
    for (let number = 2; number <= cloudCase.room + 1; number++) {
      world.emulator.act({ cloud, act: "attach", interfaceId: free(number), instanceId: running });
    }
  };

  it.each([
    ["another zone or region", () => {}, free(1), otherZoneInstance],
    ["a full instance", fill, free(1), running],
    ["a primary interface", () => {}, primary, running],
    ["an interface that another instance holds", () => {}, attached, running],
  ])(
    "is one of that API, and what it answers: %s",
    async (_what, prepare, networkInterfaceId, instanceId) => {
      prepare();
      const inputs = { ...cloudCase.place, networkInterfaceId, instanceId, __urn: "urn:pulumi:data" };
      const run = world.beginFor(cloudCase);
      const failures = await run.attachments.check({}, inputs);
      const told = [...failures.map(({ reason }) => reason), run.reported("warn")].join("\n");
      const named = told
        .match(/the cloud would answer ([^)]*)\)/g)
        ?.flatMap((words) => words.replace(/^the cloud would answer |\)$/g, "").split(" or "));
      if (!named) throw new Error(`no code is named: ${told}`);
      const table = cloudCase.codes ?? cloudCase.cloud.codes;
      for (const code of named)
        expect([code, findCode(table, code)?.code]).toEqual([code, expect.anything()]);
      if (networkInterfaceId === primary || networkInterfaceId === attached) return;
      const place = { profile: undefined, api: undefined, vpcId: undefined, ...cloudCase.place };
      const config: Record<string, string> = cloudCase.keys(world.emulator.credentials[cloud]);
      const connection = cloudCase.cloud.connect(place, {
        config: (name) => config[name],
        environment: world.emulator.environment(),
        homeDirectory: "/nowhere",
      });
      const attaching = connection.writes.attach({
        networkInterfaceId,
        instanceId,
        declared: {},
        token: "t",
      });
      await expect(attaching).rejects.toMatchObject({
        code: expect.stringMatching(new RegExp(`^(${named.join("|")})$`)),
      });
    },
  );
});
