import { createEmulatedStack, free, running, stopped } from "./emulated-stack";
import { programKinds } from "./programs";

const plan = {
  data: { networkInterfaceId: free(1), instanceId: running },
  backup: { networkInterfaceId: free(2), instanceId: running },
  spare: { networkInterfaceId: free(3), instanceId: stopped },
};

describe.each(programKinds)("a program in $kind", ({ files }) => {
  it("goes from up to destroy, and the cloud agrees at each step", async () => {
    const stack = await createEmulatedStack(files, { transitionMs: 300 });
    const { program, emulator, holderOf } = stack;
    await stack.plan(plan);

    const up = await program.up();
    expect(up.text).toContain("+ 4 created");
    expect(up.exitCode).toBe(0);
    expect([1, 2, 3].map((number) => holderOf(free(number)))).toEqual([running, running, stopped]);
    expect(stack.writes()).toBe(3);
    // The lines that Pulumi keeps are the program's, and none of the package's.
    const frames = program.resources().flatMap(({ stackTrace = [] }) => stackTrace);
    expect(frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(frames)).not.toContain("node_modules/pulumi-eni/");
    const { devices } = await program.outputs();
    expect(devices).toEqual(
      [1, 2, 3].map((number) => emulator.store.interface("alibaba", free(number))?.deviceIndex),
    );

    emulator.journal.clear();
    const preview = await program.preview(["--expect-no-changes"]);
    expect(preview.exitCode).toBe(0);
    expect(preview.events.changes).toEqual({ same: 4 });
    expect(emulator.journal.entries()).toEqual([]);

    const refresh = await program.refresh(["--expect-no-changes"]);
    expect(refresh.exitCode).toBe(0);
    expect(stack.writes()).toBe(0);

    const destroy = await program.destroy();
    expect(destroy.exitCode).toBe(0);
    expect([1, 2, 3].map((number) => emulator.store.interface("alibaba", free(number))?.status)).toEqual([
      "available",
      "available",
      "available",
    ]);
    expect(stack.writes()).toBe(3);
    expect(program.resources()).toEqual([]);
  });
});
