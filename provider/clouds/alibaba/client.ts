import type RpcClient from "@alicloud/pop-core/lib/rpc";
import type { Credentials } from "../../core/credentials";
import { type CloudError, cloudErrorOf } from "../../core/errors";
import { answerTimeoutMs } from "../../core/http";
import { type Call, noAnswer, notOfTheApi, refusedKeys } from "../../core/no-answer";
import { noConnection } from "../../core/no-connection";
import { within } from "../../core/within";
import type { Keys } from "./credentials";
import { codes } from "./errors";

export const cloudTitle = "Alibaba Cloud";
const endpointSetting = "PULUMI_ENI_ALIBABA_ENDPOINT or `pulumi config set eni:alibabaEndpoint`";

/** The longest time to connect. */
const connectTimeoutMs = 5_000;

export interface Product {
  readonly endpoint: string;
  /** Whether the host is the one that the region's id leads to. */
  readonly followsRegion?: boolean;
  readonly version: string;
}

/** Calls of one RPC product with one source of credentials. */
export class AlibabaClient {
  private rpc: RpcClient | undefined;

  constructor(
    private readonly product: Product,
    private readonly credentials: Credentials<Keys>,
    private readonly timeoutMs = answerTimeoutMs,
  ) {}

  /** One call on the wire. By POST: a GET would put key id, signature and token into the URL. */
  async call(action: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    // Found before the call, so that what the reader sees is not a failed request.
    await this.credentials.get();
    this.rpc ??= this.open();
    try {
      // The SDK bounds the silence between two pieces of an answer; the whole of it is bounded here.
      return await within(
        this.timeoutMs,
        this.rpc.request(action, parameters, {
          method: "POST",
          timeout: [Math.min(connectTimeoutMs, this.timeoutMs), this.timeoutMs],
        }),
      );
    } catch (error) {
      throw this.toCloudError(action, error);
    }
  }

  /** The vendor's SDK is loaded with the first call: most runs of a program that did not change make none. */
  private open(): RpcClient {
    // Its RPC half alone: the package's index loads an XML parser for the other half, twice the time of this one.
    const Client = require("@alicloud/pop-core/lib/rpc") as typeof RpcClient;
    // The type declaration of the package lags behind its code, which takes a credentials provider.
    const config = {
      endpoint: this.product.endpoint,
      apiVersion: this.product.version,
      credentialsProvider: { getCredentials: () => this.credentials.get() },
    };
    return new Client(config as unknown as RpcClient.Config);
  }

  private toCloudError(action: string, error: unknown): CloudError {
    const thrown = error as {
      readonly message?: string;
      readonly code?: string;
      readonly data?: { readonly Code?: unknown; readonly RequestId?: unknown; readonly Message?: unknown };
      readonly entry?: {
        readonly response?: { readonly statusCode?: number; readonly headers?: Record<string, string> };
      };
    };
    const { endpoint, followsRegion } = this.product;
    const call: Call = {
      cloudTitle,
      action,
      endpoint,
      endpointSetting: followsRegion
        ? `it follows from \`regionId\`, or from ${endpointSetting}`
        : endpointSetting,
    };
    if (thrown.data?.Code === undefined) return noAnswer(call, this.whyNoAnswer(thrown.code, thrown.message));
    const retryAfter = Number(thrown.entry?.response?.headers?.["x-acs-retry-after"]);
    const failure = cloudErrorOf(codes, {
      cloudTitle,
      action,
      code: String(thrown.data.Code),
      requestId: thrown.data.RequestId === undefined ? undefined : String(thrown.data.RequestId),
      httpStatus: thrown.entry?.response?.statusCode,
      said: thrown.data.Message === undefined ? undefined : String(thrown.data.Message),
      // The vendor's SDKs read this header as milliseconds.
      retryAfterMs: retryAfter > 0 ? retryAfter : undefined,
    });
    return failure.kind === "authentication" ? refusedKeys(failure, call, this.credentials) : failure;
  }

  /** pop-core's own message quotes the URL and is not shown; what matters is which endpoint and what happened. */
  private whyNoAnswer(code: string | undefined, message: string | undefined): string {
    const { endpoint } = this.product;
    if (code !== undefined) return noConnection(endpoint, code);
    return /Timeout/.test(message ?? "")
      ? `${endpoint} did not answer within ${this.timeoutMs / 1_000} s.`
      : notOfTheApi(endpoint);
  }
}
