import type { Scene } from "../../model/scene";
import type { StackModel } from "../../model/stack-model";

/** A program that makes what program.json lists. */
export const programSource = `
const eni = require("pulumi-eni");
const declared = JSON.parse(require("fs").readFileSync("program.json", "utf8"));
module.exports = async () => {
  const made = {};
  for (const { cloud, type, name, args, of, options } of declared) {
    const aliases = (options.aliases ?? []).map((old) => ({ name: old }));
    const all = of ? { ...args, networkInterfaceId: made[of].id } : args;
    made[name] = new eni[cloud][type](name, all, { ...options, aliases });
    // One after another, in this order.
    await new Promise((resolve) => made[name].urn.apply(resolve));
  }
};
`;

const nameIn = (urn: string) => urn.split("::").at(-1) ?? "";

/** What a stack of the model declares, for this program. The classes add what begins with two underscores. */
export function programText(stack: StackModel, { api }: Scene): string {
  const [cloud] = api.kind.split(":");
  const declared = stack.program().map(({ urn, kind, inputs, interfaceUrn, options }) => ({
    cloud,
    type: kind === "attachment" ? "NetworkInterfaceAttachment" : "NetworkInterface",
    name: nameIn(urn),
    args: Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__"))),
    of: interfaceUrn && nameIn(interfaceUrn),
    options: { ...options, aliases: options.aliases?.map(nameIn) },
  }));
  return JSON.stringify(declared);
}
