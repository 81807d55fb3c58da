// Compiles the package into dist/, and bundles the provider plugin into dist/plugin/. Plain JavaScript, because it runs
// before anything is compiled.
//   node scripts/build.cjs               exits with tsc's exit code
//   node scripts/build.cjs --keep-going  exits with 0 (npm test reports type errors as a separate step)
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { bundlePlugin } = require("./bundle-plugin.cjs");

const root = join(__dirname, "..");
const dist = join(root, "dist");

/** Removes the compiled files of deleted sources: they would still be packed and tested. */
function removeStale(folder) {
  for (const entry of readdirSync(join(dist, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      removeStale(path);
    } else {
      const source = path.replace(/\.(d\.ts|js\.map|js)$/, ".ts");
      if (source !== path && !existsSync(join(root, source))) rmSync(join(dist, path));
    }
  }
}

if (existsSync(dist)) {
  // It holds no compiled file, so all of it would count as stale.
  rmSync(join(dist, "plugin"), { recursive: true, force: true });
  removeStale("");
}
// The build record is in dist, so that removing dist also removes it; else tsc would not compile again.
const compiler = [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.json"];
const incremental = ["--incremental", "--tsBuildInfoFile", join(dist, ".tsbuildinfo")];
const { status } = spawnSync(process.execPath, [...compiler, ...incremental], {
  cwd: root,
  stdio: "inherit",
});
const fail = (exitCode) => {
  if (!process.argv.includes("--keep-going")) process.exitCode = exitCode;
};
fail(status ?? 1);
bundlePlugin(root).catch(({ message }) => {
  console.error(message);
  fail(1);
});
