import { type BenchRow, sizeText } from "../bench-row";
import { sum } from "../statistics";
import type { Results } from "./measurements";

type Library = Awaited<ReturnType<typeof load>>;

interface Bars {
  readonly title: string;
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

/** The plots as SVG, by the name of the file. A plot whose measurements are missing is left out. */
export async function plots(results: Results): Promise<Readonly<Record<string, string>>> {
  const library = await load();
  const all: Readonly<Record<string, Bars | undefined>> = {
    "time-added.svg": addedTime(rowsOf(results, "instant-dynamic", "instant-plugin")),
    "lag-of-looks.svg": lags(rowsOf(results, "lag-of-hundred", "lag-one-by-one")),
    "time-under-a-quota.svg": underQuota(rowsOf(results, "quota-bucket", "quota-window", "stacks")),
    "calls-beside-the-fewest.svg": calls(
      rowsOf(results, "one-wave", "many-waves", "pairs", "lag-of-hundred"),
    ),
  };
  const drawn = Object.entries(all).flatMap(([file, bars]) =>
    bars === undefined || bars.categories.length === 0 ? [] : [[file, draw(library, bars)]],
  );
  return Object.fromEntries(drawn);
}

function load() {
  return import("echarts");
}

function rowsOf(results: Results, ...names: readonly string[]): readonly BenchRow[] {
  return names.flatMap((name) => results[name] ?? []);
}

function addedTime(rows: readonly BenchRow[]): Bars {
  const ofHundred = rows.filter(({ size, operation }) => size === 100 && operation !== "preview");
  const operations = [...new Set(ofHundred.map(({ operation }) => operation))];
  const hosts = [...new Set(ofHundred.map(({ host }) => host))];
  const added = (host: string) =>
    operations.map(
      (operation) =>
        ofHundred.find((row) => row.host === host && row.operation === operation)?.addedS ?? null,
    );
  return {
    ...{ title: "What is added to the twin's time, 100 attachments", unit: "s", categories: operations },
    series: Object.fromEntries(hosts.map((host) => [`${host} host`, added(host)])),
  };
}

function lags(rows: readonly BenchRow[]): Bars {
  return {
    ...{ title: "From the end of a transition to the look that shows it", unit: "ms" },
    categories: rows.map(
      (row) => `${row.cloud} ${row.operation}\n${row.parallel === 1 ? "one by one" : row.size}`,
    ),
    series: {
      p50: rows.map(({ lagMs }) => lagMs?.p50 ?? null),
      p95: rows.map(({ lagMs }) => lagMs?.p95 ?? null),
    },
  };
}

function underQuota(rows: readonly BenchRow[]): Bars {
  return {
    ...{ title: "Time of up under a quota", unit: "s" },
    categories: rows.map((row) => `${sizeText(row)}\n${row.quota ?? ""}`),
    series: {
      "with it": rows.map(({ wallS }) => wallS),
      "the shortest possible": rows.map(({ bestS }) => bestS),
    },
  };
}

function calls(rows: readonly BenchRow[]): Bars {
  const all = ({ calls: byAction }: BenchRow) => sum(Object.values(byAction ?? {}));
  return {
    ...{ title: "API calls", unit: "calls" },
    categories: rows.map((row) => `${row.operation}\n${sizeText(row)}\n${row.transitionMs} ms`),
    series: { made: rows.map(all), fewest: rows.map(({ bestCalls }) => bestCalls) },
  };
}

const size = { width: 860, height: 360 };

function draw({ init }: Library, { title, unit, categories, series }: Bars): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption({
    animation: false,
    backgroundColor: "#fff",
    title: { text: title, left: "center" },
    legend: { bottom: 0 },
    grid: { left: 60, right: 20, top: 50, bottom: 80 },
    xAxis: { type: "category", data: [...categories], axisLabel: { interval: 0 } },
    yAxis: { type: "value", name: unit },
    series: Object.entries(series).map(([name, data]) => ({ type: "bar", name, data: [...data] })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // The library numbers charts and classes through the whole process; a plot must not depend on what was drawn before.
  const names = new Map<string, string>();
  const renamed = svg.replaceAll(/zr\d+-\w+-\d+/g, (name: string) => {
    names.set(name, names.get(name) ?? `part-${names.size}`);
    return names.get(name) ?? name;
  });
  return `${renamed}\n`;
}
