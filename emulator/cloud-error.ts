/** A refusal with the cloud's code and text; the wire puts it into the cloud's envelope. */
export class CloudError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, httpStatus: number, message: string, retryAfterMs?: number) {
    super(message);
    this.name = "CloudError";
    this.code = code;
    this.httpStatus = httpStatus;
    this.retryAfterMs = retryAfterMs;
  }
}
