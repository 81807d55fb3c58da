import { fstatSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { PluginService } from "./service";

/** The SDKs of Pulumi use the same; grpc-js begins with 4 MiB. */
const maxMessageBytes = 400 * 1024 * 1024;

/**
 * Serves the protocol on a free port of loopback, and prints the port, which is how the engine learns it. The engine's
 * own address is the first argument.
 */
export function servePlugin(): void {
  const service = lazyService(process.argv[2]);
  const server = new grpc.Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(ResourceProviderService, methodsOf(service));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      console.error(error.message);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
    // While the engine connects.
    setImmediate(service);
  });
  endWithEngine(service);
}

/** The engine waits for the port. What answers its calls is loaded after it, which takes as long as all before it. */
function lazyService(engineAddress: string | undefined): () => PluginService {
  let made: PluginService | undefined;
  return () => {
    made ??= new (require("./service") as typeof import("./service")).PluginService(engineAddress);
    return made;
  };
}

function methodsOf(service: () => PluginService): grpc.UntypedServiceImplementation {
  let methods: grpc.UntypedServiceImplementation | undefined;
  const methodNamed = (name: string) => {
    methods ??= service().methods();
    return methods[name];
  };
  const names = Object.keys(ResourceProviderService);
  return Object.fromEntries(
    names.map((name) => [
      name,
      (...call: unknown[]) => Reflect.apply(methodNamed(name) as () => void, undefined, call),
    ]),
  );
}

/** An operation that has begun its call ends within this time, or the process ends without it. */
const lastCallsMs = 60_000;

/**
 * An engine that is killed cannot end its plugins, but its end of the pipe is closed then. Someone who starts the plugin
 * by hand gives it a terminal or nothing, which says nothing about an engine.
 */
function endWithEngine(service: () => PluginService): void {
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return;
  process.stdin.resume();
  process.stdin.once("end", async () => {
    service().cancel();
    setTimeout(() => process.exit(1), lastCallsMs).unref();
    await service().idle();
    process.exit(0);
  });
  // Else the pipe would keep a process alive whose server has ended.
  process.stdin.unref();
}
