import { join } from "node:path";
import { readPage } from "../support/markdown-pages";
import { folderWithSdk } from "../support/program-folder";
import { succeeds } from "../support/succeeds";
import { createEmulatedStack, free, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const [major = ""] = process.versions.node.split(".");
/** The SDKs that docs/support.md lists for the Node that runs here. */
const versions = readPage("docs/support.md")
  .text.split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .flatMap(([, node, sdk = ""]) => (node === major ? [sdk] : []));

describe("docs/support.md", () => {
  it("lists SDKs for this version of Node", () => {
    expect(versions).not.toEqual([]);
  });

  it.each(versions)("says rightly that @pulumi/pulumi %s can be used with it", async (version) => {
    const modules = join(await folderWithSdk(version), "node_modules");
    const stack = await createEmulatedStack(javaScriptProgram, { modules });
    await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
    await succeeds(stack.program.up());
    expect(stack.holderOf(free(1))).toBe(running);
    await succeeds(stack.program.preview(["--refresh", "--expect-no-changes"]));
    await succeeds(stack.program.destroy());
    expect(stack.holderOf(free(1))).toBeUndefined();
  });
});
