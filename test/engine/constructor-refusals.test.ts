import { cloudFolders, cloudNames } from "../../provider/clouds";
import { cloudConfiguration } from "../../provider/clouds/configuration";
import type { ConfigurationTable } from "../../provider/contract/configuration";
import type { Constructed, Construction } from "../support/construct-attachment";
import { installedPackage } from "../support/installed-package";
import { constructIn, emptyFolder } from "../support/program-folder";

const attachment: Construction = {
  cloud: "alibaba",
  args: { regionId: "cn-hangzhou", networkInterfaceId: "eni-1", instanceId: "i-1" },
};

/** What unit/configuration.test.ts holds to be secret. */
const secretKeys = Object.values<ConfigurationTable>(cloudConfiguration).flatMap((table) =>
  Object.entries(table).flatMap(([name, { isSecret }]) => (isSecret ? [`eni:${name}`] : [])),
);
const value = "a-configured-value";

const kinds: Partial<Construction>[] = cloudNames.flatMap((cloud) => [
  { cloud },
  ...(cloudFolders[cloud].cloud().networkInterface ? [{ cloud, resource: "NetworkInterface" } as const] : []),
]);

async function construct(...more: Partial<Construction>[]): Promise<readonly Constructed[]> {
  return constructIn(await installedPackage(), ...more.map((each) => ({ ...attachment, ...each })));
}

