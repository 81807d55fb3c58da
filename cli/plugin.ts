import { spawn } from "node:child_process";
import { join } from "node:path";
import { version } from "../provider/version";

/** The folder from which an engine starts the provider plugin. */
export const pluginFolder = join(__dirname, "..", "plugin");

/** Lets Pulumi's command line copy the plugin to where every engine of this user finds it; returns the exit code. */
export async function installPlugin(): Promise<number> {
  // A checkout can change under the same version, so what is installed is always replaced.
  const command = ["plugin", "install", "resource", "eni", version, "--file", pluginFolder, "--reinstall"];
  const { exitCode, problem } = await runPulumi(command);
  if (exitCode === 0) {
    console.log(`The provider plugin eni ${version} is installed for this user.`);
    return 0;
  }
  console.error(problem);
  console.error(`The plugin also works without being installed. Add this to Pulumi.yaml:\n${projectLines()}`);
  return 1;
}

/** The lines of a Pulumi.yaml that name the folder. */
function projectLines(): string {
  return ["plugins:", "  providers:", "    - name: eni", `      path: ${JSON.stringify(pluginFolder)}`].join(
    "\n",
  );
}

/** Runs it with its output on this terminal. */
function runPulumi(args: readonly string[]): Promise<{ exitCode: number; problem: string }> {
  // Else the command asks Pulumi's site for a newer version of itself, and waits where there is no network.
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true", ...process.env };
  return new Promise((resolve) => {
    const child = spawn("pulumi", args, { stdio: "inherit", env });
    child.on("error", (error: NodeJS.ErrnoException) =>
      resolve({
        exitCode: 1,
        problem: `Pulumi's command line cannot be started: pulumi (${error.code}). Install it (https://www.pulumi.com/docs/install/) and put it on PATH.`,
      }),
    );
    child.on("close", (exitCode, signal) =>
      resolve({
        exitCode: exitCode ?? 1,
        problem: `\`pulumi ${args.join(" ")}\` ended with ${exitCode ?? signal}.`,
      }),
    );
  });
}
