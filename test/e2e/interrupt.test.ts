import { cloudCases } from "../support/cloud-cases";
import { runUntil } from "../support/run-until";
import { Stack } from "../support/stack";

/** The engine does not tell a provider about Ctrl-C. It waits for the calls in progress, which have a time limit. */
describe.each(cloudCases.slice(0, 1))("Ctrl-C while $title attaches", (cloudCase) => {
  const { free, running } = cloudCase;

  it("begins nothing new, records what was begun, and the next up goes on from there", async () => {
    const stack = await Stack.create(cloudCase, { transitionMs: 3_000 });
    try {
      stack.declare(stack.attachment("first", free(1), running), {
        ...stack.attachment("second", free(2), running),
        dependsOn: ["first"],
      });
      const { processId, result } = await runUntil(
        () => stack.writes().length > 0,
        (options) => stack.program.up([], options),
      );
      process.kill(processId, "SIGINT");
      const interrupted = await result;
      expect(interrupted.exitCode).not.toBe(0);
      expect(interrupted.text).toContain("update canceled");
      expect(stack.program.resources().map(({ id }) => id)).toEqual([`${free(1)}:${running}`]);
      expect(stack.holderOf(free(1))).toBe(running);
      expect(stack.writes()).toEqual(["Attach"]);

      expect((await stack.program.up()).exitCode).toBe(0);
      expect(stack.writes()).toEqual(["Attach", "Attach"]);
      expect(stack.holderOf(free(2))).toBe(running);
    } finally {
      await stack.close();
    }
  });
});
