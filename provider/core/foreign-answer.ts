import { CloudError } from "./errors";
import type { HttpAnswer } from "./http";
import { type Call, noAnswer, notOfTheApi } from "./no-answer";
import { proxyRefusal } from "./route";

/**
 * The error of an answer without the envelope of the cloud's API: a proxy, a gateway or another server gave it. A call
 * that a protection in front of the API refused did not reach the API. After any other such answer, it is unknown
 * whether the cloud carried out a write.
 */
export function foreignAnswer(
  call: Call,
  { status, headers }: Pick<HttpAnswer, "status" | "headers">,
): CloudError {
  const { cloudTitle, action, endpoint } = call;
  if (status === 429) {
    return new CloudError(
      { cloudTitle, action, httpStatus: status, retryAfterMs: retryAfterMs(headers) },
      {
        kind: "throttled",
        meaning: `too many requests for ${endpoint}.`,
        remedy: "Run the command again later, or with a lower `--parallel`.",
      },
    );
  }
  if (headers["cf-mitigated"] === "challenge" || status === 451) {
    return new CloudError(
      { cloudTitle, action, httpStatus: status },
      {
        kind: "refused",
        meaning: `the protection in front of ${endpoint} blocked the request.`,
        remedy: "Run the command from a network that is not blocked, or ask the cloud's support.",
      },
    );
  }
  if (status === 407) return noAnswer(call, `no connection to ${endpoint}: ${proxyRefusal(status)}`, status);
  if (status >= 300 && status < 400) {
    return noAnswer(call, `${endpoint} redirects to another place, and pulumi-eni does not follow.`, status);
  }
  return noAnswer(call, notOfTheApi(endpoint), status);
}

/** The standard header, in seconds; undefined when it is missing or a date. */
export function retryAfterMs(headers: HttpAnswer["headers"]): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * 1_000 : undefined;
}
