import { createEmulator, type Emulator, InvalidInput, loadScenario, type Scenario } from "../emulator";

export interface EmulatorCommandOptions {
  readonly port: string;
  readonly transitionMs?: string;
  readonly describeLagMs?: string;
  readonly scenario?: string;
  readonly json?: boolean;
}

/** Runs the emulator until a signal ends the process; returns the exit code. */
export async function runEmulator(options: EmulatorCommandOptions): Promise<number> {
  let emulator: Emulator;
  try {
    emulator = await start(options);
  } catch (error) {
    console.error(explain(error, options.port));
    return 1;
  }
  // Before anything is printed, because a program that waits for the line may send the signal at once.
  const signalled = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  console.log(options.json === true ? asJson(emulator) : asText(emulator));
  await signalled;
  await emulator.close();
  return 0;
}

async function start(options: EmulatorCommandOptions): Promise<Emulator> {
  const port = readNumber("--port", options.port, 65_535);
  const scenario: Scenario | undefined =
    options.scenario === undefined ? undefined : loadScenario(options.scenario);
  const transitionMs =
    options.transitionMs === undefined
      ? undefined
      : readNumber("--transition-ms", options.transitionMs, Number.MAX_SAFE_INTEGER);
  const describeLagMs = readNumber(
    "--describe-lag-ms",
    options.describeLagMs ?? "0",
    Number.MAX_SAFE_INTEGER,
  );
  return createEmulator({ port, scenario, transitionMs, describeLagMs });
}

function readNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max)
    throw new InvalidInput(`${option} must be a whole number from 0 to ${max}, not "${text}"`);
  return value;
}

function explain(error: unknown, port: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return `port ${port} is in use, perhaps by another emulator: stop it, or choose another port with --port (0 takes any free one)`;
  }
  if (code === "EACCES") return `this user may not open port ${port}: choose a port above 1023 with --port`;
  return message;
}

function asJson(emulator: Emulator): string {
  return JSON.stringify({ url: emulator.url, environment: emulator.environment(), tour: emulator.tour });
}

function asText(emulator: Emulator): string {
  const width = Math.max(...emulator.tour.map((stop) => stop.id.length));
  const clouds = [...new Set(emulator.tour.map((stop) => stop.cloud))];
  const ids = clouds.flatMap((cloud) => [
    "",
    `# ${cloud}: ids to try`,
    ...emulator.tour
      .filter((stop) => stop.cloud === cloud)
      .map((stop) => `#   ${stop.id.padEnd(width)}  ${stop.what}`),
  ]);
  return [
    `# The emulator listens on ${emulator.url}. Ctrl-C stops it. Paste these lines into the shell of your program:`,
    ...Object.entries(emulator.environment()).map(([name, value]) => `export ${name}=${value}`),
    ...ids,
  ].join("\n");
}
