import type { z } from "zod/v3";
import type { Credentials } from "../../core/credentials";
import { cloudErrorOf } from "../../core/errors";
import { foreignAnswer, retryAfterMs } from "../../core/foreign-answer";
import { answerTimeoutMs, type HttpAnswer, NoHttpAnswer, post } from "../../core/http";
import { parseJson } from "../../core/json";
import { type Call, noAnswer, readAnswer, refusedKeys } from "../../core/no-answer";
import type { HttpProxy } from "../../core/proxy";
import { openRoute, type Route } from "../../core/route";
import { codes } from "./codes";
import type { Keys } from "./credentials";
import { authorize, signatureMethod } from "./sign";

export const cloudTitle = "Zenlayer";
const endpointSetting = "PULUMI_ENI_ZENLAYER_ENDPOINT or `pulumi config set eni:zenlayerEndpoint`";

/** A service of the cloud, and the version of its API. */
export interface Product {
  readonly service: string;
  readonly version: string;
}

const zec: Product = { service: "zec", version: "2025-09-01" };
const contentType = "application/json";

/** Calls of one service, by default Zenlayer Elastic Compute, at one endpoint with one source of credentials. */
export class ZenlayerClient {
  private readonly url: URL;
  private readonly route: Route;
  private readonly product: Product;

  constructor(
    private readonly endpoint: string,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
    { product = zec, proxy }: { readonly product?: Product; readonly proxy?: HttpProxy | undefined } = {},
  ) {
    this.product = product;
    this.route = openRoute(endpoint, proxy);
    this.url = new URL(`${endpoint}/api/v2/${product.service}`);
  }

  /** A call whose answer has a documented shape. */
  async read<Shape extends z.ZodTypeAny>(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    return readAnswer({ cloudTitle, action }, shape, await this.call(action, parameters));
  }

  /** One call on the wire; returns the content of `response`. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const call: Call = { cloudTitle, action, endpoint: this.endpoint, endpointSetting };
    const body = JSON.stringify(parameters);
    // At every call, because temporary keys can be renewed.
    const keys = await this.credentials.get();
    const headers = this.headersOf(action, body, keys);
    let answer: HttpAnswer;
    try {
      answer = await post(this.route, { path: this.url.pathname, headers, body }, this.timeoutMs);
    } catch (error) {
      if (error instanceof NoHttpAnswer) throw noAnswer(call, error.reason);
      throw error;
    }
    return this.open(call, answer, keys);
  }

  /** Signed at every call, because a signature is valid for five minutes. */
  private headersOf(action: string, body: string, keys: Keys): Record<string, string> {
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const { host } = this.url;
    const shared = {
      host,
      "content-type": contentType,
      "x-zc-service": this.product.service,
      "x-zc-action": action,
      "x-zc-version": this.product.version,
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

  /**
   * Classified only by code, because one code has different HTTP statuses in the two generations of the documentation.
   */
  private open(call: Call, answer: HttpAnswer, keys: Keys): unknown {
    const envelope = parseObject(answer.text);
    const code = envelope?.code;
    if (typeof code === "string" && code !== "" && envelope?.response === undefined) {
      const failure = cloudErrorOf(
        codes,
        {
          cloudTitle,
          action: call.action,
          code,
          requestId: asText(envelope?.requestId),
          httpStatus: answer.status,
          cloudMessage: asText(envelope?.message),
          // The documentation does not promise it; a gateway may send it.
          retryAfterMs: retryAfterMs(answer.headers),
        },
        keys,
      );
      throw failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
    }
    const isSuccess = answer.status >= 200 && answer.status < 300;
    if (isSuccess && typeof envelope?.response === "object" && envelope.response !== null) {
      return { requestId: envelope.requestId, ...envelope.response };
    }
    throw foreignAnswer(call, answer);
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
