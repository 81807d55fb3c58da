import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { cloudCases } from "../support/cloud-cases";
import { blockUnder } from "../support/markdown-pages";
import { Stack, type StackOfClouds } from "../support/stack";
import { succeeds } from "../support/succeeds";
import { createEmulatedStack, type EmulatedStack, free, running } from "./emulated-stack";
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

it("the page has both drift gates, and they pass when nothing has changed", async () => {
  const stack = await attachedStack();
  expect(gates.map((gate) => gate.split(" ")[1])).toEqual(["refresh", "preview"]);
  for (const gate of gates) {
    const { exitCode, stdout, stderr } = await runGate(stack, gate);
    if (exitCode !== 0) throw new Error(stdout + stderr);
  }
  expect(stack.writes()).toBe(0);
});

/**
 * What someone else does, and what both gates say about it on every cloud. A detach by hand, and addresses that a
 * container network adds, are among the orders.
 */
const changes: {
  what: string;
  args?: (on: Stack) => Readonly<Record<string, unknown>>;
  change: (on: Stack) => void;
  shows: (on: Stack) => string | RegExp;
}[] = [
  {
    what: "another instance holds the interface",
    change: (on) =>
      act(on, { act: "attach", interfaceId: on.cloudCase.free(1), instanceId: on.cloudCase.busy }),
    shows: ({ cloudCase: { running: ours, busy: other } }) =>
      new RegExp(`it is attached to ${other}, not to ${ours}; the name of ${other} is ".+"`),
  },
  {
    what: "the interface was deleted",
    change: (on) => act(on, { act: "delete", interfaceId: on.cloudCase.free(1) }),
    shows: ({ cloudCase }) => `${cloudCase.free(1)}`,
  },
  {
    what: "the instance was released and its interface is left",
    change: (on) => {
      const interfaceId = on.cloudCase.free(1);
      act(on, { act: "set-interface", interfaceId, set: { deleteOnRelease: false } });
      act(on, { act: "release-instance", instanceId: on.cloudCase.running });
    },
    shows: ({ cloudCase }) => `${cloudCase.running} no longer exists`,
  },
  {
    what: "the declared network card differs, or the interface was detached where there are no cards",
    args: (on) => (hasNetworkCards(on) ? { networkCardIndex: 0 } : {}),
    change: (on) =>
      hasNetworkCards(on)
        ? act(on, { act: "set-interface", interfaceId: on.cloudCase.free(1), set: { networkCardIndex: 1 } })
        : act(on, { act: "detach", interfaceId: on.cloudCase.free(1) }),
    shows: (on) => (hasNetworkCards(on) ? "network card 1" : "it is available, not attached"),
  },
];

type HandAct = Parameters<Stack["emulator"]["act"]>[0];

function act(on: Stack, change: Readonly<Record<string, unknown>>): void {
  on.emulator.act({ cloud: on.cloudCase.storeName, ...change } as HandAct);
}

function hasNetworkCards({ cloudCase }: Stack): boolean {
  return "networkCardIndex" in cloudCase.cloud.attachmentArguments;
}

describe.each(changes)("when $what", ({ args, change, shows }) => {
  let stack: StackOfClouds;

  beforeEach(async () => {
    stack = await Stack.createAll(cloudCases);
  });
  afterEach(() => stack.close());

  it("both drift gates fail and show it for each cloud", async () => {
    stack.declare((on) => [
      on.attachment("data", on.cloudCase.free(1), on.cloudCase.running, args?.(on) ?? {}),
    ]);
    await succeeds(stack.program.up());
    for (const on of stack.clouds) change(on);
    for (const gate of gates) {
      const [, command = "", ...flags] = (gate.split("#")[0] ?? "").trim().split(/ +/);
      const result = await stack.program.run([command, ...flags]);
      expect({ gate, failed: result.exitCode !== 0 }).toEqual({ gate, failed: true });
      stack.each((on) => {
        const told = result.events.diagnostics.filter(({ urn }) => urn === on.urnOf("data"));
        expect(told.map(({ message }) => message).join("\n")).toEqual(
          typeof shows(on) === "string"
            ? expect.stringContaining(String(shows(on)))
            : expect.stringMatching(shows(on)),
        );
      });
    }
    stack.each((on) => expect(on.writes()).toEqual(["Attach"]));
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
