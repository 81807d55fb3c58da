import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleService } from "./bench/bundle-service";

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
  copyFileSync(join(__dirname, "bench", "twin-answers.js"), join(folder, "runtime.js"));
}

/** Writes the same provider as a plugin. It has the name of ours, so that one program runs with both. */
export function writePluginTwin(folder: string): void {
  mkdirSync(folder, { recursive: true });
  bundleService(join(__dirname, "bench", "twin-plugin.js"), join(folder, "main.js"));
  const launcher = join(folder, "pulumi-resource-eni");
  writeFileSync(launcher, '#!/bin/sh\nexec node "$(dirname "$0")/main.js" "$@"\n');
  chmodSync(launcher, 0o755);
}

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
