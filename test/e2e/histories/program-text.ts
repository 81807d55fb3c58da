import type { ResourceOptions } from "../../model/program";
import { componentType, type Scene } from "../../model/scene";
import type { StackModel } from "../../model/stack-model";

/** A program that makes what program.json lists. */
export const programSource = `
const pulumi = require("@pulumi/pulumi");
const eni = require("pulumi-eni");
const declared = JSON.parse(require("fs").readFileSync("program.json", "utf8"));
module.exports = async () => {
  const made = {};
  const group = declared.some(({ isInComponent }) => isInComponent) && new pulumi.ComponentResource("${componentType}", "group");
  for (const { cloud, type, name, args, of, isInComponent, deletedWith, transformed, lookUp, options } of declared) {
    const all = of ? { ...args, networkInterfaceId: made[of].id } : args;
    const more = {
      parent: isInComponent ? group : undefined,
      deletedWith: made[deletedWith],
      transformations: [({ props, opts }) => ({ props, opts: { ...opts, ...transformed } })],
    };
    const Class = eni[cloud][type];
    const opts = { ...options, ...more };
    made[name] = lookUp ? Class.get(name, lookUp, all, opts) : new Class(name, all, opts);
    // One after another, in this order.
    await new Promise((resolve) => made[name].urn.apply(resolve));
  }
};
`;

const nameIn = (urn: string) => urn.split("::").at(-1) ?? "";

/** What a stack of the model declares, for this program. The classes add what begins with two underscores. */
export function programText(stack: StackModel, { api }: Scene): string {
  const [cloud] = api.kind.split(":");
  const declared = stack.program().map(({ urn, kind, inputs, interfaceUrn, options, lookUp }) => ({
    ...programOptions(options, lookUp, "__ignoreChanges" in inputs),
    isInComponent: urn.includes(`${componentType}$`),
    cloud,
    type: kind === "attachment" ? "NetworkInterfaceAttachment" : "NetworkInterface",
    name: nameIn(urn),
    args: Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__"))),
    of: interfaceUrn && nameIn(interfaceUrn),
  }));
  return JSON.stringify(declared);
}

/** The options that the classes get, and those that only a transformation can set. */
function programOptions(all: ResourceOptions, lookUp: string | undefined, knowsIgnored: boolean) {
  const { deletedWith, deleteBeforeReplace, replaceOnChanges, ignoreChanges, ...options } = all;
  return {
    lookUp,
    deletedWith: deletedWith && nameIn(deletedWith),
    transformed: { deleteBeforeReplace, replaceOnChanges, ...(knowsIgnored ? {} : { ignoreChanges }) },
    options: { ...options, ...(knowsIgnored ? { ignoreChanges } : {}) },
  };
}
