import { join } from "node:path";
import { buildSync } from "esbuild";
import { packageRoot } from "../packed-package";

/** Bundles a provider service into one file, as our plugin is bundled. */
export function bundleService(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    nodePaths: [join(packageRoot, "node_modules")],
    bundle: true,
    platform: "node",
    target: "node20",
    minify: true,
  });
}
