import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** What fails on the way hides no attachment, and lets no account pass for another. */
describe.each(cloudCases)("an attachment when the cloud fails on $title", (cloudCase: CloudCase) => {
  const { running, free, storeName: cloud } = cloudCase;
  const { act, attach, attaches, begin, fault, holderOf, inputs, statusOf, world } =
    attachmentFixture(cloudCase);

  describe("an account that cannot be asked", () => {
    const outage = () => {
      for (const action of ["GetCallerIdentity", "DescribeNetworkInterfaces", "DescribeInstances"]) {
        fault(action, { kind: "http", status: 502, body: "<html>bad gateway</html>" }, 99);
      }
    };

    it("is not another account: read and delete report the outage", async () => {
      const { id, outs } = await attach();
      outage();
      for (const failing of [begin().attachments.read(id, outs), begin().attachments.delete(id, outs)]) {
        const { message } = await failureOf(failing);
        expect(message).toContain(world.emulator.url);
        expect(message).not.toContain("another account");
      }
    });

    it("replaces nothing when a profile is renamed", async () => {
      const { id, outs } = await attach();
      outage();
      const diff = await begin().attachments.diff(id, outs, inputs(free(1), running, { profile: "prod" }));
      expect(diff).toMatchObject({ changes: true, replaces: [] });
    });

    if (cloudCase.hasCallerIdentity) {
      it("concludes nothing from an interface that is not shown", async () => {
        const { id, outs } = await attach();
        act("delete", free(1));
        fault("GetCallerIdentity", { kind: "http", status: 502, body: "no" }, 99);
        const error = await failureOf(begin().attachments.read(id, outs));
        expect(error.message).toContain("The state is kept");
      });
    }
  });

  describe("whatever happens on the way", () => {
    it("keeps what may be attached when a lost reply is followed by a refusal and the time runs out", async () => {
      world.emulator.transitions.setDuration(8_000);
      fault("AttachNetworkInterface", { kind: "late-start", ms: 4_000 });
      fault("AttachNetworkInterface", { kind: "lost-reply" });
      const error = await failureOf(attach(free(1), running, { timeouts: { create: "7s" } }));
      expect(holderOf(free(1))).not.toBeNull();
      expect(error).toBeInstanceOf(KeptFailure);
    });

    it("does not take one stale look for an attach that was given up", async () => {
      world.emulator.transitions.setDuration(6_000);
      world.emulator.faults.add({
        cloud,
        action: "DescribeNetworkInterfaces",
        kind: "stale-describe",
        ms: 5_000,
        skip: 5,
      });
      await attach();
      expect(statusOf(free(1))).toBe("attached");
    });

    it("outlives an outage of the describes while it waits", async () => {
      const run = begin();
      const creating = run.attachments.create(inputs(free(1), running));
      while (attaches().length === 0) await new Promise(setImmediate);
      fault("DescribeNetworkInterfaces", { kind: "http", status: 503, body: "down" }, 9);
      await creating;
      expect(statusOf(free(1))).toBe("attached");
    });

    const conflict = cloudCase.cloud.codes.find((entry) => entry.kind === "conflict");
    if (conflict) {
      it("looks between the repetitions of a call that conflicts with another operation", async () => {
        fault("AttachNetworkInterface", { kind: "error", code: conflict.code.replace("*", "") }, 99);
        const creating = attach();
        while (attaches().length < 2) await new Promise(setImmediate);
        act("attach", free(1));
        const began = world.clock.now();
        await creating;
        expect(world.clock.now() - began).toBeLessThan(20_000);
        expect(attaches().length).toBeLessThan(6);
      });
    }

    const nonce = cloudCase.cloud.codes.find((entry) => entry.kind === "nonce");
    if (nonce) {
      it("sends a call that is taken for a repetition again a few times, not for ever", async () => {
        fault("AttachNetworkInterface", { kind: "error", code: nonce.code }, 999);
        await failureOf(attach());
        expect(attaches().length).toBeLessThan(6);
      });
    }

    it("does not adopt what someone else attached after its own attach was refused", async () => {
      fault("AttachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 9);
      const creating = failureOf(attach(free(1), running, { ifAlreadyAttached: "fail" }));
      while (attaches().length === 0) await new Promise(setImmediate);
      act("attach", free(1));
      expect((await creating).message).toContain("already");
    });

    it("believes a fresh look only before it says that something is attached", async () => {
      act("attach", free(1));
      const run = begin();
      await run.attachments.check({}, inputs(free(1), running));
      act("detach", free(1));
      await run.attachments.create(inputs(free(1), running));
      expect(holderOf(free(1))).toBe(running);
    });
  });
});
