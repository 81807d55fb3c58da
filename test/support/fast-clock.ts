import { promisify } from "node:util";
import { replaceDate } from "./shifted-clock";

/** The variable that tells a process how fast its time goes by, and since when. */
export const fastClockVariable = "PULUMI_ENI_TEST_FAST_CLOCK";

export interface FastClock {
  /** So many seconds go by in one. */
  readonly speed: number;
  /** When real time and this time were the same. */
  readonly sinceMs: number;
}

/** The variables with which a new Node process, and those that it starts, live in fast time. */
export function fastClockEnvironment(clock: FastClock): Record<string, string> {
  return { NODE_OPTIONS: `--require ${__filename}`, [fastClockVariable]: JSON.stringify(clock) };
}

/** From here on the time of this process goes by faster: its clock and its timers, but not its calculations. */
function goFaster({ speed, sinceMs }: FastClock): void {
  replaceDate((realMs) => Math.floor(sinceMs + (realMs - sinceMs) * speed));
  const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
  const sooner = (ms: number | undefined) => (ms ?? 0) / speed;
  const timeout = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    realTimeout(run, sooner(ms), ...given);
  const interval = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    realInterval(run, sooner(ms), ...given);
  const later = (ms?: number, value?: unknown) => new Promise((resolve) => timeout(resolve, ms, value));
  globalThis.setTimeout = Object.assign(timeout, {
    [promisify.custom]: later,
  }) as unknown as typeof setTimeout;
  globalThis.setInterval = interval as unknown as typeof setInterval;
  const uptime = process.uptime.bind(process);
  process.uptime = () => uptime() * speed;
}

const told = process.env[fastClockVariable];
if (told !== undefined) goFaster(JSON.parse(told) as FastClock);
