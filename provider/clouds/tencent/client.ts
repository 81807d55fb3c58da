import type { CommonClient } from "tencentcloud-sdk-nodejs/tencentcloud/common/common_client";
import type { Credential } from "tencentcloud-sdk-nodejs/tencentcloud/common/interface";
import { boundedAgent } from "../../core/bounded-agent";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf } from "../../core/errors";
import { foreignAnswer } from "../../core/foreign-answer";
import { answerTimeoutMs } from "../../core/http";
import { type Call, noAnswer, refusedKeys } from "../../core/no-answer";
import { noConnection } from "../../core/no-connection";
import type { Keys } from "./credentials";
import { codes } from "./errors";

export const cloudTitle = "Tencent Cloud";
export const endpointSetting = "PULUMI_ENI_TENCENT_ENDPOINT or `pulumi config set eni:tencentEndpoint`";

export interface Product {
  readonly endpoint: string;
  readonly version: string;
  readonly regionId: string;
}

/** What the vendor's client throws: an answered error has a code, an HTTP error a status, anything else neither. */
interface Thrown {
  readonly message?: string;
  readonly code?: unknown;
  readonly requestId?: unknown;
  readonly httpCode?: unknown;
  readonly getRequestId?: unknown;
}

/** Calls of one product of the API v3 with one source of credentials. */
export class TencentClient {
  private sdk: CommonClient | undefined;

  constructor(
    private readonly product: Product,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {}

  /** One call on the wire: a POST of JSON, signed with TC3-HMAC-SHA256. Null and undefined parameters are left out. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    // Found before the call, so that what the reader sees is not a failed request.
    await this.credentials.get();
    this.sdk ??= this.open();
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.sdk.request(action, parameters, { signal });
    } catch (error) {
      throw this.toCloudError(action, error as Thrown, signal.aborted);
    }
  }

  /**
   * The vendor's client for any product: it signs like the clients of the products, which only add a method for each
   * action, and loads in two thirds of their time. Required here, so that nothing of it loads before the first call.
   */
  private open(): CommonClient {
    const sdk =
      require("tencentcloud-sdk-nodejs/tencentcloud/common/common_client") as typeof import("tencentcloud-sdk-nodejs/tencentcloud/common/common_client");
    const url = new URL(this.product.endpoint);
    return new sdk.CommonClient(url.host, this.product.version, {
      credential: { getCredential: () => this.currentKeys() },
      region: this.product.regionId,
      profile: {
        httpProfile: {
          endpoint: url.host,
          protocol: `${url.protocol}//`,
          // The signal of each call bounds it; the client's own timer would outlive an answer that broke off.
          reqTimeout: 0,
          agent: boundedAgent(url),
        },
        language: "en-US",
      },
    });
  }

  private async currentKeys(): Promise<Credential> {
    const { secretId, secretKey, token } = await this.credentials.get();
    return { secretId, secretKey, ...(token ? { token } : {}) };
  }

  private toCloudError(action: string, thrown: Thrown, timedOut: boolean): CloudError {
    const call: Call = { cloudTitle, action, endpoint: this.product.endpoint, endpointSetting };
    // A failed connection has a code too, but its error is not of the vendor's class.
    const isAnswer = typeof thrown.getRequestId === "function" && typeof thrown.code === "string";
    if (!isAnswer) {
      const why = this.whyNoAnswer(thrown.message ?? "", timedOut);
      if (why !== undefined) return noAnswer(call, why);
      // Of an HTTP error the vendor's client keeps the status alone; a body that is no JSON came with 200.
      const status = typeof thrown.httpCode === "number" ? thrown.httpCode : 200;
      return foreignAnswer(call, { status, headers: {} });
    }
    const failure = cloudErrorOf(codes, {
      cloudTitle,
      action,
      code: String(thrown.code),
      requestId: thrown.requestId ? String(thrown.requestId) : undefined,
      said: thrown.message || undefined,
    });
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }

  /** What happened before there was a whole answer; undefined when there was one. */
  private whyNoAnswer(message: string, timedOut: boolean): string | undefined {
    const { endpoint } = this.product;
    if (timedOut) return `${endpoint} did not answer within ${this.timeoutMs / 1_000} s.`;
    const [own] = /the answer (?:of .*another host|is longer than|broke off).*$/.exec(message) ?? [];
    if (own) return `${own}.`;
    if (!/failed, reason:|Premature close|Invalid response body/.test(message)) return undefined;
    const [code] = /\bE[A-Z_]{3,}\b/.exec(message) ?? [];
    return noConnection(endpoint, code);
  }
}
