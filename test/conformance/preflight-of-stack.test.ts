import { parseExport } from "../../cli/preflight/exported-stack";
import { judgeStack } from "../../cli/preflight/judge-stack";
import { exitCodeOf } from "../../cli/preflight/judged";
import { asOpenPlace, type PlaceOpener } from "../../cli/preflight/open-place";
import { asText } from "../../cli/preflight/report";
import { systemClock } from "../../provider/core/clock";
import { Session } from "../../provider/session/session";
import { otherAccountKey } from "../support/cloud-cases";
import { type ExportedResource, exportedResource, exportedSecret, exportOf } from "../support/exported-stack";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

interface Made {
  readonly id: string;
  readonly outs: Record<string, unknown>;
}

/** What `pulumi-eni preflight` tells of a deletion is what the deletion then does. */
describe.each(interfaceCases)("the preflight of a stack on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase } = interfaceCase;
  const { storeName: cloud, running, busy, free, primary, kind } = cloudCase;
  const {
    attach: attachByHand,
    begin,
    create,
    fault,
    interfaces,
    stored,
    world,
  } = interfaceFixture(interfaceCase);

  /** Opens a place with the keys of the emulator's first account, or with others. */
  const opener =
    (pair?: { readonly accessKeyId: string; readonly accessKeySecret: string }): PlaceOpener =>
    async (_, { region = "", profile, api, vpc }) => {
      const config = cloudCase.keys(pair ?? world.emulator.credentials[cloud]);
      const place = { regionId: region, profile, api, vpcId: vpc };
      const connection = cloudCase.cloud.connect(place, {
        config: (name) => config[name],
        environment: world.emulator.environment(),
        homeDirectory: "/nowhere",
      });
      return asOpenPlace(
        new Session(cloudCase.cloud, place, connection, {
          // Looks wait a moment for others, on the clock of this machine.
          clock: systemClock,
          signal: new AbortController().signal,
          random: () => 0.5,
          lastWrites: new Map(),
          busy: () => true,
        }),
      );
    };
  const judge = (resources: readonly ExportedResource[], open = opener()) =>
    judgeStack(parseExport(exportOf(resources)), open);
  const verdicts = async (resources: readonly ExportedResource[]) =>
    Object.fromEntries((await judge(resources)).map(({ name = "", verdict }) => [name, verdict]));

  const attach = (networkInterfaceId: string, more: object = {}): Promise<Made> =>
    begin().attachments.create({
      ...cloudCase.place,
      networkInterfaceId,
      instanceId: running,
      __urn: `urn:pulumi:dev::attachments::eni::on-${networkInterfaceId}`,
      ...more,
    });
  const attachment = (made: Made, more: object = {}, name = "data") =>
    exportedResource(kind, name, made, { ...more });
  const nic = (made: Made, more: object = {}) =>
    exportedResource(interfaceCase.kind, "nic", made, { ...more });
  const detach = ({ id, outs }: Made) => begin().attachments.delete(id, outs);
  const hand = (act: "attach" | "detach", interfaceId: string, instanceId = busy) =>
    world.emulator.act(
      act === "attach" ? { cloud, act, interfaceId, instanceId } : { cloud, act, interfaceId },
    );

  it("an attached pair is detached, and preflight itself writes nothing", async () => {
    const made = await attach(free(1));
    world.emulator.journal.clear();
    const [told] = await judge([attachment(made)]);
    expect(told).toMatchObject({ verdict: "ok", message: `It is detached from ${running}.` });
    const asked = world.emulator.journal.entries({ cloud, foreign: false }).map(({ action }) => action);
    expect(asked.filter((action) => !/^(Describe|Get)/.test(action))).toEqual([]);
    await detach(made);
    expect(stored(free(1))?.instanceId).toBeNull();
  });

  it("what another instance holds now stays there", async () => {
    const made = await attach(free(1));
    hand("attach", free(1));
    const [told] = await judge([attachment(made)]);
    expect(told).toMatchObject({ verdict: "ok", message: expect.stringContaining(`${busy} holds`) });
    await detach(made);
    expect(stored(free(1))?.instanceId).toBe(busy);
  });

  it("where something else may have moved it, it is detached from there", async () => {
    const made = await attach(free(1), { mayMoveTo: [busy] });
    hand("attach", free(1));
    const [told] = await judge([attachment(made)]);
    expect(told).toMatchObject({ verdict: "ok", message: `It is detached from ${busy}.` });
    await detach(made);
    expect(stored(free(1))?.instanceId).toBeNull();
  });

  it("a primary interface is refused in the words of the failed deletion", async () => {
    const made: Made = { id: `${primary}:${running}`, outs: { ...cloudCase.place, status: "attached" } };
    const [told] = await judge([attachment(made)]);
    expect(told).toMatchObject({
      verdict: "refused",
      findings: [expect.objectContaining({ rule: "primary-interface", lasting: "never" })],
    });
    const error = await failureOf(detach(made));
    expect(error.message).toContain(told?.findings[0]?.text);
  });

  it("an interface is deleted after its attachment, and refused when only another hand attached it", async () => {
    const made = await create();
    const on = await attach(made.id);
    const dependsOn = { dependencies: [nic(made).urn] };
    const both = [nic(made), attachment(on, dependsOn)];
    expect(await verdicts(both)).toEqual({ nic: "ok", data: "ok" });

    const [told] = await judge([nic(made)]);
    expect(told).toMatchObject({ verdict: "refused" });
    const error = await failureOf(interfaces().delete(made.id, made.outs));
    expect(error.message).toContain(told?.findings[0]?.text);

    await detach(on);
    await interfaces().delete(made.id, made.outs);
    expect(stored(made.id)).toBeUndefined();
  });

  it("an attachment that does not depend on the interface is deleted at the same time", async () => {
    const made = await create();
    const told = await judge([nic(made), attachment(await attach(made.id))]);
    expect(told[0]).toMatchObject({ verdict: "refused" });
    expect(told[0]?.findings.map(({ rule }) => rule)).toContain("no-dependency");
    expect(told[1]).toMatchObject({ verdict: "ok" });
  });

  it("`detachOnDelete` detaches from whoever holds it", async () => {
    const made = await create({ detachOnDelete: true });
    attachByHand(made.id, busy);
    const [told] = await judge([nic(made)]);
    expect(told).toMatchObject({
      verdict: expect.stringMatching(/^(ok|would wait)$/),
      message: `It is detached from ${busy} and deleted.`,
    });
    await interfaces().delete(made.id, made.outs);
    expect(stored(made.id)).toBeUndefined();
  });

  it("protected and retained resources are told as what they are, and hold up what is deleted after them", async () => {
    const made = await create();
    const on = await attach(made.id);
    const dependencies = [nic(made).urn];
    expect(await verdicts([nic(made), attachment(on, { dependencies, protect: true })])).toEqual({
      nic: "refused",
      data: "refused",
    });
    expect(await verdicts([nic(made), attachment(on, { dependencies, retainOnDelete: true })])).toEqual({
      nic: "refused",
      data: "ok",
    });
    const withDetach = { ...made, outs: { ...made.outs, detachOnDelete: true } };
    expect(await verdicts([nic(withDetach), attachment(on, { dependencies, retainOnDelete: true })])).toEqual(
      { nic: "ok", data: "ok" },
    );
    const blocked = await judge([nic(withDetach), attachment(on, { dependencies, protect: true })]);
    expect(blocked[0]?.findings[0]).toMatchObject({ rule: "deleted-first" });
    expect(blocked[1]?.findings[0]).toMatchObject({ rule: "protect" });
    const other = { urn: "urn:pulumi:dev::attachments::x:y:Z::other", type: "x:y:Z", protect: true };
    const heldUp = await judge([nic({ ...made }), { ...other, dependencies }]);
    expect(heldUp[0]?.verdict).toBe("refused");
  });

  it("nothing of what Pulumi only removes from the state is looked at", async () => {
    const made: Made = { id: `${free(1)}:${running}`, outs: { ...cloudCase.place } };
    world.emulator.journal.clear();
    const urn = attachment(made).urn;
    const told = await verdicts([
      attachment(made, { external: true }, "read"),
      attachment(made, { pendingReplacement: true }, "replaced"),
      attachment(made, { retainOnDelete: true }, "kept"),
      attachment(made, { deletedWith: urn.replace("data", "kept") }, "with"),
    ]);
    expect(told).toEqual({ read: "ok", replaced: "ok", kept: "ok", with: "ok" });
    expect(world.emulator.journal.entries({ foreign: false })).toEqual([]);
  });

  it("the old half of a replacement is deleted, even when it is protected", async () => {
    const made = await attach(free(1));
    const [told] = await judge([attachment(made, { delete: true, protect: true })]);
    expect(told).toMatchObject({ verdict: "ok", message: `It is detached from ${running}.` });
  });

  it("what is gone is deleted in its own account, and kept in another one", async () => {
    const made = await attach(free(1));
    world.emulator.act({ cloud, act: "delete", interfaceId: free(1) });
    const [told] = await judge([attachment(made)]);
    expect(told).toMatchObject({ verdict: "ok", message: "The interface no longer exists." });

    const key = otherAccountKey(world.emulator, cloudCase);
    const [elsewhere] = await judge([attachment(made)], opener(key));
    expect([elsewhere?.verdict, elsewhere?.message]).toEqual(["refused", ""]);
    const error = await failureOf(
      begin({ config: cloudCase.keys(key) }).attachments.delete(made.id, made.outs),
    );
    expect(error.message).toBe(elsewhere?.findings[0]?.reason);
  });

  it("a secret in the outputs is not checked, unless the export has its text", async () => {
    const made = await attach(free(1));
    const region = cloudCase.place.regionId;
    const secret = { ...made, outs: { ...made.outs, regionId: exportedSecret() } };
    const [told] = await judge([attachment(secret)]);
    expect(told).toMatchObject({ verdict: "not checked", message: expect.stringContaining("`regionId`") });
    const shown = { ...made, outs: { ...made.outs, regionId: exportedSecret(JSON.stringify(region)) } };
    expect(await verdicts([attachment(shown)])).toEqual({ data: "ok" });
  });

  it("looks that fail check nothing, and one row says why for all", async () => {
    const [one, two] = [await attach(free(1)), await attach(free(2))];
    const made = await create();
    const on = await attach(made.id);
    fault("DescribeNetworkInterfaces", { kind: "error", code: cloudCase.deniedCode }, 20);
    const told = await judge([
      attachment(one),
      attachment(two, {}, "backup"),
      nic(made),
      attachment(on, { dependencies: [nic(made).urn] }, "on"),
    ]);
    expect(told.map(({ verdict }) => verdict)).toEqual(Array(4).fill("not checked"));
    expect(exitCodeOf(told)).toBe(2);
    expect(asText("destroy", told)).toMatch(/^not checked {2}attachment data .*, attachment\s+backup\s/ms);
  });

  if (cloudCase.showsTransitions) {
    it("a detach in progress is waited for", async () => {
      const made = await attach(free(1));
      const run = begin();
      const detaching = run.attachments.delete(made.id, made.outs);
      while (stored(free(1))?.status !== "detaching") await new Promise(setImmediate);
      const [told] = await judge([attachment(made)]);
      expect(told?.verdict).toBe("would wait");
      await detaching;
    });
  }

  it("a thousand attachments cost a call for each hundred ids", async () => {
    const subnetId = stored(free(1))?.subnetId;
    const ids = Array.from({ length: 1_000 }, (_, index) => free(1_000 + index));
    world.emulator.seed({
      interfaces: ids.map((id) => ({
        cloud,
        id,
        subnetId,
        privateIps: [],
        status: "attached",
        instanceId: busy,
      })),
    });
    world.emulator.journal.clear();
    const outs = cloudCase.place;
    const told = await judge(
      ids.map((id) => attachment({ id: `${id}:${busy}`, outs: { ...outs } }, {}, `on-${id}`)),
    );
    expect(new Set(told.map(({ message }) => message))).toEqual(new Set([`It is detached from ${busy}.`]));
    expect(exitCodeOf(told)).toBe(0);
    const { DescribeNetworkInterfaces, DescribeInstances } = world.emulator.journal.counts();
    // The API v2 has no describe for several ids: each hundred lists the VPC, in pages.
    const perHundred = cloudCase.place.api === "v2" ? 16 : 1;
    expect(DescribeNetworkInterfaces).toBeLessThanOrEqual(10 * perHundred);
    expect(DescribeInstances).toBe(1);
  });

  it("the table is readable without a terminal, in 100 columns", async () => {
    const made = await create();
    const on = await attach(made.id);
    const told = await judge([
      nic(made),
      attachment(on, { protect: true, dependencies: [nic(made).urn] }),
      attachment({ id: `${primary}:${running}`, outs: { ...cloudCase.place } }, {}, "primary"),
    ]);
    const text = asText("destroy", told);
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(text).not.toContain("\u001b");
    expect(text).toMatch(/^refused {6}interface nic \(/m);
    expect(text).toMatch(/Of 3 deletions 0 would succeed \(0 after a wait\), 3 would be refused, and 0 were/);
  });
});
