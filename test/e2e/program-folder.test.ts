import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { installedPackage } from "../support/installed-package";
import { emptyFolder } from "../support/program-folder";
import { createEmulatedStack, free, region, running } from "./emulated-stack";

const attachment = `new alibaba.NetworkInterfaceAttachment("data", ${JSON.stringify({
  regionId: region,
  networkInterfaceId: free(1),
  instanceId: running,
})});`;

/** A plain program in the folder of Pulumi.yaml. */
const plain = (load: string) => `const { alibaba } = require(${JSON.stringify(load)});\n${attachment}\n`;

describe("a program that is bundled into one file", () => {
  it("attaches and detaches, also when it has changed its working directory", async () => {
    const stack = await createEmulatedStack({
      "Pulumi.yaml": "name: attachments\nmain: dist/index.js\nruntime: nodejs\n",
      // The version of the program is none of ours.
      "package.json": '{ "name": "attachments", "version": "2.3.1", "private": true }',
      "source.js": `import { tmpdir } from "node:os";
import { alibaba } from "pulumi-eni";
process.chdir(tmpdir());
${attachment}
`,
    });
    const { folder } = stack.program;
    buildSync({
      absWorkingDir: folder,
      entryPoints: ["source.js"],
      outfile: "dist/index.js",
      bundle: true,
      platform: "node",
      external: ["@pulumi/pulumi"],
      logLevel: "error",
    });
    const up = await stack.program.up();
    if (up.exitCode !== 0) throw new Error(up.text);
    expect(stack.holderOf(free(1))).toBe(running);
    const destroyed = await stack.program.destroy();
    if (destroyed.exitCode !== 0) throw new Error(destroyed.text);
    expect(stack.holderOf(free(1))).toBeUndefined();
  });
});

describe("a program in whose folder the package is not installed", () => {
  it("is refused with the remedy, and with both versions when another one is there", async () => {
    const elsewhere = join(await installedPackage(), "node_modules");
    const modules = emptyFolder();
    link(join(elsewhere, "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"));
    const stack = await createEmulatedStack(
      { "index.js": plain(join(elsewhere, "pulumi-eni")) },
      { modules },
    );
    const { folder } = stack.program;

    const missing = await stack.program.preview();
    expect(missing.exitCode).not.toBe(0);
    expect(missing.text).toContain(`pulumi-eni cannot be found from the program's folder ${folder}.`);
    expect(missing.text).toContain("dependencies in the program's own package.json");

    const other = join(modules, "pulumi-eni");
    mkdirSync(other);
    writeFileSync(join(other, "package.json"), JSON.stringify({ name: "pulumi-eni", version: "99.0.0" }));
    writeFileSync(join(other, "runtime.js"), "");
    const different = await stack.program.preview();
    expect(different.exitCode).not.toBe(0);
    expect(different.text).toMatch(
      /imports pulumi-eni \d+\.\d+\.\d+, but the engine would load version 99\.0\.0/,
    );
    expect(stack.emulator.journal.entries()).toEqual([]);
  });
});

describe("a program whose package was uninstalled", () => {
  it("keeps its state, and is destroyed when the package is there again", async () => {
    const elsewhere = join(await installedPackage(), "node_modules");
    const modules = emptyFolder();
    for (const path of [join("@pulumi", "pulumi"), "pulumi-eni"])
      link(join(elsewhere, path), join(modules, path));
    const stack = await createEmulatedStack({ "index.js": plain("pulumi-eni") }, { modules });
    const up = await stack.program.up();
    if (up.exitCode !== 0) throw new Error(up.text);
    rmSync(join(modules, "pulumi-eni"));

    const destroyed = await stack.program.destroy();
    expect(destroyed.exitCode).not.toBe(0);
    // What docs/limits.md explains: the text in the state is constant, so nothing of ours can be said here.
    expect(destroyed.text).toContain("Cannot find module 'pulumi-eni/runtime'");
    expect(stack.holderOf(free(1))).toBe(running);

    link(join(elsewhere, "pulumi-eni"), join(modules, "pulumi-eni"));
    const again = await stack.program.destroy();
    if (again.exitCode !== 0) throw new Error(again.text);
    expect(stack.holderOf(free(1))).toBeUndefined();
  });
});

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
