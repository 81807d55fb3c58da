import type * as grpcJs from "@grpc/grpc-js";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as enginePb from "@pulumi/pulumi/proto/engine_pb";

export type Severity = "debug" | "info" | "warning" | "error";

/** Writes messages for the user on the line of a resource. It never fails an operation. */
export interface EngineLog {
  log(severity: Severity, message: string, urn: string | undefined, ephemeral?: boolean): void;
  /** Whether the run executes a program. A plain destroy or refresh does not. True when the engine does not answer. */
  runsProgram(): Promise<boolean>;
}

/** The modules that speak to the engine. */
export interface EngineModules {
  readonly grpc: typeof grpcJs;
  readonly pb: typeof enginePb;
  readonly EngineClient: typeof EngineClient;
}

interface Wire {
  readonly pb: typeof enginePb;
  log(request: enginePb.LogRequest): void;
  /** The URN of the stack, which a program registers; empty without one. */
  rootResource(): Promise<string>;
}

/**
 * Connects to the engine's log service at the first message. The provider process gets its address as an argument.
 *
 * @param load loads the modules, at the first message, because most runs have none
 */
export function connectEngineLog(address: string | undefined, load: () => EngineModules): EngineLog {
  let wire: Wire | undefined;
  let isDisabled = address === undefined;
  return {
    log(severity, message, urn, ephemeral = false) {
      if (isDisabled || address === undefined) return;
      try {
        wire ??= openWire(address, load());
        const request = new wire.pb.LogRequest();
        request.setSeverity(wire.pb.LogSeverity[severityName(severity)]);
        request.setMessage(message);
        request.setUrn(urn ?? "");
        request.setEphemeral(ephemeral);
        wire.log(request);
      } catch {
        isDisabled = true;
      }
    },
    async runsProgram() {
      if (address === undefined) return true;
      try {
        wire ??= openWire(address, load());
        return (await wire.rootResource()) !== "";
      } catch {
        return true;
      }
    },
  };
}

function severityName(severity: Severity): "DEBUG" | "INFO" | "WARNING" | "ERROR" {
  return severity.toUpperCase() as "DEBUG" | "INFO" | "WARNING" | "ERROR";
}

function openWire(address: string, { grpc, pb, EngineClient }: EngineModules): Wire {
  // The engine is on this machine. Without this, grpc-js would use the proxy of `https_proxy` for it.
  const client = new EngineClient(address, grpc.credentials.createInsecure(), {
    "grpc.enable_http_proxy": 0,
  });
  return {
    pb,
    log: (request) => {
      // A message that does not arrive is lost, but its operation goes on.
      client.log(request, new grpc.Metadata(), { deadline: Date.now() + messageDeadlineMs }, () => undefined);
    },
    rootResource: () =>
      new Promise((resolve, reject) => {
        const deadline = { deadline: Date.now() + messageDeadlineMs };
        client.getRootResource(
          new pb.GetRootResourceRequest(),
          new grpc.Metadata(),
          deadline,
          (error, answer) => (error ? reject(error) : resolve(answer.getUrn())),
        );
      }),
  };
}

const messageDeadlineMs = 2_000;
