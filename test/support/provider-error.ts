import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** What a failed call says to the engine; `partial` when it also says that a resource exists. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";

  private constructor(
    message: string,
    readonly partial: { id: string; properties: Record<string, unknown>; reasons: string[] } | undefined,
  ) {
    super(message);
  }

  static from(error: ServiceError): ProviderError {
    const [packed] = error.metadata.get("grpc-status-details-bin");
    if (packed === undefined) return new ProviderError(error.details, undefined);
    const [detail] = Status.deserializeBinary(Buffer.from(packed)).getDetailsList();
    if (detail === undefined) return new ProviderError(error.details, undefined);
    const failed = ErrorResourceInitFailed.deserializeBinary(Buffer.from(detail.getValue_asU8()));
    const properties = failed.getProperties()?.toJavaScript() ?? {};
    return new ProviderError(error.details, {
      id: failed.getId(),
      properties,
      reasons: failed.getReasonsList(),
    });
  }
}

/** The error of the provider's process that a call ends with; any other end is the test's own failure. */
export async function providerFailureOf(call: Promise<unknown>): Promise<ProviderError> {
  const outcome = await call.then(
    (answer) => answer,
    (error: unknown) => error,
  );
  if (outcome instanceof ProviderError) return outcome;
  throw new Error(`it did not fail as a provider does: ${JSON.stringify(outcome)}`);
}
