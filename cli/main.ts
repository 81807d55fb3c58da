#!/usr/bin/env node
import { Command } from "commander";
import { version } from "../provider/version";

const program = new Command("pulumi-eni")
  .description("Tools of pulumi-eni: an emulator of the clouds, and answers when something fails")
  .version(version);

program
  .command("doctor")
  .description("say why pulumi-eni cannot talk to a cloud; it changes nothing")
  .option("--cloud <cloud>", "the cloud to check; default: each cloud for which keys or settings are found")
  .option("--region <region>", "the region to check; default: that of the stack's configuration")
  .option("--profile <profile>", "the credential profile, as in the argument `profile`")
  .option("--api <api>", "the generation of the API, as in the argument `api`")
  .option("--vpc <vpc>", "a VPC to look in, for an API whose calls need one")
  .option("--stack <stack>", "also read the `eni:` configuration of this stack of the project here")
  .option("--show-secrets", "read the secret keys of the stack too; they are never printed")
  .option("--json", "print the checks as JSON")
  .action(async (options) => {
    const { runDoctor } = await import("./doctor.js");
    process.exitCode = await runDoctor(options);
  });

program
  .command("emulator")
  .description("run an emulator of the clouds on this machine")
  .option("--port <port>", "the port to listen on; 0 takes any free one", "4510")
  .option(
    "--transition-ms <ms>",
    "how long attach, detach, create and delete take; default: the scenario's value, or 0",
  )
  .option("--describe-lag-ms <ms>", "how old the state is that describes show", "0")
  .option(
    "--scenario <file>",
    "a JSON file with what exists at the start and what goes wrong; see docs/emulator.md",
  )
  .option("--json", "print the endpoint, the variables and the ids as one line of JSON")
  .action(async (options) => {
    const { runEmulator } = await import("./emulator.js");
    process.exitCode = await runEmulator(options);
  });

program
  .command("explain")
  .description("say what an error code of a cloud means, what to do, and whether preview sees it coming")
  .argument("[code]", "the code; case, dots, dashes and underscores do not matter")
  .option("--cloud <cloud>", "only the codes of this cloud")
  .option("--list", "list all codes, one on each line")
  .option("--json", "print all that is known as JSON")
  .action(async (code, options) => {
    const { runExplain } = await import("./explain.js");
    process.exitCode = runExplain(code, options);
  });

const plugin = program
  .command("plugin")
  .description("the provider plugin, for programs in any language of Pulumi");

plugin
  .command("install")
  .description("install it for this user with Pulumi's command line; needs no network")
  .action(async () => {
    const { installPlugin } = await import("./plugin.js");
    process.exitCode = await installPlugin();
  });

plugin
  .command("path")
  .description("print its folder, for `plugins.providers` of a Pulumi.yaml")
  .action(async () => {
    const { pluginFolder } = await import("./plugin.js");
    console.log(pluginFolder);
  });

program
  .command("preflight")
  .description("say whether `pulumi destroy` of a stack would succeed now; it changes nothing")
  .argument("[file]", "the output of `pulumi stack export`; default: standard input")
  .option("--stack <stack>", "run `pulumi stack export` for this stack of the project here")
  .option("--show-secrets", "read the secret keys of the stack too; they are never printed")
  .option("--interface <id>", "ask about this interface, without the state of a stack")
  .option("--cloud <cloud>", "the cloud of the interface")
  .option("--region <region>", "the region of the interface")
  .option("--instance <id>", "the instance to attach it to, or to detach it from")
  .option("--operation <operation>", "attach, detach or delete; default: detach if there is an instance")
  .option("--profile <profile>", "the credential profile, as in the argument `profile`")
  .option("--api <api>", "the generation of the API, as in the argument `api`")
  .option("--vpc <vpc>", "the VPC, for an API whose calls need one")
  .option("--json", "print the verdicts as JSON")
  // Here 1 means that something would be refused, so a wrong option ends with another code.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (file, options) => {
    const { runPreflight } = await import("./preflight.js");
    process.exitCode = await runPreflight(file, options);
  });

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
