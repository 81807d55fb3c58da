import { busy, createEmulatedStack, type EmulatedStack, free, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const gates: [string, (stack: EmulatedStack) => ReturnType<EmulatedStack["program"]["preview"]>][] = [
  ["refresh --preview-only", ({ program }) => program.refresh(["--preview-only", "--expect-no-changes"])],
  ["preview --refresh", ({ program }) => program.preview(["--refresh", "--expect-no-changes"])],
];

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

describe.each(changes)("when $what", ({ change, shows }) => {
  it("both drift gates fail and show it", async () => {
    const stack = await createEmulatedStack(javaScriptProgram);
    await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
    expect((await stack.program.up()).exitCode).toBe(0);
    stack.emulator.journal.clear();
    change(stack);
    for (const [gate, run] of gates) {
      const result = await run(stack);
      expect({ gate, failed: result.exitCode !== 0 }).toEqual({ gate, failed: true });
      expect(result.text).toContain(shows);
    }
    expect(stack.writes()).toBe(0);
  });
});