describe("the constructor", () => {
  it("refuses deleteBeforeReplace: false with the reason, and registers nothing; true is what it sets anyway", async () => {
    const [refused, taken] = await construct(
      { options: { deleteBeforeReplace: false } },
      { options: { deleteBeforeReplace: true } },
    );
    expect(refused?.refusal).toContain("`deleteBeforeReplace: false` is not possible");
    expect(refused?.refusal).toContain('"data"');
    expect(refused?.requests).toEqual([]);
    expect(taken?.requests.map(({ rest }) => rest.deletebeforereplace)).toEqual([true]);
  });

  it("leaves the order of an interface's replacement to the provider, and to the user", async () => {
    const interfaces = kinds.filter(({ resource }) => resource === "NetworkInterface");
    for (const deleteBeforeReplace of [undefined, true, false]) {
      const options = deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace };
      const constructed = await construct(...interfaces.map((kind) => ({ ...kind, options })));
      const sent = constructed.flatMap(({ requests }) => requests.map(({ rest }) => rest));
      expect(sent).toHaveLength(interfaces.length);
      for (const rest of sent) {
        expect(rest.deletebeforereplace).toBe(deleteBeforeReplace ?? false);
        expect(rest.deletebeforereplacedefined).toBe(deleteBeforeReplace !== undefined);
      }
    }
  });

  it("refuses replaceOnChanges, which the engine would ignore, and names the command that replaces", async () => {
    const paths = [["instanceId"], ["tags"], ["*"]];
    const options = paths.map((replaceOnChanges) => ({ replaceOnChanges }));
    const constructed = await construct(
      ...kinds.flatMap((kind) => options.map((each) => ({ ...kind, options: each }))),
    );
    for (const { refusal, requests } of constructed) {
      expect(refusal).toContain('"data": the option `replaceOnChanges` is not possible');
      expect(refusal).toContain("pulumi up --replace <urn>");
      expect(requests).toEqual([]);
    }
    const [taken] = await construct({ options: { replaceOnChanges: [] } });
    expect(taken?.refusal).toBeUndefined();
  });

  it("refuses a provider of another package, naming what says the account; takes one of dynamic resources", async () => {
    const constructEach = (provider: string | object) =>
      construct(...kinds.map((kind) => ({ ...kind, options: { provider } })));
    for (const [provider, told] of [
      ["alicloud", /"data": the option `provider` is a provider of the package "alicloud".*`profile`/],
      [{}, /"data": the option `provider` is not a provider/],
    ] as const) {
      for (const { refusal, requests } of await constructEach(provider)) {
        expect(refusal).toMatch(told);
        expect(requests.filter(({ type }) => !type.startsWith("pulumi:providers:"))).toEqual([]);
      }
    }
    for (const { refusal, requests } of await constructEach("pulumi-nodejs")) {
      expect(refusal).toBeUndefined();
      expect(requests.at(-1)?.rest.provider).toContain("pulumi:providers:pulumi-nodejs::explicit");
    }
  });

  it("takes the region from the cloud's own configuration where the program declares none", async () => {
    const config = Object.fromEntries(
      ["alibaba", "tencent", "zenlayer"].map((cloud) => [`eni:${cloud}RegionId`, `of-${cloud}`]),
    );
    const { regionId: _, ...args } = attachment.args;
    const regions = async (more: Partial<Construction>) =>
      (await construct(...kinds.map((kind) => ({ ...kind, ...more })))).map(
        ({ requests }) => requests[0]?.object.regionId,
      );
    expect(await regions({ args, config })).toEqual(kinds.map(({ cloud }) => `of-${cloud}`));
    expect(await regions({ config })).toEqual(kinds.map(() => "cn-hangzhou"));
    expect(await regions({ args })).toEqual(kinds.map(() => undefined));
  });

  it("passes customTimeouts on, and lets the argument win over it", async () => {
    const options = { customTimeouts: { create: "3m" } };
    const args = { ...attachment.args, timeouts: { create: "7m", delete: "1m" } };
    const [fromOption, both] = await construct({ options }, { options, args });
    expect(fromOption?.requests[0]?.object.timeouts).toEqual({ create: "3m" });
    expect(both?.requests[0]?.object.timeouts).toEqual({ create: "7m", delete: "1m" });
  });

  it.each([
    [{ create: "5 min" }, "create", '"5 min"'],
    [{ create: "5m", delete: "0s" }, "delete", '"0s"'],
    [{ update: "90" }, "update", '"90"'],
    [{ delete: 90 }, "delete", "90"],
  ])("refuses customTimeouts of a wrong form, in words: %j", async (customTimeouts, option, shown) => {
    const options = { customTimeouts };
    for (const refused of await construct({ options }, { options, resource: "NetworkInterface" })) {
      expect(refused.refusal).toContain(
        `"data": the option \`customTimeouts.${option}\` must be a duration of more than 0, such as "90s", "5m" or "1h30m", not ${shown}.`,
      );
      expect(refused.requests).toEqual([]);
    }
  });

  it("refuses every key of the configuration in plain text, with the command that makes it a secret", async () => {
    const constructed = await construct(...secretKeys.map((key) => ({ config: { [key]: value } })));
    expect(constructed.map(({ requests }) => requests)).toEqual(secretKeys.map(() => []));
    constructed.forEach(({ refusal }, index) => {
      expect(refusal).toContain(`pulumi config set --secret ${secretKeys[index]}`);
      expect(refusal).not.toContain(value);
    });
  });

  it("takes the same keys as secrets, and sends none of them", async () => {
    const config = Object.fromEntries(secretKeys.map((key) => [key, value]));
    const [taken] = await construct({ config, secretKeys });
    expect(taken?.refusal).toBeUndefined();
    expect(taken?.requests).toHaveLength(1);
    expect(JSON.stringify(taken?.requests)).not.toContain(value);
  });

  it("leaves stack traces as deep as they were, when it refuses too", async () => {
    const constructed = await construct(...kinds, { options: { deleteBeforeReplace: false } });
    expect(constructed.map(({ stackTraceLimit }) => stackTraceLimit)).toEqual(constructed.map(() => 10));
    expect(constructed.at(-1)?.refusal).toBeDefined();
  });

  it.each(kinds)(
    "names the program's own line when the engine refuses the registration: %j",
    async (kind) => {
      const [refused] = await construct({ ...kind, refusedWith: "the engine says no" });
      const frames = refused?.rejection?.split("\n    at ") ?? [];
      expect(frames[0]).toContain("the engine says no");
      expect(frames.at(-1)).toMatch(/construct-attachment\.js:\d+:\d+\)$/);
      // Each frame costs a program of many resources time.
      expect(frames.slice(1)).toHaveLength(5);
    },
  );

  it("takes a mocked run that is started from another folder, such as the root of a monorepo", async () => {
    const packagesOf = await installedPackage();
    const constructed = await constructIn(
      emptyFolder(),
      ...kinds.map((kind) => ({ ...attachment, ...kind, packagesOf })),
    );
    expect(constructed.map(({ refusal }) => refusal)).toEqual(kinds.map(() => undefined));
    expect(constructed.map(({ requests }) => requests.length)).toEqual(kinds.map(() => 1));
  });
});
