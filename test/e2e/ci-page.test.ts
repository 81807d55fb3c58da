import { join } from "node:path";
import ts from "typescript";
import { blockUnder } from "../support/markdown-pages";
import { emptyFolder } from "../support/program-folder";
import { createPulumiProgram, type PulumiProgram } from "../support/pulumi-program";
import { createEmulatedStack, free, region, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const recipe = (heading: string, language: "sh" | "ts") => blockUnder("docs/ci.md", heading, language);

const runShell = async (program: PulumiProgram, commands: string) => {
  const { exitCode, stdout, stderr } = await program.execute("bash", ["-ec", commands]);
  return { exitCode, text: stdout + stderr };
};

/** Compiles a program of the page into the project's folder and runs it from another one. */
async function runProgram(program: PulumiProgram, source: string): Promise<string> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  program.write("recipe.js", ts.transpileModule(source, { compilerOptions }).outputText);
  const file = join(program.folder, "recipe.js");
  const ran = await program.execute(process.execPath, [file], { cwd: emptyFolder() });
  if (ran.exitCode !== 0) throw new Error(ran.stdout + ran.stderr);
  return ran.stdout;
}

const attachment = `const { alibaba } = require("pulumi-eni");
new alibaba.NetworkInterfaceAttachment("data", ${JSON.stringify({
  regionId: region,
  networkInterfaceId: free(1),
  instanceId: running,
})});
`;

describe("the recipes of docs/ci.md", () => {
  it("before a merge: pass when `up` would work, and fail for what is only a warning elsewhere", async () => {
    const commands = recipe("Before a merge: would `up` work?", "sh");
    const stack = await createEmulatedStack(javaScriptProgram);
    const unknown = "eni-bp1unknown0000000001";
    await stack.plan({ data: { networkInterfaceId: unknown, instanceId: running } });
    const lenient = await stack.program.preview();
    expect(lenient.text).toMatch(new RegExp(`warning: .*${unknown}`));
    expect(lenient.exitCode).toBe(0);

    const refused = await runShell(stack.program, commands);
    expect(refused.text).toMatch(new RegExp(`error: .*${unknown}`, "s"));
    expect(refused.exitCode).not.toBe(0);

    await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
    const passed = await runShell(stack.program, commands);
    if (passed.exitCode !== 0) throw new Error(passed.text);
    expect(stack.writes()).toBe(0);
  });

  it("before a destroy: show what would be deleted, and delete nothing", async () => {
    const stack = await createEmulatedStack({ "index.js": attachment });
    expect((await stack.program.up()).exitCode).toBe(0);
    const shown = await runShell(stack.program, recipe("Before a destroy: what is there?", "sh"));
    expect(shown).toEqual({
      exitCode: 0,
      text: expect.stringMatching(/NetworkInterfaceAttachment data delete/),
    });
    expect(stack.holderOf(free(1))).toBe(running);
  });

  it("before a destroy: pass when it would succeed, and fail when it would not", async () => {
    const commands = recipe("Before a destroy: would it succeed?", "sh");
    const stack = await createEmulatedStack({ "index.js": attachment });
    expect((await stack.program.up()).exitCode).toBe(0);
    const passed = await runShell(stack.program, commands);
    expect(passed).toEqual({ exitCode: 0, text: expect.stringMatching(/^ok +attachment data /m) });

    // Nothing detaches what a service of the cloud manages.
    stack.emulator.act({
      cloud: "alibaba",
      act: "set-interface",
      interfaceId: free(1),
      set: { serviceManaged: true },
    });
    const refused = await runShell(stack.program, commands);
    expect(refused).toEqual({ exitCode: 1, text: expect.stringMatching(/^refused +attachment data /m) });
    const destroyed = await stack.program.destroy();
    expect(destroyed.exitCode).not.toBe(0);
    expect(stack.holderOf(free(1))).toBe(running);
  });

  it("before one operation: judge it without a stack", async () => {
    const stack = await createEmulatedStack({});
    const commands = recipe("Before one operation: would it be refused?", "sh");
    const shown = await runShell(stack.program, commands);
    expect(shown.exitCode).toBe(0);
    expect(shown.text).toContain("It is deleted.");
    expect(shown.text).toContain("It can be attached to");
  });

  it("on the emulator: start it, attach, find nothing to change, detach, stop it", async () => {
    const program = await createPulumiProgram({ files: { "index.js": attachment } });
    const ran = await runShell(program, recipe("On the emulator: a run without an account", "sh"));
    if (ran.exitCode !== 0) throw new Error(ran.text);
    expect(ran.text).toMatch(/NetworkInterfaceAttachment data created/);
    expect(ran.text).toMatch(/NetworkInterfaceAttachment data deleted/);
  });

  it("from a program: test a stack with the Automation API, started from another folder", async () => {
    const program = await createPulumiProgram({ files: {} });
    await runProgram(program, recipe("From a program: the Automation API", "ts"));
  });

  it("two stacks at once: each attaches and detaches its own interface", async () => {
    const stack = await createEmulatedStack({});
    const printed = await runProgram(stack.program, recipe("Two stacks at once", "ts"));
    expect(printed).toMatch(/^\[ \d+, \d+ \]$/m);
    const { AttachNetworkInterface, DetachNetworkInterface } = stack.emulator.journal.counts();
    expect([AttachNetworkInterface, DetachNetworkInterface]).toEqual([2, 2]);
    expect([free(1), free(2)].map(stack.holderOf)).toEqual([undefined, undefined]);
  });
});
