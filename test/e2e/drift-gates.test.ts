import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { blockUnder } from "../support/markdown-pages";
import { busy, createEmulatedStack, type EmulatedStack, free, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

/** As the page for pipelines gives them. */
const gates = blockUnder("docs/ci.md", "Every night: is everything attached as declared?", "sh")
  .trim()
  .split("\n");

const runGate = ({ program }: EmulatedStack, gate: string) => program.execute("bash", ["-ec", gate]);

async function attachedStack(): Promise<EmulatedStack> {
  const stack = await createEmulatedStack(javaScriptProgram);
  await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
  expect((await stack.program.up()).exitCode).toBe(0);
  stack.emulator.journal.clear();
  return stack;
}

/** What detaches by hand and what changes nothing that was declared is among the orders, on every cloud. */
const changes: { what: string; change: (stack: EmulatedStack) => void; shows: string }[] = [
  {
    what: "another instance holds the interface",
    change: ({ emulator }) =>
      emulator.act({ act: "attach", cloud: "alibaba", interfaceId: free(1), instanceId: busy }),
    shows: busy,
  },
  {
    what: "the interface was deleted",
    change: ({ emulator }) => emulator.act({ act: "delete", cloud: "alibaba", interfaceId: free(1) }),
    shows: "data",
  },
  {
    what: "the instance was released",
    change: ({ emulator }) =>
      emulator.act({ act: "release-instance", cloud: "alibaba", instanceId: running }),
    shows: "data",
  },
];

it("the page has both drift gates, and they pass when nothing has changed", async () => {
  const stack = await attachedStack();
  expect(gates.map((gate) => gate.split(" ")[1])).toEqual(["refresh", "preview"]);
  for (const gate of gates) {
    const { exitCode, stdout, stderr } = await runGate(stack, gate);
    if (exitCode !== 0) throw new Error(stdout + stderr);
  }
  expect(stack.writes()).toBe(0);
});

describe.each(changes)("when $what", ({ change, shows }) => {
  it("both drift gates fail and show it", async () => {
    const stack = await attachedStack();
    change(stack);
    for (const gate of gates) {
      const { exitCode, stdout, stderr } = await runGate(stack, gate);
      expect({ gate, failed: exitCode !== 0 }).toEqual({ gate, failed: true });
      expect(stdout + stderr).toContain(shows);
    }
    expect(stack.writes()).toBe(0);
  });
});

it("a plain preview and up find drift when the page's setting is on, and up corrects it", async () => {
  const stack = await attachedStack();
  const { program, emulator } = stack;
  emulator.act({ act: "detach", cloud: "alibaba", interfaceId: free(1) });
  expect((await program.preview(["--expect-no-changes"])).exitCode).toBe(0);
  const setting = pageBlock("pulumi config set eni:driftCheck true");
  expect((await program.execute("bash", ["-ec", setting])).exitCode).toBe(0);
  const preview = await program.preview(["--expect-no-changes"]);
  expect(preview.exitCode).not.toBe(0);
  expect(preview.text).toContain("not attached");
  expect((await program.up()).exitCode).toBe(0);
  expect(emulator.store.interface("alibaba", free(1))).toMatchObject({ instanceId: running });
  expect((await program.preview(["--expect-no-changes"])).exitCode).toBe(0);
});

/** A command of the page, so that the page and the test cannot differ. */
function pageBlock(command: string): string {
  expect(readFileSync(join(packageRoot, "docs/ci.md"), "utf8")).toContain(`\n${command}\n`);
  return command;
}
