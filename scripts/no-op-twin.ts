import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a package whose provider does nothing, with the same form of registration, the same constant text and the same
 * outputs as ours. The time of a run with it is what Pulumi itself needs.
 */
export function writeNoOpTwin(modules: string): void {
  const folder = join(modules, "no-op-twin");
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "no-op-twin", version: "0.0.0", main: "index.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "index.js"), programSide);
  writeFileSync(join(folder, "runtime.js"), providerSide);
}

/** The variable for the path of a file with the id and the outputs that the twin answers for each class. */
export const twinOutputsVariable = "NO_OP_TWIN_OUTPUTS";

const programSide = `"use strict";
const pulumi = require("@pulumi/pulumi");
const { templateOf } = require("./runtime");
const twinOf = (kind) => {
  const outputNames = Object.keys(templateOf(kind).outputs);
  return class extends pulumi.CustomResource {
    constructor(name, args, options) {
      const outputs = Object.fromEntries(outputNames.map((key) => [key, undefined]));
      const __provider = \`exports.handler = () => require("no-op-twin/runtime").handler("\${kind}");\`;
      super(
        \`pulumi-nodejs:dynamic/twin:\${kind}\`,
        name,
        { ...outputs, ...args, __provider },
        { ...options, deleteBeforeReplace: true },
      );
    }
  };
};
exports.NetworkInterfaceAttachment = twinOf("NetworkInterfaceAttachment");
exports.NetworkInterface = twinOf("NetworkInterface");
`;

const providerSide = `"use strict";
const { existsSync, readFileSync } = require("node:fs");
const file = process.env.${twinOutputsVariable};
const templates = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const templateOf = (kind) => templates[kind.split(":").at(-1)] ?? { id: "", outputs: {} };
exports.templateOf = templateOf;
let made = 0;
// Each interface has its own id, as long as a real one.
const newId = (template, { networkInterfaceId, instanceId }) =>
  instanceId === undefined
    ? template.id.slice(0, -5) + String(++made).padStart(5, "0")
    : networkInterfaceId + ":" + instanceId;
const isOther = (olds, news) => (key) => olds[key] !== news[key];
exports.handler = (kind) => {
  const template = templateOf(kind);
  const outs = (inputs) => ({ ...template.outputs, ...inputs });
  return {
    check: async (olds, news) => ({ inputs: news }),
    diff: async (id, olds, news) => ({
      changes: ["instanceId", "networkInterfaceId", "subnetId", "name"].some(isOther(olds, news)),
    }),
    create: async (inputs) => ({ id: newId(template, inputs), outs: outs(inputs) }),
    read: async (id, props) => ({ id, props }),
    update: async (id, olds, news) => ({ outs: outs(news) }),
    delete: async () => {},
  };
};
`;
