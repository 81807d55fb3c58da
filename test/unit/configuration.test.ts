import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudFolders, cloudNames } from "../../provider/clouds";
import { cloudConfiguration } from "../../provider/clouds/configuration";
import {
  type ConfigurationKey,
  type ConfigurationTable,
  commonConfiguration,
} from "../../provider/contract/configuration";
import { packageRoot } from "../../scripts/packed-package";
import { cloudCases } from "../support/cloud-cases";

const tables: Readonly<Record<string, ConfigurationTable>> = cloudConfiguration;
const everyKey = new Set(
  Object.values({ ...tables, commonConfiguration }).flatMap((table) => Object.keys(table)),
);

/** The endpoint's example has to be one that the provider accepts. */
const sampleValue = ({ values, example }: ConfigurationKey) => values?.at(-1) ?? example ?? "a-value";

/** The names that a cloud reads when it connects: with all of its keys set, with those that are no secrets, with none. */
function namesRead(cloudName: (typeof cloudNames)[number]): ReadonlySet<string> {
  const table = tables[cloudName] ?? {};
  const read = new Set<string>();
  const isSet = [() => true, (name: string) => !table[name]?.isSecret, () => false];
  for (const { place } of cloudCases.filter(({ storeName }) => storeName === cloudName)) {
    for (const has of isSet) {
      const config = (name: string) => {
        read.add(name);
        const key = table[name];
        return key && has(name) ? sampleValue(key) : undefined;
      };
      cloudFolders[cloudName]
        .cloud()
        .connect(
          { profile: undefined, api: undefined, vpcId: undefined, ...place },
          { config, environment: {}, homeDirectory: "/nowhere" },
        );
    }
  }
  return read;
}

describe.each(cloudNames)("the configuration of %s", (cloudName) => {
  const table = tables[cloudName] ?? {};

  it("has a row for each key that the cloud reads, and no other row", () => {
    const names = Object.keys(table).filter((name) => table[name]?.readBy !== "program");
    expect([...namesRead(cloudName)].sort()).toEqual(names.sort());
  });

  it("names the cloud in each key, since all clouds share one configuration", () => {
    expect(Object.keys(table).filter((name) => !name.startsWith(cloudName))).toEqual([]);
  });

  it("makes a secret of each half of a key pair, and of what is named like one", () => {
    const pairs = cloudCases
      .filter(({ storeName }) => storeName === cloudName)
      .flatMap(({ keys }) => Object.keys(keys({ accessKeyId: "id", accessKeySecret: "secret" })));
    const named = Object.keys(table).filter((name) => /(secret|key|token|password)/i.test(name));
    expect(pairs).not.toEqual([]);
    expect([...pairs, ...named].filter((name) => !table[name]?.isSecret)).toEqual([]);
  });
});

/** Every `eni:` key that a text mentions. Where a colon follows, it is a type of the plugin. */
function mentioned(path: string): readonly string[] {
  return [...readFileSync(path, "utf8").matchAll(/\beni:([a-z]\w*)\b(?!:)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(packageRoot, folder, name));
}

it("mentions no key in code, messages or pages that no table has", () => {
  const files = [
    ...filesUnder("provider", ".ts"),
    ...filesUnder("docs", ".md"),
    join(packageRoot, "README.md"),
  ];
  const unknown = files.flatMap((path) =>
    mentioned(path)
      .filter((name) => !everyKey.has(name))
      .map((name) => `${path}: eni:${name}`),
  );
  expect(unknown).toEqual([]);
});
