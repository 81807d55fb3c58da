import { cloudCases } from "../support/cloud-cases";
import { Stack } from "../support/stack";

const bound = "eni-eip00001";
const note = "203.0.113.10 (eip-data0001)";

/** A detach on Tencent Cloud takes elastic IPs off: who runs `pulumi` reads it before it happens. */
describe.each(cloudCases.filter(({ storeName }) => storeName === "tencent"))(
  "the elastic IP of an attachment on $title",
  (cloudCase) => {
    it("is named by the preview of a replacement, of a destroy with a refresh, and by the destroy", async () => {
      const stack = await Stack.create(cloudCase);
      const { program } = stack;
      try {
        stack.declare(stack.attachment("data", bound, cloudCase.busy));
        const up = await program.up();
        expect(up.exitCode).toBe(0);
        expect(up.text).not.toContain(note);

        stack.declare(stack.attachment("data", bound, cloudCase.running));
        expect((await program.preview()).text).toContain(note);

        const preview = await program.destroy(["--refresh", "--preview-only"]);
        expect(preview.text).toContain(note);
        expect(stack.holderOf(bound)).toBe(cloudCase.busy);

        const destroyed = await program.destroy();
        expect(destroyed.exitCode).toBe(0);
        expect(destroyed.text).toContain(note);
        expect(stack.holderOf(bound)).toBeNull();
      } finally {
        await stack.close();
      }
    });
  },
);
