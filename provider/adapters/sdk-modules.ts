import { createRequire } from "node:module";
import type { EngineModules } from "./engine-log";

/** The modules of the SDK that the program uses. grpc-js is a dependency of the SDK, so it is resolved from there. */
export function modulesOfSdk(): EngineModules {
  const fromSdk = createRequire(require.resolve("@pulumi/pulumi"));
  const { EngineClient } = fromSdk(
    "@pulumi/pulumi/proto/engine_grpc_pb",
  ) as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
  return {
    grpc: fromSdk("@grpc/grpc-js") as EngineModules["grpc"],
    pb: fromSdk("@pulumi/pulumi/proto/engine_pb") as EngineModules["pb"],
    EngineClient,
  };
}
