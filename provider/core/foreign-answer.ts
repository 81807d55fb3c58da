import { CloudError } from "./errors";
import type { HttpAnswer } from "./http";
import { type Call, noAnswer, notOfTheApi } from "./no-answer";
import { proxyRefusal } from "./route";

/**
 * The error of an answer without the envelope of the cloud's API: a proxy, a gateway or another server gave it. What a
 * protection in front refused never reached the API; of anything else it is not known whether a write was done.
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
        meaning: `the protection in front of ${endpoint} did not let the request through.`,
        remedy: "Run from a network that it lets through, or ask the cloud's support.",
      },
    );
  }
  if (status === 407) return noAnswer(call, `no connection to ${endpoint}: ${proxyRefusal(status)}`, status);
  if (status >= 300 && status < 400) {
    return noAnswer(call, `${endpoint} redirects to another place, which is not followed.`, status);
  }
  return noAnswer(call, notOfTheApi(endpoint), status);
}

/** The standard header, in seconds; undefined where it is missing or a date. */
export function retryAfterMs(headers: HttpAnswer["headers"]): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * 1_000 : undefined;
}
