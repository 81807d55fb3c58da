import type { Credentials } from "../../core/credentials";
import { CloudError, cloudErrorOf } from "../../core/errors";
import { answerTimeoutMs, type HttpAnswer, NoHttpAnswer, post } from "../../core/http";
import { type Call, noAnswer, refusedKeys } from "../../core/no-answer";
import type { Keys } from "./credentials";
import { codes } from "./errors";
import { authorize, signatureMethod } from "./sign";

export const cloudTitle = "Zenlayer";
const endpointSetting = "PULUMI_ENI_ZENLAYER_ENDPOINT or `pulumi config set eni:zenlayerEndpoint`";

const service = "zec";
const version = "2025-09-01";
const contentType = "application/json";

/** Calls of Zenlayer Elastic Compute at one endpoint with one source of credentials. */
export class ZenlayerClient {
  private readonly url: URL;

  constructor(
    private readonly endpoint: string,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {
    this.url = new URL(`${endpoint}/api/v2/${service}`);
  }

  /** One call on the wire; answers the content of `response`. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const call: Call = { cloudTitle, action, endpoint: this.endpoint, endpointSetting };
    const body = JSON.stringify(parameters);
    const headers = await this.headersOf(action, body);
    let answer: HttpAnswer;
    try {
      answer = await post(this.url, headers, body, this.timeoutMs);
    } catch (error) {
      if (error instanceof NoHttpAnswer) throw noAnswer(call, error.reason);
      throw error;
    }
    return this.open(call, answer);
  }

  /** Signed at every call: a signature is good for five minutes. */
  private async headersOf(action: string, body: string): Promise<Record<string, string>> {
    const keys = await this.credentials.get();
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const { host } = this.url;
    const shared = {
      host,
      "content-type": contentType,
      "x-zc-service": service,
      "x-zc-action": action,
      "x-zc-version": version,
      "x-zc-timestamp": String(timestampSeconds),
      "x-zc-request-client": "pulumi-eni",
    };
    if ("token" in keys) return { ...shared, authorization: `Bearer ${keys.token}` };
    return {
      ...shared,
      "x-zc-signature-method": signatureMethod,
      authorization: authorize({ contentType, host, body, timestampSeconds }, keys),
    };
  }

  /** Classified by code alone: one code has different HTTP statuses in the two generations of the documentation. */
  private open(call: Call, answer: HttpAnswer): unknown {
    const envelope = parseObject(answer.text);
    const code = envelope?.code;
    if (typeof code === "string" && code !== "" && envelope?.response === undefined) {
      const failure = cloudErrorOf(codes, {
        cloudTitle,
        action: call.action,
        code,
        requestId: asText(envelope?.requestId),
        httpStatus: answer.status,
        said: asText(envelope?.message),
        retryAfterMs: retryAfterMs(answer),
      });
      throw failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
    }
    const isSuccess = answer.status >= 200 && answer.status < 300;
    if (isSuccess && typeof envelope?.response === "object" && envelope.response !== null) {
      return { requestId: envelope.requestId, ...envelope.response };
    }
    throw this.foreign(call, answer);
  }

  /** An answer without a code is none of the API's: a proxy, a gateway or another server gave it. */
  private foreign(call: Call, answer: HttpAnswer): CloudError {
    const { status, headers } = answer;
    if (status === 429) {
      return new CloudError(
        { cloudTitle, action: call.action, httpStatus: status, retryAfterMs: retryAfterMs(answer) },
        {
          kind: "throttled",
          meaning: `too many requests for ${this.endpoint}.`,
          remedy: "It is sent again, more slowly.",
        },
      );
    }
    if (headers["cf-mitigated"] === "challenge" || status === 451) {
      return new CloudError(
        { cloudTitle, action: call.action, httpStatus: status },
        {
          kind: "refused",
          meaning: `the protection in front of ${this.endpoint} did not let the request through.`,
          remedy: "Run from a network that it lets through, or ask Zenlayer's support.",
        },
      );
    }
    if (status >= 300 && status < 400) {
      return noAnswer(call, `${this.endpoint} redirects to another place, which is not followed.`, status);
    }
    const what = `the answer of ${this.endpoint} is not one of its API: a proxy or another server may have given it.`;
    return noAnswer(call, what, status);
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The documentation does not promise the header; where a gateway sends it, it counts seconds. */
function retryAfterMs({ headers }: HttpAnswer): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * 1_000 : undefined;
}
