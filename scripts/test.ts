import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureLanguageHost } from "./language-hosts";
import { entryProblems } from "./package-entries";
import { installPacked, packageRoot } from "./packed-package";
import { ensurePulumi } from "./pulumi-cli";
import { runCommand } from "./run-command";

interface Outcome {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  run: () => Promise<Outcome>;
}

const passedOnce: Outcome = { passed: 1, failed: 0 };
const failedOnce: Outcome = { passed: 0, failed: 1 };
const suites = ["unit", "wire", "conformance", "agreement", "model", "engine", "faults", "e2e", "kill"];
/** These use the package as it is installed. */
const suitesOfInstalled = ["engine", "faults", "e2e", "kill"];
const scratch = mkdtempSync(join(tmpdir(), "pulumi-eni-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** A step that runs a tool of node_modules and passes when it exits with 0. */
function tool(name: string, bin: string, args: string[]): Step {
  return {
    name,
    run: async () => {
      const { exitCode } = await runCommand(
        process.execPath,
        [join(packageRoot, "node_modules", bin), ...args],
        {
          cwd: packageRoot,
          onOutput: (text) => process.stderr.write(text),
        },
      );
      return exitCode === 0 ? passedOnce : failedOnce;
    },
  };
}

const steps: Step[] = [
  tool("format and lint", "@biomejs/biome/bin/biome", ["ci", "--colors=off"]),
  tool("types", "typescript/bin/tsc", [
    ...["-p", "tsconfig.json", "--incremental", "--tsBuildInfoFile", "dist/.tsbuildinfo"],
  ]),
  tool("import boundaries", "dependency-cruiser/bin/dependency-cruise.mjs", [
    ...["--config", ".dependency-cruiser.cjs", "--output-type", "err"],
    ...["provider", "emulator", "cli", "scripts", "test"].filter((name) =>
      existsSync(join(packageRoot, name)),
    ),
  ]),
  { name: "package", run: packAndInstall },
  { name: "pulumi cli", run: getPulumi },
];

/** The engine and e2e suites use the package as a program would: from its tarball. */
async function packAndInstall(): Promise<Outcome> {
  const { tarball, problems: inContent } = await installPacked(scratch);
  process.env.PULUMI_ENI_TEST_INSTALLED = scratch;
  const problems = [...inContent, ...(await entryProblems(tarball))];
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? passedOnce : failedOnce;
}

async function getPulumi(): Promise<Outcome> {
  try {
    const cli = await ensurePulumi();
    const { bin, version } = cli;
    console.error(`pulumi ${version} in ${bin}`);
    await ensureLanguageHost(cli, "yaml");
    process.env.PULUMI_ENI_TEST_CLI = bin;
    return passedOnce;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return failedOnce;
  }
}

/** A step that runs a suite. No tests, a file that does not load and a skipped test count as failures, too. */
function suite(name: string): Step {
  return {
    name,
    run: async () => {
      const folder = join(packageRoot, "dist", "test", name);
      const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
      if (!files.some((file) => String(file).endsWith(".test.js"))) {
        console.error(`there are no tests in test/${name}`);
        return failedOnce;
      }
      const report = join(scratch, `${name}.json`);
      const jest = [join(packageRoot, "node_modules/jest/bin/jest.js"), "--rootDir", folder];
      const options = ["--json", "--outputFile", report, "--testLocationInResults=false"];
      const { exitCode } = await runCommand(process.execPath, [...jest, ...options], {
        cwd: packageRoot,
        onOutput: (text, stream) => stream === "stderr" && process.stderr.write(text),
      });
      return readReport(report, exitCode);
    },
  };
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

function readReport(path: string, exitCode: number | null): Outcome {
  if (!existsSync(path)) {
    const end = exitCode === null ? "was killed by a signal" : `ended with ${exitCode}`;
    console.error(`jest ${end} and wrote no report`);
    return failedOnce;
  }
  const report: JestReport = JSON.parse(readFileSync(path, "utf8"));
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report;
  const failed = numFailedTests + numPendingTests + numTodoTests + report.numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: failed + unexplained };
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !suites.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no suite named ${unknown.join(", ")}; the suites are ${suites.join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  const chosen = wanted.length > 0 ? suites.filter((name) => wanted.includes(name)) : suites;
  const installs = chosen.some((name) => suitesOfInstalled.includes(name));
  const prepared = wanted.length === 0 ? steps : installs ? steps.slice(-2) : [];
  const total: Outcome = { passed: 0, failed: 0 };
  const table: string[] = [];
  for (const step of [...prepared, ...chosen.map(suite)]) {
    console.error(`\n== ${step.name}`);
    const startedAt = performance.now();
    const outcome = await step.run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    const figures = `${String(outcome.passed).padStart(6)} passed ${String(outcome.failed).padStart(4)} failed`;
    table.push(`${step.name.padEnd(18)} ${figures} ${seconds.padStart(7)} s`);
  }
  console.log(`\n${table.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

main(process.argv.slice(2));
