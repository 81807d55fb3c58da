import type { CommonClient } from "tencentcloud-sdk-nodejs/tencentcloud/common/common_client";
import type { Credential } from "tencentcloud-sdk-nodejs/tencentcloud/common/interface";
import { z } from "zod/v3";
import { boundedAgent, Exchange } from "../../core/bounded-agent";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf } from "../../core/errors";
import { foreignAnswer, retryAfterMs } from "../../core/foreign-answer";
import { answerTimeoutMs, NoHttpAnswer } from "../../core/http";
import { type Call, noAnswer, readAnswer, refusedKeys } from "../../core/no-answer";
import { noConnection } from "../../core/no-connection";
import type { HttpProxy } from "../../core/proxy";
import { openRoute, type Route } from "../../core/route";
import { codes } from "./codes";
import type { Keys } from "./credentials";

export const cloudTitle = "Tencent Cloud";
export const endpointSetting = "PULUMI_ENI_TENCENT_ENDPOINT or `pulumi config set eni:tencentEndpoint`";

/** Every answer of the API has a request id. An answer without one is another server's. */
const receiptShape = z.object({ RequestId: z.string().min(1) }).passthrough();

export interface Product {
  readonly endpoint: string;
  readonly version: string;
  readonly regionId: string;
  /** How policies name the product; default: "vpc". */
  readonly service?: string;
  readonly proxy?: HttpProxy | undefined;
}

/** What the vendor's client throws. An answered error has a code and a request id. */
interface Thrown {
  readonly message?: string;
  readonly code?: unknown;
  readonly requestId?: unknown;
  readonly getRequestId?: unknown;
}

/** Calls of one product of the API v3 with one source of credentials. */
export class TencentClient {
  private sdk: CommonClient | undefined;
  private readonly route: Route;

  constructor(
    private readonly product: Product,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {
    this.route = openRoute(product.endpoint, product.proxy);
  }

  /** A call whose answer has a documented shape. */
  async read<Shape extends z.ZodTypeAny>(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    return readAnswer({ cloudTitle, action }, shape, await this.call(action, parameters));
  }

  /** One call on the wire: a POST of JSON, signed with TC3-HMAC-SHA256. Null and undefined parameters are left out. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    // Looked up before the call, so that a missing key is not reported as a failed request.
    const keys = await this.credentials.get();
    this.sdk ??= this.open();
    const { sdk } = this;
    const exchange = new Exchange(this.route);
    try {
      const answer = await exchange.run(this.timeoutMs, () => sdk.request(action, parameters));
      return receiptShape.parse(answer);
    } catch (error) {
      throw this.toCloudError(action, error as Thrown, exchange, keys);
    }
  }

  /**
   * The vendor's common client. It signs like the clients of the single products, which only add a method for each
   * action, and loads in two thirds of their time. It is required here, so that it does not load before the first call.
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
          // The exchange limits each call. The client's own timer would keep running after an answer broke off.
          reqTimeout: 0,
          agent: boundedAgent(this.route),
        },
        language: "en-US",
      },
    });
  }

  private async currentKeys(): Promise<Credential> {
    const { secretId, secretKey, token } = await this.credentials.get();
    return { secretId, secretKey, ...(token ? { token } : {}) };
  }

  private toCloudError(action: string, thrown: Thrown, exchange: Exchange, keys: Keys): CloudError {
    const { endpoint } = this.product;
    const call: Call = { cloudTitle, action, endpoint, endpointSetting };
    if (thrown instanceof NoHttpAnswer) return noAnswer(call, thrown.reason);
    // A failed connection has a code too, but its error has another class than the vendor's.
    const isAnswer = typeof thrown.getRequestId === "function" && typeof thrown.code === "string";
    const { status, headers } = exchange;
    if (!isAnswer) {
      // For an HTTP error the vendor's client keeps only the status.
      return status === undefined
        ? noAnswer(call, noConnection(this.route.title, undefined))
        : foreignAnswer(call, { status, headers });
    }
    const failure = cloudErrorOf(
      codes,
      {
        cloudTitle,
        action,
        code: String(thrown.code),
        requestId: thrown.requestId ? String(thrown.requestId) : undefined,
        cloudMessage: thrown.message || undefined,
        // The documentation does not promise it; a gateway may send it.
        retryAfterMs: retryAfterMs(headers),
        permission: `${this.product.service ?? "vpc"}:${action}`,
      },
      keys,
    );
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }
}
