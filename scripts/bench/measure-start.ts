import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../packed-package";
import { bundleService } from "./bundle-service";
import { median } from "./statistics";

/** How long a process takes from its start until the engine knows its port. */
export interface StartTimes {
  pluginMs: number;
  /** A provider service without a provider, bundled as ours is. */
  bareServiceMs: number;
  repeats: number;
}

/** The plugin may take this many times as long as the service that does nothing. */
const mostTimesAsLong = 1.15;

const bareService = `
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
const server = new Server();
server.addService(ResourceProviderService, {});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_, port) => console.log(port));
`;

/** Starts both in turn, so that a slow moment of the machine meets both. */
export async function measureStart(repeats: number): Promise<StartTimes> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-start-"));
  try {
    const [source, bare] = [join(folder, "source.js"), join(folder, "bare.js")];
    writeFileSync(source, bareService);
    bundleService(source, bare);
    const launcher = join(packageRoot, "dist", "plugin", "pulumi-resource-eni");
    const [plugin, service]: [number[], number[]] = [[], []];
    // The first start of each reads its file from the disk.
    for (let repeat = -1; repeat < repeats; repeat++) {
      const times = [await timeToPort(launcher, []), await timeToPort(process.execPath, [bare])] as const;
      if (repeat < 0) continue;
      plugin.push(times[0]);
      service.push(times[1]);
    }
    return { pluginMs: median(plugin), bareServiceMs: median(service), repeats };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is over the limit; undefined when nothing is. */
export function slowStart({ pluginMs, bareServiceMs }: StartTimes): string | undefined {
  const times = pluginMs / bareServiceMs;
  if (times <= mostTimesAsLong) return undefined;
  return `the start of the plugin takes ${times.toFixed(2)} times as long as a bare service; the limit is ${mostTimesAsLong}`;
}

function timeToPort(file: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
    let time: number | undefined;
    child.stdout.once("data", () => {
      time = performance.now() - startedAt;
      child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", () =>
      time === undefined ? reject(new Error(`${file} ended without a port`)) : resolve(time),
    );
  });
}
