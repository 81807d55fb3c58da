import * as grpc from "@grpc/grpc-js";
import { CheckFailure, CheckResponse, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../../contract/properties";
import type { Failure } from "../../resources/arguments";
import { PartialFailure } from "../../resources/handler";
import { messageForEngine } from "../message-for-engine";
import { storedOutputs } from "../stored-properties";

/** The properties of a message. A null in a program means that the argument is missing. */
export function toProperties(struct: Struct | undefined): Properties {
  return Object.fromEntries(
    Object.entries(struct?.toJavaScript() ?? {}).filter(([, value]) => value !== null),
  );
}

/** Only plain JSON crosses the wire: what is undefined does not. */
export function toStruct(properties: Properties): Struct {
  const plain: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(properties));
  return Struct.fromJavaScript(plain);
}

/** The answer to a check: the inputs for the state, and what is wrong with them. */
export function checkAnswer(inputs: Properties, failures: readonly Failure[]): CheckResponse {
  const answer = new CheckResponse();
  answer.setInputs(toStruct(inputs));
  for (const { property, reason } of failures) {
    const failure = new CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    answer.addFailures(failure);
  }
  return answer;
}

/** A method that answers one request with one message. */
export function unary<Request, Answer>(
  answer: (request: Request) => Promise<Answer> | Answer,
): grpc.handleUnaryCall<Request, Answer> {
  return async (call, callback) => {
    try {
      callback(null, await answer(call.request));
    } catch (error) {
      callback(toServiceError(error));
    }
  };
}

/** A method of the protocol that this provider does not have. */
export function unimplemented<Request, Answer>(reason: string): grpc.handleUnaryCall<Request, Answer> {
  return (_, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: reason });
}

/** A failure after which the cloud may have acted contains the resource, so that the engine keeps it. */
function toServiceError(error: unknown): Partial<grpc.StatusObject> {
  const message = messageForEngine(error);
  const metadata = new grpc.Metadata();
  if (error instanceof PartialFailure) {
    const failed = new ErrorResourceInitFailed();
    failed.setId(error.state.id);
    failed.setProperties(toStruct(storedOutputs(error.state)));
    // Without a reason, the user sees only "resource init failed", and the next run plans nothing.
    failed.setReasonsList([message]);
    metadata.add("grpc-status-details-bin", Buffer.from(statusWith(message, failed).serializeBinary()));
  }
  return { code: grpc.status.UNKNOWN, details: message, metadata };
}

/** The form in which gRPC carries the details of an error (google.rpc.Status). */
function statusWith(message: string, failed: ErrorResourceInitFailed): Status {
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  return status;
}
