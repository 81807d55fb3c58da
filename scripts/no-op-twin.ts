import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A package like ours whose provider does nothing: the same form of registration and of constant text, the
 * same outputs. What a run with it takes is the price of Pulumi itself.
 */
export function writeNoOpTwin(modules: string): void {
  const folder = join(modules, "no-op-twin");
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "no-op-twin", version: "0.0.0", main: "index.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "index.js"), programSide);
  writeFileSync(join(folder, "runtime.js"), providerSide);
}

/** Names the file with the outputs that the twin answers, besides echoing its inputs. */
export const twinOutputsVariable = "NO_OP_TWIN_OUTPUTS";

const programSide = `"use strict";
const pulumi = require("@pulumi/pulumi");
const outputNames = Object.keys(require("./runtime").template);
exports.NetworkInterfaceAttachment = class extends pulumi.CustomResource {
  constructor(name, args, options) {
    const outputs = Object.fromEntries(outputNames.map((key) => [key, undefined]));
    const __provider = 'exports.handler = () => require("no-op-twin/runtime").handler("NetworkInterfaceAttachment");';
    super(
      "pulumi-nodejs:dynamic/twin:NetworkInterfaceAttachment",
      name,
      { ...outputs, ...args, __provider },
      { ...options, deleteBeforeReplace: true },
    );
  }
};
`;

const providerSide = `"use strict";
const { existsSync, readFileSync } = require("node:fs");
const file = process.env.${twinOutputsVariable};
const template = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
exports.template = template;
const outs = (inputs) => ({ ...template, ...inputs });
exports.handler = () => ({
  check: async (olds, news) => ({ inputs: news }),
  diff: async (id, olds, news) => ({
    changes: olds.instanceId !== news.instanceId || olds.networkInterfaceId !== news.networkInterfaceId,
  }),
  create: async (inputs) => ({ id: inputs.networkInterfaceId + ":" + inputs.instanceId, outs: outs(inputs) }),
  read: async (id, props) => ({ id, props }),
  update: async (id, olds, news) => ({ outs: outs(news) }),
  delete: async () => {},
});
`;
