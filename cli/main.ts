#!/usr/bin/env node
import { Command } from "commander";

const program = new Command("pulumi-eni").description("Try out and look into pulumi-eni");

program
  .command("emulator")
  .description("run Alibaba Cloud, Tencent Cloud and Zenlayer on this machine")
  .option("--port <port>", "where to listen; 0 for any free port", "4510")
  .option("--transition-ms <ms>", "how long attach, detach, create and delete take")
  .option("--scenario <file>", "a JSON file with what exists at the start and what goes wrong")
  .option("--json", "print endpoint, variables and ids as one line of JSON")
  .action(async (options) => {
    const { runEmulator } = await import("./emulator.js");
    process.exitCode = await runEmulator(options);
  });

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
