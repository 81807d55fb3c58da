import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "../../emulator";
import type { CloudCase } from "../support/cloud-cases";
import { exampleCertificate, exampleKey } from "../support/example-certificate";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { writeProfiles } from "../support/profiles";
import { ProviderProcess } from "../support/provider-process";
import type { PlaceFault } from "./named-faults";
import { Scene } from "./scene";

/** Long enough that an operation waits, and short beside every time-out. */
const transitionMs = 100;
/** The looks of a run's previews may fail for five seconds in all; then the run does not look any more. */
const failingChecksMs = 3_500;

/** One emulator with the process of the run that meets faults, and that of the runs before and after it. */
export class Bench {
  private number = 0;
  private failingMs = 0;

  private constructor(
    readonly cloudCase: CloudCase,
    private readonly interfaceCase: InterfaceCase,
    readonly emulator: Emulator,
    private readonly home: string,
    private readonly troubled: Record<string, string>,
    private readonly closing: () => Promise<void>,
    /** The run that meets the fault. */
    public run: ProviderProcess,
    /** The runs before and after. */
    readonly others: ProviderProcess,
  ) {}

  /** @param most how many cells it will have */
  static async start(cloudCase: CloudCase, most: number, place?: PlaceFault): Promise<Bench> {
    const interfaceCase = interfaceCases.find(({ title }) => title === cloudCase.title);
    if (!interfaceCase) throw new Error(`${cloudCase.title} has no interface case`);
    const emulator = await createEmulator({ transitionMs });
    const home = mkdtempSync(join(tmpdir(), "pulumi-eni-faults-"));
    const { storeName } = cloudCase;
    const names = Array.from({ length: most }, (_, index) => `cell-${index}`);
    writeProfiles(home, storeName, emulator.credentials[storeName as keyof Emulator["credentials"]], names);
    const { environment, close } = await placeOf(cloudCase, place);
    const troubled = { ...emulator.environment(), HOME: home, ...environment };
    const others = await startProcess(cloudCase, { ...emulator.environment(), HOME: home });
    const run = await startProcess(cloudCase, troubled);
    return new Bench(cloudCase, interfaceCase, emulator, home, troubled, close, run, others);
  }

  nextScene(): Scene {
    const scene = new Scene(this.cloudCase, this.interfaceCase, this.emulator, this.number);
    this.number += 1;
    return scene;
  }

  /** A run whose previews have failed for long looks no more: the next cell needs another one. */
  async noteFailedCheck(tookMs: number): Promise<void> {
    this.failingMs += tookMs;
    if (this.failingMs > failingChecksMs) await this.restart();
  }

  async restart(): Promise<void> {
    this.failingMs = 0;
    await this.run.stop("SIGKILL");
    this.run = await startProcess(this.cloudCase, this.troubled);
  }

  async close(): Promise<void> {
    await Promise.all([this.run.stop("SIGKILL"), this.others.stop("SIGKILL")]);
    await this.emulator.close();
    await this.closing();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function startProcess({ kind }: CloudCase, environment: Record<string, string>): Promise<ProviderProcess> {
  return ProviderProcess.start({ environment, kind });
}

interface Place {
  readonly environment: Record<string, string>;
  readonly close: () => Promise<void>;
}

const nothingToClose = async (): Promise<void> => {};

/** The environment of a process that has this trouble with everything. */
async function placeOf({ storeName, title }: CloudCase, place: PlaceFault | undefined): Promise<Place> {
  const endpoint = (url: string) => ({
    [`PULUMI_ENI_${storeName.toUpperCase()}_ENDPOINT`]: url,
    [`PULUMI_ENI_${title.toUpperCase().replaceAll(" ", "_")}_ENDPOINT`]: url,
  });
  const preload = (file: string) => ({
    NODE_OPTIONS: `--require ${join(__dirname, "..", "support", file)}`,
  });
  switch (place) {
    case undefined:
      return { environment: {}, close: nothingToClose };
    case "DNS failure":
      return { environment: endpoint("https://cloud.invalid"), close: nothingToClose };
    case "nobody listens":
      return { environment: endpoint("http://127.0.0.1:9"), close: nothingToClose };
    case "clock +1 h":
      return { environment: preload("clock-one-hour-ahead.js"), close: nothingToClose };
    case "clock -1 h":
      return { environment: preload("clock-one-hour-behind.js"), close: nothingToClose };
    case "TLS failure": {
      const server = await startUntrusted();
      const { port } = server.address() as AddressInfo;
      const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
      return { environment: endpoint(`https://127.0.0.1:${port}`), close };
    }
    default:
      return place satisfies never;
  }
}

/** Its certificate is for another host, and no authority has signed it. */
async function startUntrusted(): Promise<Server> {
  const server = createServer({ key: exampleKey, cert: exampleCertificate }, (_request, response) =>
    response.end("{}"),
  );
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
