import type { BenchRow } from "../bench-row";

/** The rows of each measurement that was made, by its name. */
export type Results = Readonly<Record<string, readonly BenchRow[]>>;

/** One question of the report, and how to answer it. */
export interface Measurement {
  readonly name: string;
  /** The heading of its table. */
  readonly title: string;
  /** What has to be reached, as `--check` judges it. */
  readonly goal: string;
  /** The options of `npm run bench`. */
  readonly options: string;
}

export const measurements: readonly Measurement[] = [
  {
    name: "instant-dynamic",
    title: "A cloud whose transitions take no time, dynamic host",
    goal: "adds at most 0.25 s + 1.5 ms for each resource; CPU at most that of the twin + 10 % + 2 ms for each",
    options: "--sizes 1,100 --repeat 5 --operations preview-new,up,preview,refresh,destroy",
  },
  {
    name: "instant-plugin",
    title: "The same with the plugin",
    goal: "the same",
    options: "--host plugin --sizes 1,100 --repeat 5 --operations preview-new,up,preview,refresh,destroy",
  },
  {
    name: "thousand",
    title: "A thousand attachments, without the engine's checkpoints",
    goal: "the same, and the provider process needs at most 40 MB more than the twin's",
    options: "--sizes 1000 --instances 100 --operations up,preview,refresh,destroy",
  },
  {
    name: "thousand-of-others",
    title: "A thousand attachments beside 10,000 interfaces of others",
    goal: "refresh: at most 10, 18 and 6 calls; preview of new attachments: at most 25, 40 and 15",
    options:
      "--cloud all --sizes 1000 --instances 100 --foreign 10000 --repeat 1 --operations preview-new,refresh",
  },
  {
    name: "one-wave",
    title: "Transitions of 3 s, all at once",
    goal: "at most the twin's time + 3 s + 0.5 s, with at most 30 looks",
    options: "--transition-ms 3000 --sizes 100 --parallel 100 --operations up,destroy --repeat 5",
  },
  {
    name: "many-waves",
    title: "Transitions of 3 s, at the engine's default parallelism",
    goal: "at most the twin's time + each wave's 3 s + 0.15 s, with at most 2 looks a second",
    options: "--transition-ms 3000 --sizes 100 --operations up,destroy",
  },
  {
    name: "lag-of-hundred",
    title: "Transitions of 0.5 to 20 s at random, a hundred at once",
    goal: "seen after 300 ms (p50) and 700 ms (p95) at most, with at most 2 looks a second",
    options: "--transition-ms 500-20000 --sizes 100 --parallel 100 --operations up,destroy",
  },
  {
    name: "lag-one-by-one",
    title: "The same, two hundred one after another in one process",
    goal: "the same",
    options: "--cloud all --one-by-one --transition-ms 500-20000 --sizes 200",
  },
  {
    name: "pairs",
    title: "400 interfaces with their attachments, transitions of 1 s",
    goal: "at most the twin's time + 1 s + 1.5 ms for each pair, with at most 60 looks",
    options: "--pairs --sizes 400 --transition-ms 1000 --parallel 100 --operations up,destroy",
  },
  {
    name: "quota-bucket",
    title: "A quota of 20 writes and 20 looks a second",
    goal: "no failure, at most 1.15 times what the quota forces, at most 5 % of the calls throttled",
    options: "--quota-writes 20 --quota-looks 20 --sizes 300,700 --parallel 100 --operations up",
  },
  {
    name: "quota-window",
    title: "A quota of 500 writes in 60 s",
    goal: "the same",
    options:
      "--quota-writes 500 --quota-looks 500 --window 60 --sizes 300,700 --parallel 100 --operations up",
  },
  {
    name: "stacks",
    title: "Three stacks at once that share a quota of 20 writes and 20 looks a second",
    goal: "no failure, the slowest at most 1.3 times the fastest, at most 1.2 times what the quota forces",
    options: "--stacks 3 --quota-writes 20 --quota-looks 20 --sizes 300 --parallel 100 --operations up",
  },
  {
    name: "first-check",
    title: "From the start of the provider process to its first answer",
    goal: "at most 1.15 times the twin's",
    options: "--first-check --cloud all",
  },
];
