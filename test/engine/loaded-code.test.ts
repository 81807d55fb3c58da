import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { ServedCloud } from "../support/served-cloud";

/** Writes the files that the process has loaded when it receives the signal to end. */
const listsLoadedFiles = `
process.once("SIGTERM", () => {
  require("fs").writeFileSync(process.env.LOADED_FILES, JSON.stringify(Object.keys(require.cache)));
  process.exit();
});
`;

const isOfSdk = (file: string, { sdk }: CloudCase) =>
  sdk !== undefined && file.includes(`/node_modules/${sdk}/`);
/** Whether a file belongs to one cloud alone. */
const isOwn = (file: string, cloudCase: CloudCase) =>
  isOfSdk(file, cloudCase) || file.includes(`/provider/clouds/${cloudCase.storeName}/`);

describe.each(cloudCases)("a process that serves only $title", (cloudCase: CloudCase) => {
  const { free, running, storeName, sdk } = cloudCase;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-loaded-"));
  const [hook, list] = [join(folder, "hook.cjs"), join(folder, "files.json")];
  writeFileSync(hook, listsLoadedFiles);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The files that were loaded in a process that did this. */
  async function loadedBy(work: (served: ServedCloud) => Promise<unknown>): Promise<string[]> {
    rmSync(list, { force: true });
    const environment = { NODE_OPTIONS: `--require ${hook}`, LOADED_FILES: list };
    const served = await ServedCloud.start(cloudCase, { environment });
    try {
      await work(served);
      await served.provider.stop("SIGTERM");
    } finally {
      await served.close();
    }
    if (!existsSync(list)) throw new Error("the process ended without a list");
    return JSON.parse(readFileSync(list, "utf8"));
  }

  it("loads no other cloud's code in a whole life, and its own", async () => {
    const files = await loadedBy(async ({ provider }) => {
      const news = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
      await provider.check({}, news);
      const { id, properties } = await provider.create(news);
      await provider.read(id, properties);
      await provider.delete(id, properties);
    });
    const loaded = cloudCases.filter((each) => files.some((file) => isOwn(file, each)));
    expect([...new Set(loaded.map((each) => each.storeName))]).toEqual([storeName]);
    expect(files.some((file) => isOfSdk(file, cloudCase))).toBe(sdk !== undefined);
  });

  it("loads no vendor's SDK for a resource that did not change", async () => {
    const news = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
    const olds = { ...news, status: "attached", attachedTo: running };
    const files = await loadedBy(async ({ provider }) => {
      await provider.check(olds, news);
      await provider.diff(`${free(1)}:${running}`, olds, news);
    });
    expect(files.some((file) => isOwn(file, cloudCase))).toBe(true);
    expect(files.filter((file) => cloudCases.some((each) => isOfSdk(file, each)))).toEqual([]);
  });
});
