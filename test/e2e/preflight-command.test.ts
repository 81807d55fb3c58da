import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";
import { interfaceCases } from "../support/interface-cases";
import { oldStates, resourcesOf, restoreWorld, writeProfile } from "../support/old-state";
import { emptyFolder } from "../support/program-folder";
import type { PulumiProgram } from "../support/pulumi-program";
import { succeeds } from "../support/succeeds";
import { busy, createEmulatedStack, free, region, running } from "./emulated-stack";
import { type CloudOfProgram, InterfaceProgram } from "./interface-program";

const main = join(packageRoot, "dist/cli/main.js");

interface Told {
  readonly exitCode: number | null;
  readonly text: string;
  readonly errors: string;
}

async function preflight(program: PulumiProgram, args: readonly string[]): Promise<Told> {
  const ran = await program.execute(process.execPath, [main, "preflight", ...args]);
  return { exitCode: ran.exitCode, text: ran.stdout, errors: ran.stderr };
}

/** As a pipeline does it: through a pipe. */
async function preflightOfPipe(program: PulumiProgram, args = ""): Promise<Told> {
  const line = `pulumi stack export | "${process.execPath}" "${main}" preflight ${args}`;
  const ran = await program.execute("bash", ["-c", line]);
  return { exitCode: ran.exitCode, text: ran.stdout, errors: ran.stderr };
}

interface ToldResource {
  readonly verdict: string;
  readonly findings: readonly { readonly text: string }[];
}

/** One line, whatever the width of the table. */
const inOneLine = (text: string) => text.replaceAll(/\s+/g, " ");

/** Attachments by name, with their options, as plan.json lists them. */
const source = `
const { alibaba } = require("pulumi-eni");
const plan = JSON.parse(require("fs").readFileSync("plan.json", "utf8"));
for (const [name, { options, ...args }] of Object.entries(plan)) {
  new alibaba.NetworkInterfaceAttachment(name, { regionId: "${region}", ...args }, options);
}
`;
const attachment = (number: number, more: object = {}) => ({
  networkInterfaceId: free(number),
  instanceId: running,
  ...more,
});

async function stackOf(plan: Record<string, object>) {
  const stack = await createEmulatedStack({ "index.js": source, "plan.json": JSON.stringify(plan) });
  await succeeds(stack.program.up());
  stack.emulator.journal.clear();
  const hand = (interfaceId: string, instanceId: string) => {
    stack.emulator.act({ cloud: "alibaba", act: "detach", interfaceId });
    stack.emulator.act({ cloud: "alibaba", act: "attach", interfaceId, instanceId });
  };
  return { ...stack, hand };
}

