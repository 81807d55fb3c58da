// Makes dist/plugin/: what an engine starts, in one folder that needs nothing beside it except Node.
const { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } =
  require("node:fs");
const { join } = require("node:path");
const { build } = require("esbuild");
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

/** Bundles the plugin and writes what starts it. Rejects when something cannot be bundled. */
async function bundlePlugin(root) {
  const folder = join(root, "dist", "plugin");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const inputs = await bundle(root, folder);
  writeFileSync(join(folder, "LICENSES.txt"), licenses(root, inputs));
  writeFileSync(join(folder, "start.js"), start);
  writeFileSync(join(folder, "pulumi-resource-eni"), posixLauncher);
  chmodSync(join(folder, "pulumi-resource-eni"), 0o755);
  writeFileSync(join(folder, "pulumi-resource-eni.cmd"), windowsLauncher.replaceAll("\n", "\r\n"));
  const schema = join(root, "sdk", "schema.json");
  if (existsSync(schema)) copyFileSync(schema, join(folder, "schema.json"));
}

/**
 * Writes two files, because Node needs more time to parse the code of the clouds than to serve a port: main.js has the
 * service of gRPC and prints the port, and loads service.js after that. Both use the one copy of the messages in main.js.
 * Returns the paths of all sources.
 */
async function bundle(root, folder) {
  const shared = new Set();
  const own = join(root, "provider", "adapters", "plugin");
  const fromMain = {
    name: "from-main",
    setup({ onResolve, onLoad }) {
      onResolve(
        { filter: /^(@grpc\/grpc-js|@pulumi\/pulumi\/proto\/|google-protobuf)/ },
        ({ path, importer }) => {
          if (/node_modules/.test(importer)) return undefined;
          shared.add(path);
          return { path, namespace: "shared" };
        },
      );
      onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({
        contents: `module.exports = require("./main.js").shared(${JSON.stringify(path)});`,
      }));
      onResolve({ filter: /^\.\/main\.js$/, namespace: "shared" }, ({ path }) => ({ path, external: true }));
    },
  };
  const asFile = {
    name: "as-file",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/service$/ }, ({ resolveDir }) =>
        resolveDir === own ? { path: "./service.js", external: true } : undefined,
      );
    },
  };
  const service = await build({
    ...options(root),
    entryPoints: [join(own, "service.ts")],
    outfile: join(folder, "service.js"),
    plugins: [fromMain],
  });
  const loaders = [...shared].map(
    (name) => `  ${JSON.stringify(name)}: () => require(${JSON.stringify(name)}),`,
  );
  const main = await build({
    ...options(root),
    stdin: {
      contents: `const loaders = {\n${loaders.join("\n")}\n};
exports.shared = (name) => loaders[name]();
require("./provider/plugin");`,
      resolveDir: root,
    },
    outfile: join(folder, "main.js"),
    plugins: [asFile],
  });
  return [service, main].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

const options = (root) => ({
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: `node${oldestNode}`,
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

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
