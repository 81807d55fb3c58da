import { join } from "node:path";
import { type CloudSample, createEmulator } from "../../emulator";
import { ProviderProcess } from "../../test/support/provider-process";
import type { PackageName } from "./bench-program";
import { type BenchRow, emptyRow } from "./bench-row";
import type { BenchScenario } from "./bench-scenario";
import { median } from "./statistics";

export interface FirstCheckSetup {
  sample: CloudSample;
  scenario: BenchScenario;
  folders: Readonly<Record<PackageName, string>>;
  repeat: number;
}

/** The time from the start of the provider process to its first answer, for an unchanged resource. */
export async function measureFirstCheck(setup: FirstCheckSetup): Promise<BenchRow> {
  const emulator = await createEmulator({ scenario: setup.scenario.scenario });
  const environment = emulator.environment();
  const [inputs] = Object.values(setup.scenario.attachments);
  if (!inputs) throw new Error("the scenario has no attachment");
  const kind = `${setup.sample.cloud}:NetworkInterfaceAttachment`;
  const text = (module: PackageName) =>
    `exports.handler = () => require("${module}/runtime").handler("${kind}");`;
  const modulesOf = (name: PackageName) => join(setup.folders[name], "node_modules");

  async function once(module: PackageName): Promise<number> {
    const started = await ProviderProcess.start({
      modules: modulesOf(module),
      environment,
      provider: text(module),
    });
    try {
      await started.check(olds, { ...inputs });
      return performance.now() - started.spawnedAt;
    } finally {
      await started.stop();
    }
  }

  let olds = {};
  try {
    const maker = await ProviderProcess.start({
      modules: modulesOf("pulumi-eni"),
      environment,
      provider: text("pulumi-eni"),
    });
    olds = (await maker.create({ ...inputs })).properties;
    await maker.stop();
    const [real, twin]: [number[], number[]] = [[], []];
    for (let repeat = 0; repeat < setup.repeat; repeat++) {
      real.push(await once("pulumi-eni"));
      twin.push(await once("no-op-twin"));
    }
    return {
      ...emptyRow({
        ...{ cloud: setup.sample.name, host: "dynamic", operation: "first-check", size: 1 },
        repeats: setup.repeat,
      }),
      ...{ firstCheckMs: median(real), twinFirstCheckMs: median(twin) },
    };
  } finally {
    await emulator.close();
  }
}
