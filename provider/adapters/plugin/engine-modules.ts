import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/engine_pb";
import type { EngineModules } from "../engine-log";

/** The modules of the plugin's own bundle. */
export function modulesOfBundle(): EngineModules {
  return { grpc, pb, EngineClient };
}
