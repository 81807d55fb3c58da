import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Act, createEmulator, type Emulator, type FaultKind, loadScenario } from "../../emulator";
import { packageRoot } from "../../scripts/packed-package";

const page = readFileSync(join(packageRoot, "docs/emulator.md"), "utf8");
const requests = [...page.matchAll(/^curl -X POST localhost:4510\/(\S+) -d '(.*)'$/gm)];

const kinds: Record<FaultKind["kind"], true> = {
  ...{ error: true, throttle: true, http: true, hang: true, delay: true, "reset-before": true },
  ...{ "reset-after": true, "lost-reply": true, truncated: true, garbage: true, stuck: true, fail: true },
  ...{ "late-start": true, "stale-describe": true, "wrong-types": true, huge: true, drip: true },
  ...{ duplicate: true },
};
const acts: Record<Act["act"], true> = {
  ...{ attach: true, detach: true, delete: true, "set-interface": true, "assign-ip": true },
  ...{ "unassign-ip": true, "associate-eip": true, start: true, stop: true, "release-instance": true },
  ...{ "set-instance": true, "rotate-key": true },
};

/** The names by which the emulator's actions ask for a quota; of one that is made of two parts, the first. */
function quotasInSource(): string[] {
  const folder = join(packageRoot, "emulator");
  const files = readdirSync(folder, { recursive: true }).map(String);
  const sources = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const names = sources.flatMap((source) =>
    [...source.matchAll(/\.quota\(\s*"\w+",\s*[\w.]+,\s*["`]([\w.]+)/g)].map(([, name = ""]) => name),
  );
  expect(names.length).toBeGreaterThan(3);
  return names;
}

/** The emulator accepts everything that docs/emulator.md shows. */
describe("the page on the emulator", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await createEmulator();
  });
  afterEach(() => emulator.close());

  it("shows only requests that the admin API accepts, in this order", async () => {
    expect(requests.length).toBeGreaterThan(8);
    for (const [line, path, body = ""] of requests) {
      const reply = await fetch(`${emulator.url}/${path}`, { method: "POST", body });
      expect({ line, text: await reply.text() }).toEqual({
        line,
        text: expect.not.stringContaining("error"),
      });
      expect(reply.status).toBe(200);
    }
  });

  it("names subnets and security groups that exist, with as many free addresses as it says", () => {
    const { store } = emulator;
    const rows = [...page.matchAll(/^\| +(?:a|one) .*\|$/gm)].map(([row]) => row.split("|").slice(1, -1));
    expect(rows).toHaveLength(6);
    for (const [what = "", ...cells] of rows) {
      for (const [index, cloud] of ["alibaba", "tencent", "zenlayer"].entries()) {
        const [, id] = /`(.+)`/.exec(cells[index] ?? "") ?? [];
        if (id === undefined) continue;
        const subnet = store.subnet(cloud, id);
        expect(subnet ?? store.securityGroup(cloud, id)).toBeDefined();
        const [, free] = /only (\d+) free/.exec(what) ?? [];
        if (free !== undefined) expect(store.addressPool(cloud, id)?.free).toBe(Number(free));
      }
    }
  });

  it("names every kind of fault, every act and every endpoint", async () => {
    for (const name of [...Object.keys(kinds), ...Object.keys(acts)]) expect(page).toContain(`\`${name}\``);
    const refused = await fetch(`${emulator.url}/_emulator/nothing`);
    const { error } = (await refused.json()) as { error: string };
    const endpoints = error.replace(/.*the endpoints are /, "").split(", ");
    expect(endpoints.length).toBeGreaterThan(10);
    for (const endpoint of endpoints) expect(page).toContain(`\`${endpoint}`);
  });

  it("shows accounts that a seed accepts, and names every quota", async () => {
    const [, accounts = ""] = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json]) => json);
    const reply = await fetch(`${emulator.url}/_emulator/seed`, { method: "POST", body: accounts });
    expect(reply.status).toBe(200);
    expect(emulator.store.findKey("alibaba", "LTAI5tMineToo")?.account.quotas).toEqual({ interfaces: 5 });
    for (const name of quotasInSource()) expect(page).toContain(`\`${name}`);
  });

  it("shows a scenario that --scenario accepts", async () => {
    const [, scenario = ""] = /^```json\n(.*?)^```$/ms.exec(page) ?? [];
    const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-page-"));
    try {
      writeFileSync(join(folder, "world.json"), scenario);
      const world = await createEmulator({ scenario: loadScenario(join(folder, "world.json")) });
      expect(world.store.interface("alibaba", "eni-bp1mine")?.status).toBe("available");
      expect(world.faults.list()).toHaveLength(1);
      await world.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
