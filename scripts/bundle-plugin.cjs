// Makes dist/plugin/: what an engine starts, in one folder that needs nothing beside it except Node.
const { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } =
  require("node:fs");
const { join } = require("node:path");
const { buildSync } = require("esbuild");
const { engines } = require("../package.json");

const oldestNode = Number(/\d+/.exec(engines.node)[0]);
const install = `Install Node.js ${oldestNode} or later (https://nodejs.org) and put it on PATH.`;
const noNode = `pulumi-eni: its provider plugin needs Node.js, and there is no "node" on PATH. ${install}`;

// $0 can be a link in a folder of PATH, and main.js is beside the file that it leads to.
const posixLauncher = `#!/bin/sh
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname -- "$self")/$target ;;
  esac
done
case $self in
  */*) ;;
  *) self=./$self ;;
esac
if ! command -v node >/dev/null 2>&1; then
  echo '${noNode}' >&2
  exit 1
fi
exec node "\${self%/*}/start.js" "$@"
`;

const windowsLauncher = `@echo off
where node >nul 2>nul
if errorlevel 1 (
  echo ${noNode.replace(/[()]/g, "^$&")} 1>&2
  exit /b 1
)
node "%~dp0start.js" %*
`;

// A file of its own, in the oldest JavaScript: an old Node cannot even parse main.js.
const start = `"use strict";
if (Number(process.versions.node.split(".")[0]) < ${oldestNode}) {
  console.error("pulumi-eni: its provider plugin needs Node.js ${oldestNode} or later, and " + process.execPath + " is " + process.version + ". ${install}");
  process.exit(1);
}
require("./main.js");
`;

/** Bundles the plugin and writes what starts it. Throws when something cannot be bundled. */
function bundlePlugin(root, entry = join(root, "provider", "plugin.ts")) {
  const folder = join(root, "dist", "plugin");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = buildSync({
    entryPoints: [entry],
    outfile: join(folder, "main.js"),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: `node${oldestNode}`,
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(folder, "LICENSES.txt"), licenses(root, Object.keys(metafile.inputs)));
  writeFileSync(join(folder, "start.js"), start);
  writeFileSync(join(folder, "pulumi-resource-eni"), posixLauncher);
  chmodSync(join(folder, "pulumi-resource-eni"), 0o755);
  writeFileSync(join(folder, "pulumi-resource-eni.cmd"), windowsLauncher.replaceAll("\n", "\r\n"));
  const schema = join(root, "sdk", "schema.json");
  if (existsSync(schema)) copyFileSync(schema, join(folder, "schema.json"));
}

/** The licences of the packages in the bundle: most ask to be in every copy. */
function licenses(root, inputs) {
  const packages = inputs.flatMap((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(packages)].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
    const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, path, file), "utf8");
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

module.exports = { bundlePlugin };
