import { EventEmitter, once } from "node:events";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
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
  /**
   * The first message that fits, from those that came and those to come: a provider does not wait for their arrival.
   */
  find: (fits: (message: LoggedMessage) => boolean) => Promise<LoggedMessage>;
  close: () => Promise<void>;
}

const arrivalTimeoutMs = 5_000;

const severities = ["debug", "info", "warning", "error"] as const;

/**
 * The part of the engine that a provider can talk to: it keeps what is logged.
 *
 * @param runsProgram whether a program has registered its stack, which a plain destroy or refresh does not do
 */
export async function startEngineLog(runsProgram: boolean): Promise<EngineLog> {
  const messages: LoggedMessage[] = [];
  const arrivals = new EventEmitter();
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
      arrivals.emit("message");
      done(null, new Empty());
    },
    getRootResource(_call: object, done: (error: null, answer: GetRootResourceResponse) => void): void {
      const answer = new GetRootResourceResponse();
      if (runsProgram) answer.setUrn("urn:pulumi:dev::attachments::pulumi:pulumi:Stack::attachments-dev");
      done(null, answer);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const find: EngineLog["find"] = async (fits) => {
    const late = AbortSignal.timeout(arrivalTimeoutMs);
    for (;;) {
      const found = messages.find(fits);
      if (found) return found;
      await once(arrivals, "message", { signal: late }).catch(() => {
        throw new Error(`no such message came; there are: ${JSON.stringify(messages, null, 2)}`);
      });
    }
  };
  const close = async () => server.forceShutdown();
  return { address: `127.0.0.1:${port}`, messages, find, close };
}
