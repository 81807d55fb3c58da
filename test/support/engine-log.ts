import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export interface LoggedMessage {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn: string;
  /** True for progress, which the display replaces and forgets. */
  ephemeral: boolean;
}

export interface EngineLog {
  address: string;
  messages: LoggedMessage[];
  close: () => Promise<void>;
}

const severities = ["debug", "info", "warning", "error"] as const;

/** The part of the engine that a provider can talk to: it keeps what is logged. */
export async function startEngineLog(): Promise<EngineLog> {
  const messages: LoggedMessage[] = [];
  const server = new Server();
  server.addService(EngineService, {
    log(call: { request: LogRequest }, done: (error: null, answer: Empty) => void): void {
      const { request } = call;
      messages.push({
        severity: severities[request.getSeverity()] ?? "error",
        message: request.getMessage(),
        urn: request.getUrn(),
        ephemeral: request.getEphemeral(),
      });
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const close = async () => server.forceShutdown();
  return { address: `127.0.0.1:${port}`, messages, close };
}
