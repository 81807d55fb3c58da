import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const main = join(process.cwd(), "dist/cli/main.js");

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command until it ends; with a signal, sends it as soon as the command has printed something. */
function run(args: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, "emulator", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
      if (signal !== undefined && out.endsWith("\n")) child.kill(signal);
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, out, err }));
  });
}

describe("pulumi-eni emulator", () => {
  it.each<NodeJS.Signals>(["SIGINT", "SIGTERM"])(
    "prints the variables to paste, and ends at once on %s",
    async (signal) => {
      const { exitCode, out, err } = await run(["--port", "0"], signal);
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
      expect(out).toMatch(/^export PULUMI_ENI_ALIBABA_ENDPOINT=http:\/\/127\.0\.0\.1:\d+$/m);
      expect(out).toMatch(/^export ALIBABA_CLOUD_ACCESS_KEY_ID=\w+$/m);
      expect(out).toMatch(/^# {3}i-bp1running0000000001 .+running instance/m);
    },
  );

  it("prints one line of JSON with --json", async () => {
    const { out } = await run(["--port", "0", "--json", "--transition-ms", "5"], "SIGTERM");
    const printed = JSON.parse(out) as { url: string; environment: Record<string, string>; tour: object[] };
    expect(printed.environment.PULUMI_ENI_ALIBABA_ENDPOINT).toBe(printed.url);
    expect(printed.tour.length).toBeGreaterThan(10);
    expect(out.trim()).not.toContain("\n");
  });

  it("says what to do when the port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const { exitCode, out, err } = await run(["--port", String(port)]);
    server.close();
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(err).toMatch(new RegExp(`^port ${port} is in use.*--port`));
  });

  it.each([
    [["--port", "many"], /^--port must be a whole number/],
    [["--transition-ms", "-5"], /^--transition-ms must be a whole number/],
    [["--describe-lag-ms", "soon"], /^--describe-lag-ms must be a whole number/],
    [["--scenario", "/nowhere.json"], /\/nowhere\.json cannot be read/],
  ])("refuses %p in one line", async (args, message) => {
    const { exitCode, err } = await run(["--port", "0", ...args]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(message);
    expect(err.trim()).not.toContain("\n");
  });
});