describe("pulumi-eni preflight of a stack", () => {
  it("tells that a destroy succeeds, for each way to name the stack, and it does", async () => {
    const { program, emulator, holderOf, hand, writes } = await stackOf({
      data: attachment(1),
      kept: attachment(2, { options: { retainOnDelete: true } }),
      moved: attachment(3),
      fleet: attachment(4, { mayMoveTo: [busy] }),
    });
    hand(free(3), busy);
    hand(free(4), busy);
    emulator.journal.clear();
    const told = await preflightOfPipe(program);
    expect(told).toMatchObject({ exitCode: 0, errors: "" });
    expect(told.text).not.toContain("\u001b");
    expect(told.text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    const line = inOneLine(told.text);
    expect(line).toContain(`ok attachment data (${free(1)}:${running}): It is detached from ${running}.`);
    expect(line).toMatch(/ok attachment kept \(\S+\): It has `retainOnDelete`\./);
    expect(line).toMatch(new RegExp(`ok attachment moved \\(\\S+\\): It is not touched: ${busy} holds`));
    expect(line).toMatch(new RegExp(`ok attachment fleet \\(\\S+\\): It is detached from ${busy}\\.`));
    expect(line).toContain("Of 4 deletions 4 would succeed");
    expect((await preflight(program, ["--stack", program.stack])).text).toBe(told.text);
    const exported = await succeeds(program.run(["stack", "export"]));
    program.write("stack.json", exported.stdout);
    expect((await preflight(program, ["stack.json"])).text).toBe(told.text);
    expect(writes()).toBe(0);

    await succeeds(program.destroy());
    expect([1, 2, 3, 4].map((number) => holderOf(free(number)))).toEqual([
      undefined,
      running,
      busy,
      undefined,
    ]);
    expect(emulator.journal.counts().DetachNetworkInterface).toBe(2);
  });

  it("tells that a protected resource stops the destroy, and it does", async () => {
    const { program, holderOf } = await stackOf({
      data: attachment(1, { options: { protect: true } }),
    });
    const told = await preflightOfPipe(program, "--json");
    expect(told.exitCode).toBe(1);
    expect(JSON.parse(told.text)).toMatchObject({
      ok: false,
      exitCode: 1,
      operation: "destroy",
      resources: [
        {
          kind: "attachment",
          name: "data",
          cloud: "alibaba",
          regionId: region,
          id: `${free(1)}:${running}`,
          verdict: "refused",
          findings: [{ rule: "protect", remedy: expect.stringContaining("pulumi state unprotect") }],
        },
      ],
    });
    const destroyed = await program.destroy();
    expect(destroyed.exitCode).not.toBe(0);
    expect(destroyed.text).toContain("protected");
    expect(holderOf(free(1))).toBe(running);
  });

  it("counts what the interface waits for, on every cloud, and the destroy does what was told", async () => {
    const program = await InterfaceProgram.create(interfaceCases);
    try {
      program.plan((on) => on.data());
      await program.up();
      expect(await preflightOfPipe(program.program)).toMatchObject({ exitCode: 0 });

      // Someone moves it, so the attachment is left alone and the interface cannot be deleted.
      program.each((on) => {
        on.act({ act: "detach" });
        on.act({ act: "attach", instanceId: on.own.cloudCase.busy });
      });
      await Promise.all(program.clouds.map(settled));
      const told = await preflightOfPipe(program.program);
      expect(told.exitCode).toBe(1);
      const line = inOneLine(told.text);
      program.each((on) => {
        expect(line).toMatch(
          new RegExp(
            `refused interface ${on.title.replace(" ", "-")}-data \\(\\S+\\): .*rule interface-attached`,
          ),
        );
      });
      expect(line).toMatch(/Of 8 deletions 4 would succeed \(0 after a wait\), 4 would be refused/);
      const { resources } = JSON.parse((await preflightOfPipe(program.program, "--json")).text);
      const texts = resources.flatMap(({ verdict, findings }: ToldResource) =>
        verdict === "refused" ? findings.map(({ text }) => text) : [],
      );
      expect(texts).toHaveLength(4);
      const refused = await program.program.destroy(["--continue-on-error"]);
      for (const text of texts) expect(refused.text).toContain(text);
      expect(refused.exitCode).not.toBe(0);
      program.each((on) => {
        const [kept] = on.made();
        expect(kept?.instanceId).toBe(on.own.cloudCase.busy);
        expect(refused.text).toContain(kept?.id);
      });

      program.each((on) => on.act({ act: "detach" }));
      await Promise.all(program.clouds.map(settled));
      expect(await preflightOfPipe(program.program)).toMatchObject({ exitCode: 0 });
      await succeeds(program.program.destroy());
      program.each((on) => expect(on.made()).toEqual([]));
    } finally {
      await program.close();
    }
  });

  it("uses the keys of the stack's configuration when it may read them, and does not print them", async () => {
    const emulated = await createEmulatedStack({ "index.js": source, "plan.json": "{}" });
    const { accessKeyId, accessKeySecret } = emulated.emulator.credentials.alibaba;
    const { program } = emulated;
    const set = (name: string, value: string, ...more: string[]) =>
      succeeds(program.run(["config", "set", `eni:${name}`, value, ...more]));
    await set("alibabaAccessKeyId", accessKeyId, "--secret");
    await set("alibabaAccessKeySecret", accessKeySecret, "--secret");
    program.write("plan.json", JSON.stringify({ data: attachment(1) }));
    await succeeds(program.up());
    const locked = await preflight(program, ["--stack", program.stack]);
    expect(locked.exitCode).toBe(2);
    expect(inOneLine(locked.text)).toMatch(
      /not checked attachment data .*: The stack has the keys as secrets \(eni:alibabaAccessKeyId, eni:alibabaAccessKeySecret\)\..*`--show-secrets` reads them/,
    );
    const shown = await preflight(program, ["--stack", program.stack, "--show-secrets", "--json"]);
    expect(JSON.parse(shown.text)).toMatchObject({ ok: true });
    expect(shown.text).not.toContain(accessKeySecret);
  });
});

describe("pulumi-eni preflight of a stack that an earlier version wrote", () => {
  it.each(oldStates("settled"))("judges it: $title", async ({ fixture: original }) => {
    const { emulator, fixture } = await restoreWorld(original);
    const folder = emptyFolder();
    try {
      writeProfile(folder, emulator);
      writeFileSync(join(folder, "state.json"), JSON.stringify(fixture.state));
      const told = await runCommand(process.execPath, [main, "preflight", "state.json", "--json"], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, ...emulator.environment() },
      });
      const { resources } = JSON.parse(told.stdout);
      expect(resources.map(({ id }: { id: string }) => id)).toEqual(resourcesOf(fixture).map(({ id }) => id));
      expect(resources.filter(({ verdict }: ToldResource) => verdict !== "ok")).toEqual([]);
      expect(told.exitCode).toBe(0);
    } finally {
      await emulator.close();
    }
  });
});

/** What someone else began has ended. */
async function settled(on: CloudOfProgram): Promise<void> {
  while (on.made().some(({ status }) => status.endsWith("ing"))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
