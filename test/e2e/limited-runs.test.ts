import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cloudCases } from "../support/cloud-cases";
import { Stack, type StackOfClouds } from "../support/stack";
import { succeeds } from "../support/succeeds";

/**
 * Runs that are limited to some resources: the engine asks the provider about no others. The program of each
 * test renames an attachment without an alias, so two resources come to name one pair.
 */
describe("runs that are limited to some resources, on every cloud", () => {
  let stack: StackOfClouds;

  beforeEach(async () => {
    stack = await Stack.createAll(cloudCases);
    declare("data");
    await succeeds(stack.program.up());
  });
  afterEach(() => stack.close());

  const declare = (name: string, aliases: readonly string[] = []) =>
    stack.declare((on) => [
      {
        ...on.attachment(name, on.cloudCase.free(1), on.cloudCase.running),
        aliases: aliases.map((old) => on.nameOf(old)),
      },
    ]);
  const limited = (option: string, name: string) => stack.urnsOf(name).flatMap((urn) => [option, urn]);
  const names = () =>
    stack.program.resources().flatMap(({ urn }) => (urn.includes("dynamic/eni") ? [urn] : []));
  const staysAttached = () =>
    stack.each((on) => {
      expect(on.holderOf(on.cloudCase.free(1))).toBe(on.cloudCase.running);
      expect(on.writes()).toEqual(["Attach"]);
    });
  const endsFree = () => stack.each((on) => expect(on.holderOf(on.cloudCase.free(1))).toBeNull());

  it.each([
    ["--target, the new name first", "--target", "data", []],
    ["--target with --target-dependents", "--target", "data", ["--target-dependents"]],
    ["--target-replace", "--target-replace", "data", []],
    ["--exclude of the new name", "--exclude", "traffic", []],
  ])("keeps what another resource of the state has: %s", async (_, option, name, more) => {
    declare("traffic");
    await succeeds(stack.program.up(limited("--target", "traffic")));
    expect(names()).toHaveLength(2 * stack.clouds.length);

    const removed = await succeeds(stack.program.up([...limited(option, name), ...more]));
    stack.each((on) =>
      expect(removed.text).toContain(`not detached, because ${on.urnOf("traffic")} has it now`),
    );
    staysAttached();
    expect(names().sort()).toEqual(stack.urnsOf("traffic").sort());

    await succeeds(stack.program.destroy());
    endsFree();
  });

  it("refuses to detach what the program declares and the state does not have, and names the alias", async () => {
    declare("traffic");
    const refused = await stack.program.up(limited("--target", "data"));
    expect(refused.exitCode).not.toBe(0);
    stack.each((on) => {
      expect(refused.text).toContain(`${on.urnOf("traffic")} of the program declares the same attachment`);
      expect(refused.text).toContain(`aliases: [{ name: "${on.nameOf("data")}" }]`);
    });
    staysAttached();
    expect(names().sort()).toEqual(stack.urnsOf("data").sort());

    declare("traffic", ["data"]);
    await succeeds(stack.program.up());
    staysAttached();
    expect(names().sort()).toEqual(stack.urnsOf("traffic").sort());
    await succeeds(stack.program.destroy(["--run-program"]));
    endsFree();
  });

  it("refuses it too after the new name was taken out of the state", async () => {
    declare("traffic");
    await succeeds(stack.program.up(limited("--target", "traffic")));
    for (const urn of stack.urnsOf("traffic")) {
      await succeeds(stack.program.run(["state", "delete", urn, "--yes"]));
    }
    const refused = await stack.program.up(limited("--target", "data"));
    expect(refused.exitCode).not.toBe(0);
    stack.each((on) =>
      expect(refused.text).toContain(`${on.urnOf("traffic")} of the program declares the same attachment`),
    );
    staysAttached();

    await succeeds(stack.program.up());
    staysAttached();
    expect(names().sort()).toEqual(stack.urnsOf("traffic").sort());
  });

  it("refuses a destroy that runs a program with another name, and frees by a plain one", async () => {
    declare("traffic");
    const refused = await stack.program.destroy(["--run-program"]);
    expect(refused.exitCode).not.toBe(0);
    stack.each((on) =>
      expect(refused.text).toContain(`${on.urnOf("traffic")} of the program declares the same attachment`),
    );
    expect(refused.text).toContain("To destroy it anyway, run `pulumi destroy` without the program.");
    staysAttached();

    await succeeds(stack.program.destroy());
    endsFree();
  });

  it("keeps an interface where another resource of the state lets it be moved", async () => {
    const declareService = () =>
      stack.declare((on) => {
        const { free, running, busy } = on.cloudCase;
        return [on.attachment("service", free(2), running, { mayMoveTo: busy })];
      });
    declareService();
    for (const { emulator, cloudCase } of stack.clouds) {
      const pair = { cloud: cloudCase.storeName, interfaceId: cloudCase.free(2) };
      emulator.act({ act: "attach", ...pair, instanceId: cloudCase.busy });
    }
    await succeeds(stack.program.up(limited("--target", "service")));
    stack.declare((on) => [on.attachment("plain", on.cloudCase.free(2), on.cloudCase.busy)]);
    await succeeds(stack.program.up(limited("--target", "plain")));
    declareService();
    const removed = await succeeds(stack.program.up(limited("--target", "plain")));
    stack.each((on) => {
      expect(removed.text).toContain(`not detached, because ${on.urnOf("service")} has it now`);
      expect(on.holderOf(on.cloudCase.free(2))).toBe(on.cloudCase.busy);
    });
  });

  it("destroys at once what an alias has renamed", async () => {
    declare("traffic", ["data"]);
    await succeeds(stack.program.destroy(["--run-program"]));
    endsFree();
  });

  it("keeps, in a stack to which it was moved, what another resource has", async () => {
    await succeeds(stack.program.run(["stack", "init", "moved"]));
    const move = ["state", "move", "--source", "dev", "--dest", "moved", "--yes"];
    await succeeds(stack.program.run([...move, ...stack.urnsOf("data")]));
    const limitedThere = (name: string) =>
      limited("--target", name).map((text) => text.replace(":dev:", ":moved:"));
    declare("traffic");
    await succeeds(stack.program.up(limitedThere("traffic")));
    const removed = await succeeds(stack.program.up(limitedThere("data")));
    stack.each((on) =>
      expect(removed.text).toContain(
        `not detached, because ${on.urnOf("traffic").replace(":dev:", ":moved:")} has it now`,
      ),
    );
    staysAttached();

    await succeeds(stack.program.run(["stack", "rename", "renamed"]));
    await succeeds(stack.program.destroy(["--run-program"]));
    endsFree();
  });

  it("detaches in a plain destroy, whatever an earlier run of the same port has left", async () => {
    const lines = stack.clouds.map((on) => {
      const { free, running } = on.cloudCase;
      const pair = { networkInterfaceId: free(1), instanceId: running };
      return JSON.stringify({ ...pair, urn: on.urnOf("traffic"), isInState: true, atMs: Date.now() });
    });
    leaveOnEveryPort(stack.program.root, `${lines.join("\n")}\n`);
    await succeeds(stack.program.destroy());
    endsFree();
  });
});

/** The engine takes any free port. */
function leaveOnEveryPort(root: string, text: string): void {
  const folder = join(root, "tmp", `pulumi-eni-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const first = join(folder, "any");
  writeFileSync(first, text);
  for (let port = 1_024; port <= 65_535; port++) {
    const path = join(folder, `${port}`);
    rmSync(path, { force: true });
    linkSync(first, path);
  }
}
