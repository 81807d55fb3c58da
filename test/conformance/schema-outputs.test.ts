import { packageRoot } from "../../scripts/packed-package";
import { documentedClouds } from "../../scripts/tables/generated-files";
import { packageSpec } from "../../scripts/tables/schema";
import { attachmentFixture } from "../support/attachment-fixture";
import { cloudCases } from "../support/cloud-cases";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";
import { isOfType } from "../support/schema-type";

const spec = packageSpec(packageRoot, documentedClouds(), {
  version: "1.2.3",
  description: "",
  keywords: [],
  license: "",
});

/** What a resource put into the state that the schema does not announce, or announces and is not there. */
function disagreements(kind: string, outputs: Readonly<Record<string, unknown>>): readonly string[] {
  const resource = spec.resources[`eni:${kind}`];
  if (!resource) throw new Error(`the schema has no ${kind}`);
  const announced = { ...resource.inputProperties, ...resource.properties };
  const missing = resource.required.filter((name) => outputs[name] === undefined);
  // Names that begin with two underscores are for the engine alone.
  const wrong = Object.entries(outputs).filter(([name, value]) => {
    const type = announced[name];
    return !name.startsWith("__") && (type === undefined || !isOfType(spec, type, value));
  });
  return [
    ...missing.map((name) => `${name} is missing`),
    ...wrong.map(([name, value]) => `${name} is ${JSON.stringify(value)}`),
  ];
}

describe.each(cloudCases)("the schema of an attachment on $title", (cloudCase) => {
  const { attach, free, storeName } = { ...cloudCase, ...attachmentFixture(cloudCase) };

  it("announces what the state holds", async () => {
    const { outs } = await attach(free(1));
    expect(disagreements(`${storeName}:NetworkInterfaceAttachment`, outs)).toEqual([]);
  });
});

describe.each(interfaceCases)("the schema of an interface on $title", (interfaceCase: InterfaceCase) => {
  const { create, world } = interfaceFixture(interfaceCase);
  const { storeName: cloud } = interfaceCase.cloudCase;

  it("announces what the state holds", async () => {
    const { outs } = await create(interfaceCase.changed);
    expect(world.made(cloud)).toHaveLength(1);
    expect(disagreements(`${cloud}:NetworkInterface`, outs)).toEqual([]);
  });
});
