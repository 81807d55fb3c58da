import { busy, createEmulatedStack, type EmulatedStack, free, running } from "./emulated-stack";
import { javaScriptProgram } from "./programs";

const gates: [string, (stack: EmulatedStack) => ReturnType<EmulatedStack["program"]["preview"]>][] = [
  ["refresh --preview-only", ({ program }) => program.refresh(["--preview-only", "--expect-no-changes"])],
  ["preview --refresh", ({ program }) => program.preview(["--refresh", "--expect-no-changes"])],
];

const changes: { what: string; change: (stack: EmulatedStack) => void; trips: boolean; shows?: string }[] = [
  { what: "nothing changed", change: () => {}, trips: false },
  {
    what: "the interface was detached",
    change: ({ emulator }) => emulator.act({ act: "detach", cloud: "alibaba", interfaceId: free(1) }),
    trips: true,
    shows: "available",
  },
  {
    what: "another instance holds the interface",
    change: ({ emulator }) =>
      emulator.act({ act: "attach", cloud: "alibaba", interfaceId: free(1), instanceId: busy }),
    trips: true,
    shows: busy,
  },
  {
    what: "the interface was deleted",
    change: ({ emulator }) => emulator.act({ act: "delete", cloud: "alibaba", interfaceId: free(1) }),
    trips: true,
    shows: "data",
  },
  {
    what: "the instance was released",
    change: ({ emulator }) =>
      emulator.act({ act: "release-instance", cloud: "alibaba", instanceId: running }),
    trips: true,
    shows: "data",
  },
  {
    what: "a private address was added, as a CNI does",
    change: ({ emulator }) => emulator.act({ act: "assign-ip", cloud: "alibaba", interfaceId: free(1) }),
    trips: false,
  },
];

describe.each(changes)("when $what", ({ change, trips, shows }) => {
  it(trips ? "both drift gates fail and show it" : "both drift gates pass", async () => {
    const stack = await createEmulatedStack(javaScriptProgram);
    await stack.plan({ data: { networkInterfaceId: free(1), instanceId: running } });
    expect((await stack.program.up()).exitCode).toBe(0);
    stack.emulator.journal.clear();
    change(stack);
    for (const [gate, run] of gates) {
      const result = await run(stack);
      expect({ gate, failed: result.exitCode !== 0 }).toEqual({ gate, failed: trips });
      if (shows) expect(result.text).toContain(shows);
    }
    expect(stack.writes()).toBe(0);
  });
});
